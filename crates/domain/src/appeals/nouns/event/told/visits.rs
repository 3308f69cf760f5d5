use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::casework::meetings::Measure;
use crate::appeals::nouns::event::{Met, VisitAnswered, VisitDone, VisitOffered};

impl Told for VisitOffered {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("约", Tone::Step, format!("{}约 {} 上门", of.unit(), self.at.said())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("{}想在 {} 上门", of.unit(), self.at.said());
        Some(Line::new("约", Tone::Voice, title).saying(of.words()))
    }
}

impl Told for VisitAnswered {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.agreed {
            return Some(of.inside("约", Tone::Good, "诉求人确认了上门时间"));
        }
        Some(of.inside("约", Tone::Care, "诉求人说这个时间不方便"))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let you = of.you();
        let title = if self.agreed {
            format!("{you}确认了上门时间")
        } else {
            format!("{you}说这个时间不方便")
        };
        Some(Line::new("约", Tone::Aside, title).saying(of.words()))
    }
}

impl Told for VisitDone {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("约", Tone::Good, "上门情况"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Met {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("会", Tone::Step, Measure::name(self.what)))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
