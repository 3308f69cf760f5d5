use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Day, DossierId, Due, Moment, UnitId};

use super::cadence::Cadence;
use super::decisions::{Decision, Outcome, Settled};
use super::event::{Decided, Event, Planned};
use super::item::Item;
use super::words::DutyKind;
use crate::coded::coded;
use crate::duty::Duty;
use crate::figures::{Count, Fact};
use crate::folded::{Face, Folded, Limits, Owed};
use crate::organisation::AtUnit;
use crate::rules::RuleSet;

/// The kind of its dossiers.
pub const KIND: &str = "supervision";

coded! {
    /// Where a meeting stands.
    Standing {
        /// It is to be held today.
        Planned = "planned",
        /// It is being held.
        Running = "running",
        /// It was held, and decisions are owed.
        Following = "following",
        /// It was held, and nothing is owed.
        Done = "done",
        /// Nobody held it.
        NotHeld = "not_held",
    }
}

impl Standing {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "待召开",
            Self::Running => "正在开",
            Self::Following => "跟踪落实",
            Self::Done => "已落实",
            Self::NotHeld => "未召开",
        }
    }

    /// Whether somebody still owes something on it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Planned | Self::Running | Self::Following)
    }
}

/// A meeting of a team that supervises.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Whose.
    pub unit: AtUnit,
    /// Which.
    pub cadence: Cadence,
    /// On which day.
    pub on: Day,
    /// From when.
    pub from: Moment,
    /// Until when it can be held.
    pub until: Moment,
    /// The meeting of this cadence before it.
    pub before: Option<DossierId>,
    /// Where it stands.
    pub standing: Standing,
    /// Since when.
    pub since: Moment,
    /// What is looked at; of one that was not held, what it would have looked at.
    pub items: Vec<Item>,
    /// How many matters found no room.
    pub left_off: usize,
    /// What was decided, in order.
    pub decisions: Vec<Decision>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// More words for the minutes, or why it was called off, in the vault.
    pub words: Option<i64>,
}

impl Folded for Meeting {
    const KIND: &'static str = KIND;
    const CALLED: &'static str = "这次会";
    type Event = Event;
    type Duty = DutyKind;

    fn begin(at: Moment, _: &str, event: &Event) -> Option<Self> {
        let Event::Planned(Planned { unit, cadence, on, from, until, before }) = *event else {
            return None;
        };
        Some(Self {
            unit,
            cadence,
            on,
            from,
            until,
            before,
            standing: Standing::Planned,
            since: at,
            items: Vec::new(),
            left_off: 0,
            decisions: Vec::new(),
            closed_at: None,
            words: None,
        })
    }

    fn after(&self, at: Moment, actor: &str, event: &Event) -> Option<Self> {
        let mut next = self.clone();
        let (planned, running) =
            (self.standing == Standing::Planned, self.standing == Standing::Running);
        match event {
            Event::Began(it) if planned => {
                (next.items, next.left_off) = (it.items.clone(), it.left_off);
                Some(next.now(Standing::Running, at))
            }
            Event::Decided(it) if running => next.decided(at, actor, it),
            Event::CarriedOut(it) => next.settled(at, actor, (it.n, Settled::Done, it.words.vault)),
            Event::Dropped(it) => next.settled(at, actor, (it.n, Settled::Dropped, it.words.vault)),
            Event::Closed(it) if running => {
                next.words = it.words.as_ref().map(|words| words.vault);
                next.closed_at = Some(at);
                Some(next.followed(at))
            }
            Event::CalledOff(it) if planned => {
                (next.items, next.words) = (it.items.clone(), Some(it.words.vault));
                Some(next.now(Standing::NotHeld, at))
            }
            Event::Lapsed(it) if planned => {
                next.items.clone_from(&it.items);
                Some(next.now(Standing::NotHeld, at))
            }
            Event::Planned(_)
            | Event::Began(_)
            | Event::Decided(_)
            | Event::Closed(_)
            | Event::CalledOff(_)
            | Event::Lapsed(_) => None,
        }
    }

    fn face(&self) -> Face {
        let (unit, cadence) = (self.unit.unit, self.cadence);
        let series = series(unit, cadence);
        let hands = self.decisions.iter().flat_map(|one| {
            let settled = one.outcome.as_ref().map(|outcome| outcome.by.clone());
            std::iter::once(one.by.clone()).chain(settled)
        });
        let hands = hands.filter(|mark| mark.starts_with("staff:"));
        let spoken = self.decisions.iter().map(|one| one.words);
        Face {
            title: None,
            words: Some(self.title()),
            place: None,
            unit,
            sort: self.standing.code().to_owned(),
            open: self.standing.is_open(),
            readers: BTreeSet::from([format!("unit:{unit}"), series])
                .into_iter()
                .chain(hands)
                .collect(),
            about: self.decisions.iter().map(|one| one.appeal).collect(),
            found_by: spoken.chain(self.words).collect(),
        }
    }

