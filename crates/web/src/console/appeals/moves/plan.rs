//! 定方案: a plan, approved above where the rules ask for it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::LocalTime;
use crate::console::control::Field;
use crate::console::parts::{moment, time};

/// 定方案: a plan, approved above where the rules ask for it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Plan {
    /// What kind of matter it is.
    #[schema(required = true)]
    nature: String,
    /// Who answers for it, who helps.
    #[schema(required = true)]
    responsibility: String,
    /// When it will be done.
    #[schema(required = true, value_type = LocalTime)]
    at: String,
    /// In which steps.
    #[schema(required = true)]
    procedure: String,
    /// What it looks like when it is done.
    #[schema(required = true)]
    goal: String,
}

impl Step for Plan {
    const ACTION: Action = Action::Plan;
    const VERB: Verb =
        Verb::new("定方案", "写清性质、责任、时限、程序、目标；需要审批的，批准后开始办。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            table.answer("nature", "性质：是一件什么样的事", &self.nature),
            table.answer("responsibility", "责任：谁负责、谁配合", &self.responsibility),
            time("at", "时限：什么时候办好", &self.at),
            table.answer("procedure", "程序：分哪几步", &self.procedure),
            table.answer("goal", "目标：办好是什么样", &self.goal),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let plan = appeals::PlanForm {
            nature: self.nature.clone(),
            responsibility: self.responsibility.clone(),
            limit: moment("at", &self.at)?,
            procedure: self.procedure.clone(),
            goal: self.goal.clone(),
        };
        appeals::plan(work, on.no, on.seen, &plan)
    }
}
