//! 退单: a unit says that an order is not its own.

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
use crate::console::parts::{one, unit_if_any};
use crate::frame::Choice;

/// 退单: a unit says that an order is not its own.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct ReturnOrder {
    /// The code of a reason of the rules.
    #[schema(required = true)]
    reason: String,
    /// Who should do it instead.
    #[schema(value_type = Digits)]
    unit: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for ReturnOrder {
    const ACTION: Action = Action::ReturnOrder;
    const VERB: Verb = Verb::grave("退单", "每个单位只能退一次，由上级裁定；裁定以前照常办。");
    const RANK: Rank = Rank::Sometimes;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let reasons = table.rules.casework.return_reasons.iter().map(|reason| {
            Choice::new(reason.code.clone(), reason.name.clone()).chosen_if(&self.reason)
        });
        let other = |unit: &Unit| !table.is_own(unit.id);
        Ok(vec![
            one("reason", "退单理由", reasons.collect()),
            table.unit_if(("unit", "建议由谁办"), &self.unit, other).optional(),
            table.note("words", "说明", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let (reason, words) = (self.reason.clone(), self.words.clone());
        let suggested = unit_if_any(&self.unit);
        appeals::return_order(work, on.no, on.seen, &appeals::Return { reason, words, suggested })
    }
}
