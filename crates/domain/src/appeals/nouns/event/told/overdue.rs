use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::card::{Carded, Colour};
use crate::appeals::nouns::event::{Attended, Escalated, PoolEmpty, Urged};

impl Told for Urged {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("催", Tone::Care, "诉求人催办"))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("催", Tone::Care, format!("{}催办了，{}看得到", of.you(), of.unit())))
    }
}

impl Told for Carded {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        match self.colour {
            Colour::Red => Some(of.inside("红", Tone::Bad, "红牌：已超期")),
            Colour::Yellow => Some(of.inside("黄", Tone::Care, "黄牌：临近期限")),
        }
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for PoolEmpty {
    fn for_staff(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Escalated {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("报", Tone::Bad, format!("超期，已报{}", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Attended {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("督", Tone::Care, "过问了超期"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
