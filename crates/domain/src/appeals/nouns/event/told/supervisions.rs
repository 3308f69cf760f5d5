use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Supervised, SupervisionAnswered};

impl Told for Supervised {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("督", Tone::Care, format!("督办，请{}答复", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SupervisionAnswered {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("督", Tone::Step, format!("{}答复了督办", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
