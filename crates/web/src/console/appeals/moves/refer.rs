//! A body outside is asked through a unit of ours.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::unit;

/// A body outside is asked through a unit of ours.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Refer {
    /// The body outside.
    #[schema(required = true)]
    body: String,
    /// The unit that contacts it.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// What is asked of it.
    #[schema(required = true)]
    words: String,
}

impl Step for Refer {
    const ACTION: Action = Action::Refer;
    const VERB: Verb = Verb::new("联系外部单位", "由我们的一个单位出面联系，并负责反馈。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            Field::line("body", "外部单位", &self.body).hint("如：供电公司、法院、外区部门。"),
            table.unit("unit", "由哪个单位联系", &self.unit),
            table.note("words", "请它做什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let (liaison, body) = (unit(&self.unit)?, self.body.clone());
        let refer = appeals::Refer { liaison, body, words: self.words.clone() };
        appeals::refer(work, on.no, on.seen, &refer)
    }
}
