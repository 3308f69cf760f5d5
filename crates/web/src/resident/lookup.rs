use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};

/// `/lookup`: find one appeal by its number and query code. Fields: `no`, `code`.
#[derive(Template, Serialize)]
#[template(path = "resident/lookup.html")]
pub struct LookupPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// As typed.
    pub no: String,
    /// As typed.
    pub code: String,
}

impl Face for LookupPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
