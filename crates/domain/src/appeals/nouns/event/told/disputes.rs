use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{Recused, Returned, Ruled};

impl Told for Returned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let reason = of.rules.casework.return_reason(&self.reason);
        let reason = reason.map_or("", |reason| reason.name.as_str());
        Some(of.inside("退", Tone::Care, format!("退单：{reason}，请{}裁定", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Ruled {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.to.is_none() {
            return Some(of.inside("裁", Tone::Step, "裁定：仍由原单位办"));
        }
        Some(of.inside("裁", Tone::Step, format!("裁定：改由{}办", of.unit())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("改由{}办理", of.unit());
        self.to.map(|_| Line::new("派", Tone::Step, title))
    }
}

impl Told for Recused {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("避", Tone::Care, format!("{}回避", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
