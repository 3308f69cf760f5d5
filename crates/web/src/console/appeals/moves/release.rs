//! A reply or refusal goes out.

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

/// A reply or refusal goes out.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Release {}

impl Step for Release {
    const ACTION: Action = Action::Release;
    const VERB: Verb = Verb::grave("审核通过", "答复马上发给诉求人，请他评价。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, _: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::release(work, on.no, on.seen)
    }
}
