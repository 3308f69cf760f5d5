use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{
    Acknowledged, Assigned, Dispatched, HandedOver, Reassigned, Referred, Reported,
};

impl Told for Dispatched {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("派", Tone::Step, format!("{}协助办理", of.unit())))
    }
}

impl Told for Acknowledged {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        of.as_everybody(self.for_applicant(of)).map(Line::beside_unit)
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("签", Tone::Step, format!("{}已签收", of.unit())))
    }
}

impl Told for Reported {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("协", Tone::Step, "协办单位反馈").beside_unit())
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Reassigned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("改", Tone::Step, format!("改派给{}", of.unit())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("派", Tone::Step, format!("改由{}办理", of.unit())))
    }
}

impl Told for Assigned {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title =
            if self.person.is_some() { "指定了承办人" } else { "不再指定承办人" };
        Some(of.inside("指", Tone::Aside, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Referred {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("外", Tone::Step, format!("由{}联系外部单位", of.unit())))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("外", Tone::Step, format!("{}正在联系外部单位", of.unit())))
    }
}

impl Told for HandedOver {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("移", Tone::Care, format!("原单位撤销，由{}接着办", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
