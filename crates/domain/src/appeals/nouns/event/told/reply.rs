use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Noted, ProposedWords, Published, Released, SentBack, Verified};

impl Told for ProposedWords {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("报", Tone::Step, "写好答复，送审"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Released {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of)).map(Line::beside_unit)
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        Some(Line::new("答", Tone::Good, "审核通过，已经答复"))
    }
}

impl Told for SentBack {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("退", Tone::Care, "审核退回").beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Verified {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.solved {
            return of.as_everybody(self.for_applicant(of)).map(Line::beside_unit);
        }
        Some(of.inside("核", Tone::Care, "现场核查，没有解决").beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        self.solved.then(|| Line::new("核", Tone::Good, "现场核查，已经解决"))
    }
}

impl Told for Noted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("记", Tone::Aside, "内部记录").beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Published {
    fn for_staff(&self, _: &Telling<'_>) -> Option<Line> {
        // What was written stands in its own line, marked as published.
        None
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let of_whom = of.unit.map(|unit| format!("{unit}的")).unwrap_or_default();
        Some(Line::new("进", Tone::Step, format!("{of_whom}办理进展")).saying(of.words()))
    }
}
