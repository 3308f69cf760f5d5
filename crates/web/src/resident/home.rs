use askama::Template;
use serde::Serialize;

use super::appeals::Card;
use crate::frame::{Face, Frame};

/// `/`: the door to everything.
#[derive(Template, Serialize)]
#[template(path = "resident/home.html")]
pub struct HomePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The kinds of appeal a resident may file.
    pub doors: Vec<Door>,
    /// Whether the frame's call is a grid worker's; else it is the community's.
    #[serde(skip)]
    pub call_is_grid: bool,
    /// The visitor's newest open matter.
    pub open: Option<Card>,
    /// How many matters the visitor has in all.
    pub open_count: u64,
    /// The other sections: 党建引领, 崂山之窗.
    pub rooms: Vec<Room>,
}

/// A large tile that leads to a form.
#[derive(Clone, Debug, Serialize)]
pub struct Door {
    /// `livelihood` or `development`.
    pub code: &'static str,
    /// 民生诉求, 发展诉求.
    pub text: String,
    /// Two short lines that say what belongs there.
    pub lines: Vec<String>,
    /// Where it leads.
    pub href: String,
}

impl Door {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        match self.code {
            "livelihood" => "house",
            "enforcement" => "gavel",
            _ => "building-2",
        }
    }
}

/// A line that leads to another section.
#[derive(Clone, Debug, Serialize)]
pub struct Room {
    /// `party` or `window`.
    pub code: &'static str,
    /// Its title.
    pub text: String,
    /// Its first words.
    pub said: String,
    /// Where it leads.
    pub href: &'static str,
}

impl Room {
    /// Its drawing.
    pub fn icon(&self) -> &'static str {
        if self.code == "party" { "flag" } else { "mountain" }
    }
}

impl Face for HomePage {}
