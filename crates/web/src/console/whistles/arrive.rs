use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Step};
use xianban_kernel::Problem;

use super::subject::{href, number, receiver, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::{answered, yes_no};

/// 报到: a unit tells that it is on site.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleArrive)]
pub(super) struct Arrive {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// In words; may be empty.
    words: String,
}

impl Act for Arrive {
    const PATH: &'static str = "/c/whistles/{no}/arrive";
    const VERB: Verb = Verb::new("报到，已到现场", "吹哨的社区会确认。不定位，不用拍照。");
    const DONE: &'static str = "已报到，等社区确认。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            receiver(work, no, (Step::Arrive, &self.n))?,
            words(work, "来了谁", &self.words).optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::arrive(work, on.no, on.seen, (number(&self.n)?, &self.words))?;
        Ok(href(on.no))
    }
}

/// The whistler says whether a unit is there.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleConfirm)]
pub(super) struct Confirm {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// `yes` or `no`.
    #[schema(required = true)]
    there: String,
    /// In words; may be empty.
    words: String,
}

impl Act for Confirm {
    const PATH: &'static str = "/c/whistles/{no}/confirm";
    const VERB: Verb = Verb::new("确认到场", "没有到场的，会重新算作“还没到”，并记为没有按时到。");
    const DONE: &'static str = "已确认。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            receiver(work, no, (Step::Confirm, &self.n))?,
            yes_no("there", "到场了吗", &self.there),
            words(work, "看到的情况", &self.words).hint("没有到场要写一句。").optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let there = answered(&self.there);
        let there = there.ok_or_else(|| Problem::fault("there", "请选到了还是没到。"))?;
        let said = (number(&self.n)?, there, self.words.as_str());
        whistle::confirm(work, on.no, on.seen, said)?;
        Ok(href(on.no))
    }
}
