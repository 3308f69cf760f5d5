//! 裁定: who does a returned order.

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
use crate::console::parts::{coded, item, one, picked, unit};
use crate::frame::Choice;

const RULINGS: &[(&str, &str)] = &[("stays", "仍由原单位办"), ("moves", "改由别的单位办")];

closed! {
    /// Who does it.
    Ruling { RULINGS }
}

/// 裁定: who does a returned order.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Rule {
    /// The number of the return.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// Who does it.
    #[schema(required = true, value_type = Ruling)]
    choice: String,
    /// The other unit, when it moves.
    #[schema(value_type = Digits)]
    unit: String,
    /// Why.
    #[schema(required = true)]
    words: String,
    /// Why the duty list is overridden.
    override_reason: String,
}

impl Step for Rule {
    const ACTION: Action = Action::Rule;
    const VERB: Verb = Verb::grave("裁定退单", "裁定是最终的，没有新的情况不能再退。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            self.disputes(table)?,
            coded("choice", "裁定", RULINGS, &self.choice),
            table
                .receiver(("unit", "改由谁办"), &self.unit, &[])?
                .hint("仍由原单位办就不用选。")
                .optional(),
            table.note("words", "裁定的理由", &self.words),
            table.overridden(&self.override_reason),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        picked("choice", &self.choice, "请选裁定的结果。")?;
        let dispute = item(&self.item)?;
        let to = if self.choice == "moves" { Some(unit(&self.unit)?) } else { None };
        let (words, override_reason) = (self.words.clone(), self.override_reason.clone());
        let ruling = appeals::RuleOn { dispute, to, words, override_reason };
        let ruled = appeals::rule(work, on.no, on.seen, &ruling);
        ruled.map_err(|problem| problem.renamed(&["dispute"], "item"))
    }
}

impl Rule {
    /// Returned orders that wait for the actor's ruling.
    fn disputes(&self, table: &mut Table<'_, '_, '_>) -> Result<Field, Problem> {
        let own = table
            .appeal
            .casework
            .disputes
            .iter()
            .filter(|dispute| dispute.ruling.is_none() && table.is_own(dispute.ruler.unit));
        let own: Vec<_> = own.collect();
        let told = table.told(&own.iter().map(|dispute| dispute.words).collect::<Vec<_>>())?;
        let choices = own.iter().map(|dispute| {
            let reason = table.rules.casework.return_reason(&dispute.reason);
            let reason = reason.map_or("", |reason| reason.name.as_str());
            let instead = dispute.suggested.map(|unit| table.name_of(unit.unit));
            let instead = instead.map_or(String::new(), |unit| format!("，建议：{unit}"));
            let words = told.word(dispute.words);
            let text = format!("{}退单：{reason}。{words}{instead}", table.name_of(dispute.unit));
            Choice::new(dispute.n.to_string(), text).chosen_if(&self.item)
        });
        Ok(one("item", "裁定哪一张退单", choices.collect()))
    }
}
