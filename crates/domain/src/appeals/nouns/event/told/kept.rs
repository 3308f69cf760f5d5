use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Attached, Erased, Undone};

impl Told for Erased {
    fn for_staff(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Attached {
    fn for_staff(&self, _: &Telling<'_>) -> Option<Line> {
        // Files stand with the event that they came with.
        None
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Undone {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("撤", Tone::Aside, "撤销了上一步"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
