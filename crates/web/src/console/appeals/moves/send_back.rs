//! A reply goes back to those who wrote it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::Appeal;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;

/// A reply goes back to those who wrote it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct SendBack {
    /// What must be changed.
    #[schema(required = true)]
    words: String,
}

impl Step for SendBack {
    const ACTION: Action = Action::SendBack;
    const VERB: Verb = Verb::new("退回修改", "退给写答复的单位，期限重新计算。");
    const RANK: Rank = Rank::Often;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "要改什么", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::send_back(work, on.no, on.seen, &self.words)
    }
}
