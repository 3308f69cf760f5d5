use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_kernel::Problem;

use crate::frame::{Face, Frame, problem};

/// Something went wrong, on the staff's side; its block `sentence` is what htmx shows above the
/// page, so that a form stays as it was.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/problem.html", blocks = ["sentence"])]
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
    /// What became of the work; may be empty.
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

    /// Only the sentence.
    pub fn as_sentence_text(&self) -> askama::Result<String> {
        self.as_sentence().render()
    }
}

impl Face for ProblemPage {
    fn status(&self) -> StatusCode {
        self.status
    }
}
