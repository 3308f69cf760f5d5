//! Another unit may read it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_domain::organisation::Unit;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::unit;

/// Another unit may read it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Share {
    /// The unit.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for Share {
    const ACTION: Action = Action::Share;
    const VERB: Verb = Verb::new("给别的单位看", "只能看，不能办。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let against = table.appeal.casework.assessment.against.map(|unit| unit.unit);
        let other = |unit: &Unit| against != Some(unit.id);
        Ok(vec![
            table.unit_if(("unit", "给哪个单位看"), &self.unit, other),
            table.note("words", "为什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::share(work, on.no, unit(&self.unit)?, &self.words)
    }
}
