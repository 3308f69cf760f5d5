use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use super::Head;
use super::show::Answer;
use crate::frame::{Choice, Face, Faults, Frame};

/// `/appeals/{no}/rate`: five grades, solved asked apart, words. Fields: `solved` (`yes`, `partly`,
/// `no`), `grade` (5 to 1), `said`. Nothing is chosen beforehand.
#[derive(Template, Serialize)]
#[template(path = "resident/appeals/rate.html")]
pub struct RatePage {
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
    /// The reply that is rated.
    pub answer: Answer,
    /// Whether it was solved.
    pub solved: Vec<Choice>,
    /// The grades, best first: codes 5 to 1.
    pub grades: Vec<Choice>,
    /// The applicant's words; may be empty.
    pub said: String,
    /// Who takes it on again after a low grade, such as 社区书记.
    pub rework_by: String,
}

impl RatePage {
    /// The five grades in the words of 好差评, with `chosen` ticked (empty for none).
    pub fn grades(chosen: &str) -> Vec<Choice> {
        [("5", "非常满意"), ("4", "满意"), ("3", "基本满意"), ("2", "不满意"), ("1", "非常不满意")]
            .map(|(code, text)| Choice::new(code, text).chosen_if(chosen))
            .into()
    }
}

impl Face for RatePage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}
