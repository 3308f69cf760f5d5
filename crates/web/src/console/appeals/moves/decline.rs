//! 不予受理: a refusal with a legal reason is proposed.

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

/// 不予受理: a refusal with a legal reason is proposed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Decline {
    /// The code of a reason of the rules.
    #[schema(required = true)]
    reason: String,
    /// What the applicant is told.
    #[schema(required = true)]
    words: String,
}

impl Step for Decline {
    const ACTION: Action = Action::Decline;
    const VERB: Verb =
        Verb::grave("不予受理", "先送平台审核；审核通过后才会告诉诉求人，并说明去哪里办。");
    const RANK: Rank = Rank::Sometimes;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.reasons(&self.reason), table.answer("words", "给诉求人的说明", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::decline(work, on.no, on.seen, &self.reason, &self.words)
    }
}
