//! What turned out not to be ours is proposed to end.

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

/// What turned out not to be ours is proposed to end.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Terminate {
    /// The code of a reason of the rules.
    #[schema(required = true)]
    reason: String,
    /// What the applicant is told.
    #[schema(required = true)]
    words: String,
}

impl Step for Terminate {
    const ACTION: Action = Action::Terminate;
    const VERB: Verb = Verb::grave("终止办理", "研判以后才发现不该由平台办的；先送平台审核。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.reasons(&self.reason), table.answer("words", "给诉求人的说明", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::terminate(work, on.no, on.seen, &self.reason, &self.words)
    }
}
