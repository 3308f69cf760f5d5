use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{ConsultEnded, ConsultOpened, Opined};

impl Told for ConsultOpened {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("诊", Tone::Step, format!("请 {} 位专家会诊", self.experts.len())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Opined {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("诊", Tone::Voice, "专家意见"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for ConsultEnded {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("诊", Tone::Good, "会诊结论"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
