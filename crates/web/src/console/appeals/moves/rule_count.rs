//! 裁定计数异议: whether an appeal stands in the rates.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, item, one, picked};
use crate::frame::Choice;

const COUNT_RULINGS: &[(&str, &str)] = &[("grant", "同意"), ("refuse", "不同意")];

closed! {
    /// Whether it is counted as the objection wants.
    CountRuled { COUNT_RULINGS }
}

/// 裁定计数异议: whether an appeal stands in the rates.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct RuleCount {
    /// The number of the objection.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// Whether it is granted.
    #[schema(required = true, value_type = CountRuled)]
    choice: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for RuleCount {
    const ACTION: Action = Action::RuleCount;
    const VERB: Verb =
        Verb::grave("裁定计数异议", "同意以后，各项考核数字马上按新的算，每一件都可以点开看。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            self.objection(table)?,
            coded("choice", "裁定", COUNT_RULINGS, &self.choice),
            table.note("words", "裁定的理由", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        picked("choice", &self.choice, "请选同意还是不同意。")?;
        let ruling = (item(&self.item)?, self.choice == "grant");
        let ruled = appeals::rule_count(work, on.no, ruling, &self.words);
        ruled.map_err(|problem| problem.renamed(&["objection"], "item"))
    }
}

impl RuleCount {
    /// The objection that waits, as it was written.
    fn objection(&self, table: &mut Table<'_, '_, '_>) -> Result<Field, Problem> {
        let waits: Vec<_> = table.appeal.objection().cloned().into_iter().collect();
        let told = table.told(&waits.iter().map(|one| one.words).collect::<Vec<_>>())?;
        let choices = waits.iter().map(|one| {
            let (unit, wanted) = (table.name_of(one.unit.unit), one.wanted.name());
            let (reason, words) = (one.reason.name(), told.word(one.words));
            let text = format!("申请{unit}的这件{wanted}：{reason}。{words}");
            Choice::new(one.n.to_string(), text).chosen_if(&self.item)
        });
        Ok(one("item", "裁定哪一条异议", choices.collect()))
    }
}
