//! What the forms let people choose from.

use xianban_domain::appeals::casework::{AskFor, Slip, SlipProgress};
use xianban_domain::appeals::{Order, Part};
use xianban_domain::organisation::Unit;
use xianban_kernel::UnitId;

use super::super::moves::{Control, Field};
use super::Table;
use crate::frame::Choice;

impl Table<'_> {
    /// A unit, by name.
    pub(in super::super) fn unit(&self, name: &'static str, label: &str, chosen: &str) -> Field {
        self.unit_if((name, label), chosen, |_| true)
    }

    /// A unit that an order may be given to; those in `but` have it already.
    pub(in super::super) fn receiver(
        &self,
        (name, label): (&'static str, &str),
        chosen: &str,
        but: &[UnitId],
    ) -> Field {
        let may = |unit: &Unit| self.around.receivers.contains(&unit.id) && !but.contains(&unit.id);
        self.unit_if((name, label), chosen, may)
    }

    /// Units with a live order.
    pub(in super::super) fn at_work(&self) -> Vec<UnitId> {
        let live = self.appeal.orders.iter().filter(|order| order.is_live());
        live.map(|order| order.unit.unit).collect()
    }

    /// One of the units that `may`.
    pub(super) fn unit_if(
        &self,
        (name, label): (&'static str, &str),
        chosen: &str,
        may: impl Fn(&Unit) -> bool,
    ) -> Field {
        let choice = |unit: &Unit| {
            let kind = unit.kind.name();
            let hint = match self.around.empty.get(&unit.id) {
                Some(Some(other)) => format!("{kind}，没有人在岗，由{other}代办"),
                Some(None) => format!("{kind}，没有人在岗"),
                None => kind.to_owned(),
            };
            Choice::new(unit.id.to_string(), unit.name.clone()).hint(hint).chosen_if(chosen)
        };
        let choices = self.units.iter().filter(|unit| may(unit)).map(choice).collect();
        Field::new(name, label, Control::Pick { choices })
    }

    pub(super) fn name_of(&self, id: UnitId) -> String {
        let unit = self.units.iter().find(|unit| unit.id == id);
        unit.map_or_else(|| "平台办公室".to_owned(), |unit| unit.name.clone())
    }

    /// People who can do it, with their unit; of the unit `at` alone when one is chosen.
    pub(super) fn person(&self, label: &str, chosen: &str, at: &str) -> Field {
        let here = |unit: UnitId| at.is_empty() || unit.to_string() == at;
        let able = self.around.people.iter().filter(|(.., unit)| here(*unit));
        let choices = able.map(|(id, name, unit)| {
            Choice::new(id.to_string(), name.clone()).hint(self.name_of(*unit)).chosen_if(chosen)
        });
        Field::new("person", label, Control::Pick { choices: choices.collect() })
    }

    /// Live orders; only the actor's own units' when `own`, else those that wait for no ruling.
    pub(super) fn orders(&self, own: bool, chosen: &str) -> Field {
        let mine = |order: &&Order| {
            let ours = self.around.own.contains(&order.unit.unit);
            if own { ours } else { self.around.items.contains(&order.n) }
        };
        let live = self.appeal.orders.iter().filter(|order| order.is_live()).filter(mine);
        let choices = live.map(|order| {
            let part = if order.part == Part::Lead { "主办" } else { "协办" };
            Choice::new(order.n.to_string(), self.name_of(order.unit.unit))
                .hint(part)
                .chosen_if(chosen)
        });
        one("item", "哪一张工单", choices.collect())
    }

    /// Asks that wait for the actor's answer.
    pub(super) fn asks(&self, chosen: &str) -> Field {
        let own = self.appeal.asked().filter(|ask| self.around.items.contains(&ask.n));
        let choices = own.map(|ask| {
            let what = match ask.what {
                AskFor::Plan { .. } => "方案".to_owned(),
                AskFor::Extension { add, .. } => format!("延期 {}", add.said()),
                AskFor::Hold { .. } => "挂账".to_owned(),
                AskFor::Identity { .. } => "查看未成年人的联系方式".to_owned(),
            };
            let text = format!("{what}：{}", self.around.word(ask.words));
            Choice::new(ask.n.to_string(), text).chosen_if(chosen)
        });
        one("item", "批哪一项", choices.collect())
    }

    /// Returned orders that wait for the actor's ruling.
    pub(super) fn disputes(&self, chosen: &str) -> Field {
        let own = self.appeal.casework.disputes.iter().filter(|dispute| {
            dispute.ruling.is_none() && self.around.own.contains(&dispute.ruler.unit)
        });
        let choices = own.map(|dispute| {
            let reason = self.rules.casework.return_reason(&dispute.reason);
            let reason = reason.map_or("", |reason| reason.name.as_str());
            let instead = dispute.suggested.map(|unit| self.name_of(unit.unit));
            let instead = instead.map_or(String::new(), |unit| format!("，建议：{unit}"));
            let words = self.around.word(dispute.words);
            let text = format!("{}退单：{reason}。{words}{instead}", self.name_of(dispute.unit));
            Choice::new(dispute.n.to_string(), text).chosen_if(chosen)
        });
        one("item", "裁定哪一张退单", choices.collect())
    }

    /// The actor's units' slips that are still to be done.
    pub(super) fn slips_to_do(&self) -> impl Iterator<Item = &Slip> {
        let open = |slip: &&Slip| {
            let live = matches!(slip.progress, SlipProgress::Sent | SlipProgress::Taken);
            live && self.around.own.contains(&slip.to.unit)
        };
        self.appeal.casework.slips.iter().filter(open)
    }

    /// Slips that the actor may check.
    pub(super) fn slips_to_check(&self) -> impl Iterator<Item = &Slip> {
        let slips = self.appeal.casework.slips.iter();
        slips.filter(|slip| self.around.items.contains(&slip.n))
    }

    /// One of these slips.
    pub(super) fn slips<'a>(&self, fits: impl Iterator<Item = &'a Slip>, chosen: &str) -> Field {
        let choices = fits.map(|slip| {
            let text = format!("{}：{}", self.name_of(slip.to.unit), self.around.word(slip.goal));
            Choice::new(slip.n.to_string(), text)
                .hint(format!("{}，{}", slip.progress.name(), slip.evidence.name()))
                .chosen_if(chosen)
        });
        one("item", "哪一张任务单", choices.collect())
    }
}

/// One of a few; chosen at once when there is only one.
pub(super) fn one(name: &'static str, label: &str, mut choices: Vec<Choice>) -> Field {
    if let [only] = choices.as_mut_slice() {
        only.chosen = true;
    }
    Field::new(name, label, Control::One { choices })
}

/// One of a closed list of words.
pub(super) fn coded(
    name: &'static str,
    label: &str,
    all: &[(&'static str, &'static str)],
    chosen: &str,
) -> Field {
    let choices = all.iter().map(|(code, text)| Choice::new(*code, *text).chosen_if(chosen));
    one(name, label, choices.collect())
}
