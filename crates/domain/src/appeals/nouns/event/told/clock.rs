use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{HoldCleared, HoldKept, Paused, Resumed, RulesChanged};

impl Told for HoldKept {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("复查后继续挂账，{} 再看", self.review_on.said());
        Some(of.inside("挂", Tone::Care, title))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("还办不了，{} 前再看一次", self.review_on.said());
        Some(Line::new("挂", Tone::Care, title).saying(of.words()))
    }
}

impl Told for HoldCleared {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("销", Tone::Good, "销账，继续办理"))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        Some(Line::new("销", Tone::Step, "条件成熟了，继续办理").saying(of.words()))
    }
}

impl Told for Paused {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let reason = of.rules.casework.pause_reason(&self.reason);
        let reason = reason.map_or("", |reason| reason.name.as_str());
        let title = format!("暂停办理，最晚到 {}：{reason}", self.until.said());
        Some(of.inside("停", Tone::Care, title))
    }

    fn for_applicant(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("暂停办理，最晚到 {}", self.until.said());
        Some(Line::new("停", Tone::Care, title).saying(of.words()))
    }
}

impl Told for Resumed {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("续", Tone::Good, "恢复办理"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        Some(Line::new("续", Tone::Step, "继续办理"))
    }
}

impl Told for RulesChanged {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.not_before.is_some() {
            let title = "规则更新，期限按新规则重算，不少于四个工作小时";
            return Some(of.inside("规", Tone::Care, title));
        }
        if !self.moved {
            return None;
        }
        Some(of.inside("规", Tone::Aside, "规则更新，期限按新规则重算"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
