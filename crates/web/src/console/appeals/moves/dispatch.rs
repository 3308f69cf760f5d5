//! 派单: one more unit helps.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::Appeal;
use xianban_domain::office::Work;
use xianban_kernel::{Problem, UnitId};

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::unit;

/// 派单: one more unit helps.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Dispatch {
    /// The unit that helps.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// What is asked of it.
    #[schema(required = true)]
    words: String,
    /// Why the duty list is overridden.
    override_reason: String,
}

impl Step for Dispatch {
    const ACTION: Action = Action::Dispatch;
    const VERB: Verb = Verb::new("增派协办", "协办单位反馈以后，主办单位才能报结。");
    const RANK: Rank = Rank::Often;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let live = table.appeal.orders.iter().filter(|order| order.is_live());
        let at_work: Vec<UnitId> = live.map(|order| order.unit.unit).collect();
        Ok(vec![
            table.receiver(("unit", "协办单位"), &self.unit, &at_work)?,
            table.note("words", "请它做什么", &self.words),
            table.overridden(&self.override_reason),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let (words, override_reason) = (self.words.clone(), self.override_reason.clone());
        let dispatch = domain::Dispatch { unit: unit(&self.unit)?, words, override_reason };
        domain::dispatch(work, on.no, on.seen, &dispatch)
    }
}
