use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::organisation::GridRole;
use xianban_domain::teams::{self, TeamRules, by_no, duties_of};
use xianban_kernel::Problem;

use super::subject::{href, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{GridRoleCode, named};
use crate::console::control::Field;
use crate::console::parts::{coded, long};

/// What a role does in a grid is written.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamDescribe)]
pub(super) struct Describe {
    /// Which role.
    #[schema(required = true, value_type = GridRoleCode)]
    role: String,
    /// What it does; nothing takes away what was written.
    words: Option<String>,
}

impl Act for Describe {
    const PATH: &'static str = "/c/teams/{no}/describe";
    const VERB: Verb = Verb::new("写职责", "居民在“找网格员”里看到“管什么”。清空就不再显示。");
    const DONE: &'static str = "职责已写好。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = by_no(work, no)?;
        let most = TeamRules::of(&work.office.rules_at(work.cx.at).rules).text_max;
        let known = GridRole::from_code(&self.role);
        let mut written = duties_of(work, &held)?;
        let written = known.and_then(|role| written.remove(&role)).unwrap_or_default();
        let words = self.words.clone().unwrap_or(written);
        Ok(vec![
            coded("role", "哪一员", named!(GridRole), &self.role),
            long("words", "管什么", &words, most)
                .hint("例如：楼道堆物、邻里纠纷、独居老人，找他")
                .optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let role = GridRole::from_code(&self.role)
            .ok_or_else(|| Problem::fault("role", "请选是哪一员。"))?;
        let words = self.words.clone().unwrap_or_default();
        teams::describe(work, on.no, on.seen, &teams::Describe { role, words })?;
        Ok(href(on.no))
    }
}
