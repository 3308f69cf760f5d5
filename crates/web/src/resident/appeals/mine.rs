use askama::Template;
use serde::Serialize;

use super::Card;
use crate::frame::{Choice, Face, Frame};

/// `/my/appeals`: the visitor's appeals, newest first.
#[derive(Template, Serialize)]
#[template(path = "resident/appeals/mine.html")]
pub struct MinePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Which of them are shown: `?state=CODE`.
    pub states: Vec<Choice>,
    /// One page of them.
    pub cards: Vec<Card>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl Face for MinePage {}