    fn counted(&self) -> Vec<Fact> {
        let held = matches!(self.standing, Standing::Following | Standing::Done);
        let fact = Fact { count: Count::Met, n: 0, at: self.from, unit: self.unit.unit };
        held.then_some(fact).into_iter().collect()
    }

    fn owed(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        let limits = Limits(set);
        let mut owed = Vec::new();
        if matches!(self.standing, Standing::Planned | Standing::Running) {
            owed.extend(limits.role(&DutyKind::Hold, self.unit).map(|role| {
                let duty = Duty {
                    kind: DutyKind::Hold,
                    part: 0,
                    unit: self.unit.unit,
                    role,
                    person: None,
                    since: self.since,
                    yellow: self.from,
                    due: Due::agreed(self.until),
                };
                Owed { duty, barred: Vec::new(), wake: None }.wakes()
            }));
        }
        owed.extend(self.decisions.iter().filter_map(|one| carrying_out(one, set)));
        owed
    }
}

/// What somebody owes of a decision.
fn carrying_out(one: &Decision, set: &RuleSet) -> Option<Owed<DutyKind>> {
    let charge = one.charge.as_ref().filter(|_| one.is_open())?;
    let duty = Duty {
        kind: DutyKind::CarryOut,
        part: one.n,
        unit: charge.at.unit,
        role: charge.role.clone(),
        person: charge.person,
        since: one.at,
        yellow: set.calendar.one_working_day_before(charge.due.at).at.max(one.at),
        due: charge.due,
    };
    Some(Owed { duty, barred: Vec::new(), wake: None })
}

impl Meeting {
    /// As lists name it: `11月23日碰头会`.
    pub fn title(&self) -> String {
        format!("{}月{}日{}", self.on.month(), self.on.day(), self.cadence.name())
    }

    /// The decision with this number.
    pub fn decision(&self, n: i64) -> Option<&Decision> {
        self.decisions.iter().find(|one| one.n == n)
    }

    /// The matter with this number, if it is on the agenda.
    pub fn item(&self, no: &str) -> Option<&Item> {
        self.items.iter().find(|item| item.no == no)
    }

    /// Decisions that somebody still owes.
    pub fn open_decisions(&self) -> impl Iterator<Item = &Decision> {
        self.decisions.iter().filter(|one| one.is_open())
    }

    fn now(self, standing: Standing, at: Moment) -> Self {
        Self { standing, since: at, ..self }
    }

    /// Over, with or without something owed.
    fn followed(self, at: Moment) -> Self {
        let owing = self.open_decisions().next().is_some();
        self.now(if owing { Standing::Following } else { Standing::Done }, at)
    }

    fn decided(mut self, at: Moment, actor: &str, it: &Decided) -> Option<Self> {
        let item = self.items.iter().find(|item| item.appeal == it.appeal)?;
        let by = actor.to_owned();
        let done = Outcome { how: Settled::AtOnce, words: None, by: by.clone(), at };
        let n = i64::try_from(self.decisions.len()).ok()? + 1;
        // Either somebody owes it, or it was done there and then.
        let outcome = match (&it.charge, it.moved) {
            (Some(_), None) => None,
            (None, Some(_)) => Some(done),
            (Some(_), Some(_)) | (None, None) => return None,
        };
        let decision = Decision {
            n,
            appeal: it.appeal,
            no: item.no.clone(),
            kind: it.decision,
            words: it.words.vault,
            by,
            at,
            charge: it.charge.clone(),
            moved: it.moved,
            outcome,
        };
        self.decisions.push(decision);
        Some(self)
    }

    fn settled(
        mut self,
        at: Moment,
        actor: &str,
        (n, how, words): (i64, Settled, i64),
    ) -> Option<Self> {
        let one = self.decisions.iter_mut().find(|one| one.n == n && one.is_open())?;
        one.outcome = Some(Outcome { how, words: Some(words), by: actor.to_owned(), at });
        match self.standing {
            Standing::Running => Some(self),
            Standing::Following if self.open_decisions().next().is_some() => Some(self),
            Standing::Following => Some(self.followed(at)),
            Standing::Planned | Standing::Done | Standing::NotHeld => None,
        }
    }
}

/// The mark under which the meetings of a series are found, newest first. Nobody bears it.
pub(super) fn series(unit: UnitId, cadence: Cadence) -> String {
    format!("series:{unit}.{cadence}")
}
