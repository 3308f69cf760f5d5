//! It is proposed to hand the matter over to another district or platform.

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

/// It is proposed to hand the matter over to another district or platform.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Transfer {
    /// What the applicant is told: to whom it goes, how to reach them.
    #[schema(required = true)]
    words: String,
}

impl Step for Transfer {
    const ACTION: Action = Action::Transfer;
    const VERB: Verb =
        Verb::grave("转出", "转给其他地区或者平台；先送平台审核，通过后告诉诉求人。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.answer("words", "给诉求人的说明：转给谁、怎样联系", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::transfer(work, on.no, on.seen, &self.words)
    }
}
