use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, Step};
use xianban_kernel::Problem;

use super::subject::{for_step, href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// 结束: the minutes are there.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionClose)]
pub(super) struct Close {
    /// More words for the minutes; may be empty.
    words: String,
}

impl Act for Close {
    const PATH: &'static str = "/c/supervisions/{no}/close";
    const VERB: Verb =
        Verb::new("结束会议", "议程和议定的事项自动成为纪要；没有落实的，下一次会先过。");
    const DONE: &'static str = "会已结束，纪要在这一页，可以打印、下载。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        for_step(work, no, Step::Close)?;
        Ok(vec![words(work, "纪要里还要写的", &self.words).optional()])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        supervision::close(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
