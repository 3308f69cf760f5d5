//! 改派: an order goes to another unit.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::{Problem, UnitId};

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::{item, unit};

/// 改派: an order goes to another unit.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Reassign {
    /// The number of the order.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// The unit that gets it.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// Why.
    #[schema(required = true)]
    words: String,
    /// Why the duty list is overridden.
    override_reason: String,
}

impl Step for Reassign {
    const ACTION: Action = Action::Reassign;
    const VERB: Verb = Verb::new("改派", "工单转给另一个单位，时限重新计算。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let free = appeals::reassignable(table.appeal).unwrap_or_default();
        let only = only_at(table.appeal, &free);
        Ok(vec![
            table.orders(&self.item, |order| free.contains(&order.n)),
            table.receiver(("unit", "改派给"), &self.unit, only.as_slice())?,
            table.note("words", "改派的理由", &self.words),
            table.overridden(&self.override_reason),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let which = (item(&self.item)?, unit(&self.unit)?);
        let why = (self.words.as_str(), self.override_reason.as_str());
        let given = appeals::reassign(work, on.no, on.seen, which, why);
        given.map_err(|problem| problem.renamed(&["order"], "item"))
    }
}

/// The unit that holds every order that may be given away, when it is one.
fn only_at(appeal: &Appeal, free: &[i64]) -> Option<UnitId> {
    let free = appeal.orders.iter().filter(|one| free.contains(&one.n));
    let mut units: Vec<UnitId> = free.map(|one| one.unit.unit).collect();
    units.dedup();
    if let [only] = units[..] { Some(only) } else { None }
}
