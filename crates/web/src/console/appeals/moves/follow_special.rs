//! A hard matter is looked at by the person named for it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::LocalTime;
use crate::console::control::Field;
use crate::console::parts::{moment, time};

/// A hard matter is looked at by the person named for it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct FollowSpecial {
    /// What was found.
    #[schema(required = true)]
    words: String,
    /// When it is looked at next.
    #[schema(required = true, value_type = LocalTime)]
    at: String,
}

impl Step for FollowSpecial {
    const ACTION: Action = Action::FollowSpecial;
    const VERB: Verb = Verb::new("跟踪查看", "记下这次看到的情况和下次查看的时间。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            table.note("words", "这次看到的情况", &self.words),
            time("at", "下次什么时候看", &self.at),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let seen = appeals::follow_special(work, on.no, moment("at", &self.at)?, &self.words);
        seen.map_err(|problem| problem.renamed(&["review_on"], "at"))
    }
}
