use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Listed, Shared, Unlisted};

impl Told for Listed {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let until = self.until.map(|until| format!("，限 {} 前办好", until.said()));
        let title = format!("列入{}{}", self.why.name(), until.unwrap_or_default());
        Some(of.inside("牌", Tone::Care, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Unlisted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("牌", Tone::Aside, format!("移出{}", self.why.name())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Shared {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("看", Tone::Aside, format!("给{}看", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
