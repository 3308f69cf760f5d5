use super::{Line, Telling, Told, Tone};
use crate::appeals::nouns::event::{SlipChecked, SlipEnded, SlipFinished, SlipIssued, SlipTaken};

impl Told for SlipIssued {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        let title = format!("给{}发了任务单，{} 前办好", of.unit(), self.limit.said());
        Some(of.inside("单", Tone::Step, title))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SlipTaken {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("单", Tone::Aside, "接收了任务单"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SlipFinished {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("单", Tone::Step, "任务单办完了"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SlipChecked {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        if self.good {
            return Some(of.inside("查", Tone::Good, "检查合格"));
        }
        Some(of.inside("查", Tone::Bad, "检查不合格，重办"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}

impl Told for SlipEnded {
    fn for_staff(&self, of: &Telling<'_>) -> Option<Line> {
        Some(of.inside("单", Tone::Aside, "撤销了任务单"))
    }

    fn for_applicant(&self, _: &Telling<'_>) -> Option<Line> {
        None
    }
}
