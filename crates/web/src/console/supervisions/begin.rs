use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, Step};
use xianban_kernel::Problem;

use super::subject::{for_step, href, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// 开始: the agenda is fixed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionBegin)]
pub(super) struct Begin {}

impl Act for Begin {
    const PATH: &'static str = "/c/supervisions/{no}/begin";
    const VERB: Verb =
        Verb::new("开始开会", "议程从现在起定下来，一件一件过。不用签到，也不统计谁到会。");
    const DONE: &'static str = "会已开始，一件一件过。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        for_step(work, no, Step::Begin)?;
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let held = supervision::begin(work, on.no, on.seen)?;
        let first = if held.items.is_empty() { "" } else { "?item=1" };
        Ok(format!("{}{first}", href(on.no)))
    }
}
