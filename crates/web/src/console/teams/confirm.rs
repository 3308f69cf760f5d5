use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::teams::{self, by_no, people};
use xianban_kernel::Problem;

use super::subject::{called, href, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// Names and numbers were looked at, and hold.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamConfirm)]
pub(super) struct Confirm {}

impl Act for Confirm {
    const PATH: &'static str = "/c/teams/{no}/confirm";
    const VERB: Verb = Verb::new(
        "核对无误",
        "下面每个人的姓名和电话都打过、问过，还对，就点这个；有变的先去改。到期再提醒核对。",
    );
    const DONE: &'static str = "已记下：姓名和电话都对。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        let held = by_no(work, no)?;
        let line = |person: &teams::Person| {
            let phone = if person.phone.is_empty() { "没有电话" } else { &person.phone };
            format!("{}　{phone}", called(person))
        };
        let lines: Vec<_> = people(work, &held)?.iter().map(line).collect();
        Ok(subject(work, no)?.tells("队员", lines.join("\n")))
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        teams::confirm(work, on.no, on.seen)?;
        Ok(href(on.no))
    }
}
