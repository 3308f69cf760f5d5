//! What no resident asked for is checked on site.

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
use crate::console::closed::YesNo;
use crate::console::control::Field;
use crate::console::parts::yes_no;

/// What no resident asked for is checked on site.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Verify {
    /// Whether it is solved.
    #[schema(required = true, value_type = YesNo)]
    solved: String,
    /// What was found.
    #[schema(required = true)]
    words: String,
}

impl Step for Verify {
    const ACTION: Action = Action::Verify;
    const VERB: Verb = Verb::new("登记核查", "解决了就办结；没有解决，退回主办单位。");
    const RANK: Rank = Rank::Awaited;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            yes_no("solved", "解决了吗", &self.solved),
            table.note("words", "现场情况", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::verify(work, on.no, on.seen, self.solved == "yes", &self.words)
    }
}
