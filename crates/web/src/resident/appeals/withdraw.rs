use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Head;
use crate::frame::{Face, Faults, Frame};

/// `/appeals/{no}/withdraw`: take it back. Field: `reason` (may be empty).
#[derive(Template, Serialize)]
#[template(path = "resident/appeals/withdraw.html")]
pub struct WithdrawPage {
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
    /// Whether it goes on without the applicant, because safety is at stake.
    pub goes_on: bool,
    /// Why, as typed.
    pub reason: String,
}

impl Face for WithdrawPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
