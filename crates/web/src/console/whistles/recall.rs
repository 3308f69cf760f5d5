use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// Taken back before anybody answered.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleRecall)]
pub(super) struct Recall {
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Recall {
    const PATH: &'static str = "/c/whistles/{no}/recall";
    const VERB: Verb = Verb::grave(
        "撤回吹哨",
        "还没有单位应哨、上级也没有裁定时可以撤回；各件诉求的协办任务随之结束。",
    );
    const DONE: &'static str = "已撤回。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, "为什么撤回", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::recall(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
