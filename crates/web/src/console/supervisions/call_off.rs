use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, Step};
use xianban_kernel::Problem;

use super::subject::{for_step, href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// 这次不开.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionCallOff)]
pub(super) struct CallOff {
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Act for CallOff {
    const PATH: &'static str = "/c/supervisions/{no}/call_off";
    const VERB: Verb = Verb::grave("这次不开", "记为未召开，要过的诉求留到下一次会，排在最前面。");
    const DONE: &'static str = "已记为未召开，要过的诉求留到下一次。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        for_step(work, no, Step::CallOff)?;
        Ok(vec![words(work, "为什么不开", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        supervision::call_off(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
