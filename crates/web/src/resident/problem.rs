use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_kernel::Problem;

use crate::frame::{Face, Frame, problem};

/// Something went wrong: what happened, what was kept, what to do, whom to call.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/problem.html")]
pub struct ProblemPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    #[serde(skip)]
    status: StatusCode,
    /// Stable name.
    pub code: &'static str,
    /// The kind in a few words.
    pub title: &'static str,
    /// What happened.
    pub said: String,
    /// What became of the visitor's work; may be empty.
    pub kept: &'static str,
}

impl ProblemPage {
    /// The page for `found`.
    pub fn new(frame: &Frame, found: &Problem) -> Self {
        Self {
            frame: frame.clone(),
            status: problem::status(found),
            code: found.code(),
            title: problem::title(found),
            said: found.said(),
            kept: problem::kept(found),
        }
    }
}

impl Face for ProblemPage {
    fn status(&self) -> StatusCode {
        self.status
    }
}
