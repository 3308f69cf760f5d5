use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};

/// `/c/login`: account and password. Fields: `account`, `password`, `next`.
#[derive(Template, Serialize)]
#[template(path = "console/login.html")]
pub struct LoginPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try; never says whether the account exists.
    #[serde(skip)]
    pub faults: Faults,
    /// As typed.
    pub account: String,
    /// Path to go back to afterwards; may be empty.
    pub next: String,
    /// Demo accounts and their roles, shown only in the demo.
    pub demo: Vec<DemoAccount>,
}

/// An account of the demo.
#[derive(Clone, Debug, Serialize)]
pub struct DemoAccount {
    /// Its account name.
    pub account: String,
    /// Its role at its unit.
    pub role: String,
    /// Its password.
    pub password: String,
}

impl Face for LoginPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
