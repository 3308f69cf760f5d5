use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{ExtensionAsked, Granted, HoldAsked, IdentityAsked, Refused};

impl Told for ExtensionAsked {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("申请延期 {}，请{}审批", self.add.said(), of.unit());
        Some(of.inside("延", Tone::Care, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for HoldAsked {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("挂", Tone::Care, format!("申请挂账，请{}审批", of.unit())))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for IdentityAsked {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("申请查看未成年人的联系方式，请{}审批", of.unit());
        Some(of.inside("看", Tone::Care, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Granted {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("批", Tone::Good, "同意"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for Refused {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("批", Tone::Bad, "不同意"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
