//! 签收: a unit says that it has begun.

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

/// 签收: a unit says that it has begun.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Acknowledge {}

impl Step for Acknowledge {
    const ACTION: Action = Action::Acknowledge;
    const VERB: Verb = Verb::new("签收", "签收表示您的单位已经开始办。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, _: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::acknowledge(work, on.no, on.seen)
    }
}
