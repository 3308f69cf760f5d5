use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};

/// `/elder`: choose the size of type.
#[derive(Template, Serialize)]
#[template(path = "resident/elder.html")]
pub struct ElderPage {
    /// The frame; carries the size chosen now.
    #[serde(skip)]
    pub frame: Frame,
    /// The size chosen now: 0, 1, 2.
    pub step: u8,
}

impl Face for ElderPage {}
