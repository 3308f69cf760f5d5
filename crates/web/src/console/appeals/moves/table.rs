//! What the forms choose from: each field reads what it offers, in the snapshot of its page.

use std::collections::BTreeMap;
use xianban_domain::appeals::Action;

use xianban_domain::appeals::{self, Appeal, Order, Part, Slip, receivers, words_of};
use xianban_domain::office::Work;
use xianban_domain::organisation::{Unit, UnitKind, units_of};
use xianban_domain::rules::{DeclineReason, Rules};
use xianban_domain::seats::without_anybody;
use xianban_kernel::{Problem, StaffId, UnitId};

use crate::console::appeals::matter::matter;
use crate::console::control::{Control, Field};
use crate::console::desk;
use crate::console::parts::{long, one};
use crate::frame::Choice;

/// Kinds of unit that can be given an order, nearest first.
const HANDLING: &[UnitKind] = &[
    UnitKind::Community,
    UnitKind::PropertyCompany,
    UnitKind::StreetDepartment,
    UnitKind::StreetOffice,
    UnitKind::DistrictDepartment,
    UnitKind::GridTeam,
];

/// An appeal on the table, with its rules and the units around it.
pub(super) struct Table<'a, 'w, 'tx> {
    /// The snapshot that the page is read from.
    pub(super) work: &'a mut Work<'w, 'tx>,
    /// The rules of the appeal.
    pub(super) rules: &'a Rules,
    /// The appeal.
    pub(super) appeal: &'a Appeal,
    /// What was typed to find one of very many.
    pub(super) find: &'a str,
    /// Units that the actor sits in.
    own: Vec<UnitId>,
    units: Vec<Unit>,
    /// Units where nobody sits, each with the one that stands for it.
    empty: BTreeMap<UnitId, Option<String>>,
}

/// People who can do something: account, name, unit.
pub(super) type People = Vec<(StaffId, String, UnitId)>;

/// Words of the vault that choices show, by their numbers.
pub(super) struct Told(Vec<(i64, String)>);

impl Told {
    /// The words under a number of the vault.
    pub(super) fn word(&self, n: i64) -> &str {
        self.0.iter().find(|(known, _)| *known == n).map_or("", |(_, words)| words)
    }
}

impl<'a, 'w, 'tx> Table<'a, 'w, 'tx> {
    /// Lays an appeal on the table.
    pub(super) fn laid(
        work: &'a mut Work<'w, 'tx>,
        (rules, appeal): (&'a Rules, &'a Appeal),
        find: &'a str,
    ) -> Result<Self, Problem> {
        let posts = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
        let own = posts.iter().map(|post| post.unit).collect();
        let mut units = Vec::new();
        for kind in HANDLING {
            units.extend(units_of(work.tx, work.office.district, *kind)?);
        }
        let empty = without_anybody(work)?;
        Ok(Self { work, rules, appeal, find, own, units, empty })
    }
}

