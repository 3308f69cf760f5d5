use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Head;
use crate::frame::{Face, Faults, Frame, Photo};

/// `/appeals/{no}/supplement`: add words and photos. Fields: `text`, `photos`, `photo`.
#[derive(Template, Serialize)]
#[template(path = "resident/appeals/supplement.html")]
pub struct SupplementPage {
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
    /// The words, as typed.
    pub text: String,
    /// Photos already kept.
    pub photos: Vec<Photo>,
}

impl Face for SupplementPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
