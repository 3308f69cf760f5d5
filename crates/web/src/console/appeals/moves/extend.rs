//! More time is asked for.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;

/// More time is asked for.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Extend {
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for Extend {
    const ACTION: Action = Action::Extend;
    const VERB: Verb = Verb::new("申请延期", "由上级审批，批准后告诉诉求人。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "为什么要延期", &self.words).hint("批准后原话会告诉诉求人。")])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::ask_extension(work, on.no, on.seen, &self.words)
    }
}