impl Table<'_, '_, '_> {
    /// Words of the length of a note.
    pub(super) fn note(&self, name: &'static str, label: &str, value: &str) -> Field {
        long(name, label, value, self.rules.forms.note_max)
    }

    /// Words of the length of an answer.
    pub(super) fn answer(&self, name: &'static str, label: &str, value: &str) -> Field {
        long(name, label, value, self.rules.forms.answer_max)
    }

    /// Why the duty list is overridden.
    pub(super) fn overridden(&self, value: &str) -> Field {
        self.note("override_reason", "越过职责清单的理由", value)
            .hint("单位的职责清单上有这件事就不用填。")
            .optional()
    }

    /// The legal reasons for which a matter is not taken on.
    pub(super) fn reasons(&self, chosen: &str) -> Field {
        let reason = |reason: &DeclineReason| {
            Choice::new(reason.code.clone(), reason.name.clone()).chosen_if(chosen)
        };
        let choices = self.rules.decline_reasons.iter().map(reason).collect();
        Field::new("reason", "理由", Control::Pick { choices })
    }

    /// What the appeal is about, on the form of `action`; what was settled before, as by an answer
    /// that was sent back, is chosen.
    pub(super) fn about(&mut self, action: Action, chosen: &str) -> Result<Field, Problem> {
        let appeal = self.appeal;
        let told = self.told(&[appeal.words.title, appeal.words.text])?;
        let said = (told.word(appeal.words.title), told.word(appeal.words.text));
        let at = format!("{}/{}", desk::href(&appeal.no), action.code());
        let settled = appeal.matter.as_deref().unwrap_or_default();
        let chosen = if chosen.is_empty() { settled } else { chosen };
        Ok(matter(self.rules, appeal.kind, said, (chosen, self.find), at))
    }

    /// Whether the actor sits in a unit.
    pub(super) fn is_own(&self, unit: UnitId) -> bool {
        self.own.contains(&unit)
    }

    /// Words of the appeal's vault.
    pub(super) fn told(&mut self, wanted: &[i64]) -> Result<Told, Problem> {
        words_of(self.work, self.appeal, wanted).map(Told)
    }

    /// A unit, by name.
    pub(super) fn unit(&self, name: &'static str, label: &str, chosen: &str) -> Field {
        self.unit_if((name, label), chosen, |_| true)
    }

    /// A unit that an order may be given to; those in `but` have it already.
    pub(super) fn receiver(
        &mut self,
        (name, label): (&'static str, &str),
        chosen: &str,
        but: &[UnitId],
    ) -> Result<Field, Problem> {
        let able = receivers(self.work, self.appeal, &self.units)?;
        let may = |unit: &Unit| able.contains(&unit.id) && !but.contains(&unit.id);
        Ok(self.unit_if((name, label), chosen, may))
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
            let hint = match self.empty.get(&unit.id) {
                Some(Some(other)) => format!("{kind}，没有人在岗，由{other}代办"),
                Some(None) => format!("{kind}，没有人在岗"),
                None => kind.to_owned(),
            };
            Choice::new(unit.id.to_string(), unit.name.clone()).hint(hint).chosen_if(chosen)
        };
        let choices = self.units.iter().filter(|unit| may(unit)).map(choice).collect();
        Field::new(name, label, Control::Pick { choices })
    }

    /// What a unit is called.
    pub(super) fn name_of(&self, id: UnitId) -> String {
        let unit = self.units.iter().find(|unit| unit.id == id);
        unit.map_or_else(|| "平台办公室".to_owned(), |unit| unit.name.clone())
    }

    /// People whose role may make a move.
    pub(super) fn able(&mut self, action: Action) -> Result<People, Problem> {
        appeals::able(self.work, self.appeal, action)
    }

    /// One of these people, with the unit; of the unit `at` alone when one is chosen.
    pub(super) fn person(&self, people: &People, label: &str, (chosen, at): (&str, &str)) -> Field {
        let here = |unit: UnitId| at.is_empty() || unit.to_string() == at;
        let able = people.iter().filter(|(.., unit)| here(*unit));
        let choices = able.map(|(id, name, unit)| {
            Choice::new(id.to_string(), name.clone()).hint(self.name_of(*unit)).chosen_if(chosen)
        });
        Field::new("person", label, Control::Pick { choices: choices.collect() })
    }

    /// One of the live orders that `may`.
    pub(super) fn orders(&self, chosen: &str, may: impl Fn(&Order) -> bool) -> Field {
        let live = self.appeal.orders.iter().filter(|order| order.is_live() && may(order));
        let choices = live.map(|order| {
            let part = if order.part == Part::Lead { "主办" } else { "协办" };
            Choice::new(order.n.to_string(), self.name_of(order.unit.unit))
                .hint(part)
                .chosen_if(chosen)
        });
        one("item", "哪一张工单", choices.collect())
    }

    /// One of these slips.
    pub(super) fn slips(&mut self, slips: &[&Slip], chosen: &str) -> Result<Field, Problem> {
        let told = self.told(&slips.iter().map(|slip| slip.goal).collect::<Vec<_>>())?;
        let choices = slips.iter().map(|slip| {
            let text = format!("{}：{}", self.name_of(slip.to.unit), told.word(slip.goal));
            Choice::new(slip.n.to_string(), text)
                .hint(format!("{}，{}", slip.progress.name(), slip.evidence.name()))
                .chosen_if(chosen)
        });
        Ok(one("item", "哪一张任务单", choices.collect()))
    }
}
