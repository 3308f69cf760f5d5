use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Step};
use xianban_kernel::Problem;

use super::subject::{href, number, receiver, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;

/// A unit says what it brought about.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleReport)]
pub(super) struct Report {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Report {
    const PATH: &'static str = "/c/whistles/{no}/report";
    const VERB: Verb = Verb::new("反馈结果", "所有单位都反馈以后，由吹哨的社区销哨。");
    const DONE: &'static str = "结果已反馈。";
    const PHOTOS: bool = true;

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            receiver(work, no, (Step::Report, &self.n))?,
            words(work, "做了什么、结果怎样", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let said = (number(&self.n)?, self.words.as_str(), on.claim);
        whistle::report(work, on.no, on.seen, said)?;
        Ok(href(on.no))
    }
}
