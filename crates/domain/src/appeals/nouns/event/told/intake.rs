use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Accepted, Imported, Submitted, Supplemented, Withdrawn};
use crate::appeals::nouns::state::Origin;

impl Told for Submitted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        // His photos stand beside his words already.
        of.as_everybody(self.for_applicant(of)).map(|line| Line { with_files: false, ..line })
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        if self.origin == Origin::OtherPlatform {
            return Some(Line::new("诉", Tone::Aside, "在其他平台提交了诉求"));
        }
        Some(Line::new("诉", Tone::Aside, "提交了诉求").saying(format!("已送到{}", of.unit())))
    }
}

impl Told for Imported {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        if self.reply.is_some() {
            return Some(Line::new("答", Tone::Good, "其他平台已经答复"));
        }
        Some(Line::new("转", Tone::Step, "从其他平台转到这里"))
    }
}

impl Told for Accepted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of)).map(Line::beside_unit)
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("接", Tone::Step, format!("{}已接单", of.unit())))
    }
}

impl Told for Withdrawn {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("撤", Tone::Aside, format!("{}撤回了诉求", of.you())).saying(of.words()))
    }
}

impl Told for Supplemented {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let line = Line::new("补", Tone::Aside, format!("{}补充了内容", of.you()));
        Some(Line { with_files: true, ..line.saying(of.words()) })
    }
}
