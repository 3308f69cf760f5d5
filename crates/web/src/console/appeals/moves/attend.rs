//! Somebody above looks into what is overdue.

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

/// Somebody above looks into what is overdue.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Attend {
    /// How it was urged on.
    #[schema(required = true)]
    words: String,
}

impl Step for Attend {
    const ACTION: Action = Action::Attend;
    const VERB: Verb = Verb::new("过问超期", "记下怎样督促；不过问，还会再往上报。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "怎样督促，要求什么时候办好", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::attend(work, on.no, &self.words)
    }
}
