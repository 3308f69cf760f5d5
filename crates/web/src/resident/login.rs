use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};

/// `/login`: phone, then the code that came by SMS. Fields: `phone`, `sms`, `next`. While no code is
/// on its way the form only asks for the phone.
#[derive(Template, Serialize)]
#[template(path = "resident/login.html")]
pub struct LoginPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// As typed.
    pub phone: String,
    /// Whether a code is on its way to `phone`.
    pub code_sent: bool,
    /// Path to go back to afterwards; may be empty.
    pub next: String,
}

impl Face for LoginPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
