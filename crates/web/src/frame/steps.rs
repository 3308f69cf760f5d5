use serde::Serialize;

use super::Stamp;

/// The five words a resident knows: 收集 → 研判 → 协商 → 落实 → 反馈.
const WORDS: [(&str, &str, &str); 5] = [
    ("collect", "收集", "诉求收集"),
    ("assess", "研判", "评估研判"),
    ("consult", "协商", "协商定方案"),
    ("carry_out", "落实", "落实办理"),
    ("feed_back", "反馈", "反馈验收"),
];

/// How far a matter has come, in five steps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Steps(pub Vec<Step>);

/// One of the five.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Step {
    /// 1 to 5.
    pub number: usize,
    /// `collect`, `assess`, `consult`, `carry_out`, `feed_back`.
    pub code: &'static str,
    /// 收集 and so on.
    pub text: &'static str,
    /// The longer word of the console, such as 评估研判.
    #[serde(skip)]
    pub long: &'static str,
    /// `done`, `now`, `ahead`, or `skipped` when the matter went on without it.
    pub stage: &'static str,
    /// When it was reached.
    pub at: Option<Stamp>,
    /// A few words under it in the console; may be empty.
    #[serde(skip)]
    pub note: String,
}

impl Steps {
    /// The matter is in step `now` (1 to 5); 6 means that all five are done.
    pub fn at(now: usize) -> Self {
        let step = |(place, (code, text, long)): (usize, (&'static str, _, _))| Step {
            number: place + 1,
            code,
            text,
            long,
            stage: match (place + 1).cmp(&now) {
                std::cmp::Ordering::Less => "done",
                std::cmp::Ordering::Equal => "now",
                std::cmp::Ordering::Greater => "ahead",
            },
            at: None,
            note: String::new(),
        };
        Self(WORDS.into_iter().enumerate().map(step).collect())
    }

    /// The same, where step `number` did not happen: it is behind, but not done.
    #[must_use]
    pub fn without(mut self, number: usize) -> Self {
        let behind = |step: &&mut Step| step.number == number && step.stage == "done";
        if let Some(step) = self.0.iter_mut().find(behind) {
            step.stage = "skipped";
        }
        self
    }

    /// The same with a time and a few words at step `number`.
    #[must_use]
    pub fn noted(mut self, number: usize, at: Option<Stamp>, note: impl Into<String>) -> Self {
        if let Some(step) = self.0.iter_mut().find(|step| step.number == number) {
            step.at = at;
            step.note = note.into();
        }
        self
    }

    /// The step the matter is in.
    pub fn now(&self) -> Option<&Step> {
        self.0.iter().find(|step| step.stage == "now")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_before_are_done_and_steps_after_lie_ahead() {
        let stages: Vec<_> = Steps::at(4).0.iter().map(|step| step.stage).collect();
        assert_eq!(stages, ["done", "done", "done", "now", "ahead"]);
        assert_eq!(Steps::at(4).now().map(|step| step.text), Some("落实"));
        assert!(Steps::at(6).0.iter().all(|step| step.stage == "done"));
    }
}
