//! A superior urges whoever has it.

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

/// A superior urges whoever has it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Supervise {
    /// What is asked.
    #[schema(required = true)]
    words: String,
}

impl Step for Supervise {
    const ACTION: Action = Action::Supervise;
    const VERB: Verb = Verb::new("督办这件", "承办单位要在期限内书面答复，诉求人看不到这段话。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "要求怎么办、什么时候办好", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::supervise(work, on.no, &self.words)
    }
}
