use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// 取消.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationCancel)]
pub(super) struct Cancel {
    /// Why; everybody invited reads it.
    #[schema(required = true)]
    why: String,
}

impl Act for Cancel {
    const PATH: &'static str = "/c/consultations/{no}/cancel";
    const VERB: Verb = Verb::grave("取消", "这次协商不开了，请来的人会收到通知；诉求不受影响。");
    const DONE: &'static str = "已取消，请来的人会收到通知。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, ("why", "为什么取消"), &self.why).hint("请来的人都看得到。")])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::cancel(work, on.no, on.seen, &self.why)?;
        Ok(href(on.no))
    }
}
