use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Head;
use crate::frame::{Face, Faults, Frame, Photo, Stamp};

/// `/appeals/{no}/rework`: ask for another round (再接单), or for a refusal to be looked at again
/// one level up. Fields: `missing`, `photos`, `photo`.
#[derive(Template, Serialize)]
#[template(path = "resident/appeals/rework.html")]
pub struct ReworkPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which appeal.
    pub head: Head,
    /// Where the form is sent.
    pub action: String,
    /// Whether it was refused, so that this asks for a second look.
    pub refused: bool,
    /// The round that would begin.
    pub round: u32,
    /// Who would lead it.
    pub led_by: String,
    /// Until when it can be asked for.
    pub until: Stamp,
    /// What is still missing, as typed.
    pub missing: String,
    /// Photos already kept.
    pub photos: Vec<Photo>,
}

impl Face for ReworkPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
