use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};

/// `/me`: the visitor's own corner.
#[derive(Template, Serialize)]
#[template(path = "resident/me.html")]
pub struct MePage {
    /// The frame; tells whether somebody is logged in.
    #[serde(skip)]
    pub frame: Frame,
    /// Matters not yet ended.
    pub open: u64,
    /// Notices not yet seen.
    pub fresh: u64,
    /// Matters that wait for a rating.
    pub to_rate: u64,
}

impl Face for MePage {}
