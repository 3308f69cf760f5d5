use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Assessed, Planned, Relaned, SpecialReviewed, Specialised};
use crate::rules::MatterCode;

impl Told for Assessed {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let matter = of.rules.matter(&self.matter).map(MatterCode::name).unwrap_or_default();
        Some(
            Line::new("研", Tone::Step, "完成研判")
                .saying(format!("{matter}，由{}主办。", of.unit())),
        )
    }
}

impl Told for Planned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.approver.is_none() {
            return Some(of.inside("案", Tone::Step, "写了方案"));
        }
        Some(of.inside("案", Tone::Step, format!("写了方案，请{}审批", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Relaned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("道", Tone::Care, format!("改到{}", self.lane.name())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Specialised {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("专", Tone::Care, format!("转入专事转办，{}跟踪", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SpecialReviewed {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("专", Tone::Step, format!("跟踪查看，{} 再看", self.review_on.said())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
