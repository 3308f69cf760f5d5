use serde::Serialize;

use crate::frame::{Coded, Stamp, Status};
use xianban_domain::appeals::{Appeal, Risk, StopFor};
use xianban_domain::rules::Lane;

/// One line of a list of appeals.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Its category, once chosen; may be empty.
    pub category: String,
    /// The place in words.
    pub place: String,
    /// Who has it now.
    pub unit: String,
    /// Where it stands.
    pub status: Status,
    /// When it was filed.
    pub filed: Stamp,
    /// When the next duty on it is due; none when it has ended.
    pub due: Option<Due>,
    /// Short marks: 再接单 第 2 轮, 催办 2 次, 重难点.
    pub marks: Vec<String>,
}

/// A due time as remaining working time, with its colour.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Due {
    /// The moment.
    pub at: Stamp,
    /// Remaining in words: 剩 2 天 2 小时, 超 3 小时.
    pub left: String,
    /// `none`, `yellow`, `red`.
    pub colour: &'static str,
    /// Whether the notice of a year's holidays may still move it.
    pub provisional: bool,
}

impl Due {
    /// The drawing beside it.
    pub fn icon(&self) -> &'static str {
        match self.colour {
            "red" => "s-bang",
            "yellow" => "triangle-alert",
            _ => "clock",
        }
    }
}

/// What sets an appeal apart from others.
pub(crate) fn marks(appeal: &Appeal) -> Vec<Coded> {
    let casework = &appeal.casework;
    let lane = match appeal.lane {
        Lane::General => None,
        Lane::Urgent => Some(("red", Lane::Urgent.name().to_owned())),
        Lane::Special => Some(("amber", Lane::Special.name().to_owned())),
    };
    let round = (appeal.round > 1).then(|| ("red", format!("再接单 · 第 {} 轮", appeal.round)));
    let urges = appeal.urges.count;
    let urged = (urges > 0).then(|| ("amber", format!("催办 {urges} 次")));
    let call = appeal.call.map(|_| ("amber", "通知没有送达".to_owned()));
    let returns = appeal.returns();
    let returned = (returns > 0).then(|| ("amber", format!("退单 {returns} 次")));
    let stopped = appeal.stopped().map(|stop| match stop.what {
        StopFor::Pause => ("grey", "暂停中".to_owned()),
        StopFor::Hold => ("grey", "挂账".to_owned()),
    });
    let risk = casework.assessment.risk.filter(|risk| *risk == Risk::High);
    let risk = risk.map(|risk| ("red", risk.name().to_owned()));
    let lists = casework.listings.iter().map(|one| ("amber", one.why.name().to_owned()));
    let left_out = appeal.left_out().map(|one| ("grey", one.wanted.name().to_owned()));
    let marks = [lane, round, urged, call, returned, stopped, risk, left_out].into_iter().flatten();
    marks.chain(lists).map(|(code, text)| Coded::new(code, text)).collect()
}
