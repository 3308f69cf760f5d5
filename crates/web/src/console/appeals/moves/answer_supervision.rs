//! Whoever has it answers the superiors who urged.

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

/// Whoever has it answers the superiors who urged.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct AnswerSupervision {
    /// What is done about it.
    #[schema(required = true)]
    words: String,
}

impl Step for AnswerSupervision {
    const ACTION: Action = Action::AnswerSupervision;
    const VERB: Verb = Verb::new("答复督办", "督办的人会看到；几位都督办的，一次答复。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "办到哪一步，什么时候办好", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::answer_supervision(work, on.no, on.seen, &self.words)
    }
}
