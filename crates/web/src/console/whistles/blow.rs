use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// 吹哨: the secretary blows.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleBlow)]
pub(super) struct Blow {}

impl Act for Blow {
    const PATH: &'static str = "/c/whistles/{no}/blow";
    const VERB: Verb =
        Verb::grave("批准，吹哨", "街道和被叫的单位立刻看到，应哨的时限从现在开始算。");
    const DONE: &'static str = "哨已吹出，街道和被叫的单位都看得到。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::blow(work, on.no, on.seen)?;
        Ok(href(on.no))
    }
}

/// A draft is sent back to be mended.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleSendBack)]
pub(super) struct SendBack {
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for SendBack {
    const PATH: &'static str = "/c/whistles/{no}/send_back";
    const VERB: Verb = Verb::new("退回修改", "起草的人改好再送来。");
    const DONE: &'static str = "已退回修改。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, "哪里要改", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::send_back(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
