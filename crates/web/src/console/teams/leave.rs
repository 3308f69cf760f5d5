use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::teams;
use xianban_kernel::Problem;

use super::subject::{href, member, number, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;

/// Somebody leaves a team.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamLeave)]
pub(super) struct Leave {
    /// Who.
    #[schema(required = true, value_type = Digits)]
    member: String,
}

impl Act for Leave {
    const PATH: &'static str = "/c/teams/{no}/leave";
    const VERB: Verb =
        Verb::grave("离开", "他的姓名和电话会删除，找不回来；居民的页面上不再有他。");
    const DONE: &'static str = "他已离开，姓名和电话已经删除。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![member(work, no, &self.member, |_| true)?])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        teams::leave(work, on.no, on.seen, number(&self.member)?)?;
        Ok(href(on.no))
    }
}
