//! 回避: the unit complained of may help, but does not lead.

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
use crate::console::parts::{unit, unit_if_any};

/// 回避: the unit complained of may help, but does not lead.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Recuse {
    /// The unit complained of.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// Who leads instead, when it leads now.
    #[schema(value_type = Digits)]
    lead: String,
    /// Why.
    #[schema(required = true)]
    words: String,
    /// Why the duty list is overridden.
    override_reason: String,
}

impl Step for Recuse {
    const ACTION: Action = Action::Recuse;
    const VERB: Verb = Verb::grave("回避", "被反映的单位可以配合，不能主办，也看不到诉求人。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            table.unit("unit", "被反映的单位", &self.unit),
            table
                .receiver(("lead", "改由谁主办"), &self.lead, &[])?
                .hint("它正在主办时要选。")
                .optional(),
            table.note("words", "理由", &self.words),
            table.overridden(&self.override_reason),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let (unit, lead) = (unit(&self.unit)?, unit_if_any(&self.lead));
        let (words, override_reason) = (self.words.clone(), self.override_reason.clone());
        let recuse = appeals::Recuse { unit, lead, words, override_reason };
        appeals::recuse(work, on.no, on.seen, &recuse)
    }
}
