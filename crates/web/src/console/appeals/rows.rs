use serde::Serialize;

use crate::frame::{Coded, Stamp, Status};

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
