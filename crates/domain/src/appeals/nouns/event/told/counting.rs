use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{CountObjected, CountRuled};

impl Told for CountObjected {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let (wanted, reason) = (self.wanted.name(), self.reason.name());
        let title = format!("计数异议：申请{}的这件{wanted}，{reason}", of.unit());
        Some(of.inside("计", Tone::Care, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for CountRuled {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = if self.granted {
            format!("裁定计数异议：同意，这件{}", self.wanted.name())
        } else {
            format!("裁定计数异议：不同意，仍{}", self.wanted.other().name())
        };
        Some(of.inside("裁", Tone::Step, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
