use askama::Template;
use serde::Serialize;

use super::appeals::rows::Row;
use crate::frame::{Face, Frame};

/// `/c`: my day.
#[derive(Template, Serialize)]
#[template(path = "console/day.html")]
pub struct DayPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// A greeting with the name and the day, such as 王敏，11 月 23 日 星期一.
    pub greeting: String,
    /// What waits, by queue.
    pub counts: Vec<Count>,
    /// What is due first, overdue ones on top; at most ten.
    pub urgent: Vec<Row>,
}

/// A number that opens its matters.
#[derive(Clone, Debug, Serialize)]
pub struct Count {
    /// The queue's code.
    pub code: &'static str,
    /// What people read.
    pub text: String,
    /// How many.
    pub count: u64,
    /// How many of them are overdue.
    pub overdue: u64,
    /// Where it leads.
    pub href: String,
}

impl Face for DayPage {}
