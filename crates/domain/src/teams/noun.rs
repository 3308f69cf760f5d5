use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use xianban_kernel::{GridId, Moment, UnitId};

use super::event::{Event, Placed};
use super::member::{Member, StandIn};
use super::rules::TeamRules;
use super::words::{Action, DutyKind, TEAM};
use crate::coded::coded;
use crate::figures::Fact;
use crate::folded::{Face, Folded, Limits, Owed};
use crate::organisation::GridRole;
use crate::rules::RuleSet;

/// The team of a grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// Of which grid.
    pub grid: GridId,
    /// The team as a unit.
    pub unit: UnitId,
    /// Where it stands, and what it is called.
    pub at: Placed,
    /// Who is in it, by role.
    pub members: Vec<Member>,
    /// What each role does here, where somebody wrote it.
    pub duties: BTreeMap<GridRole, i64>,
    /// Since when it has no grid worker, if so.
    pub lacks_worker: Option<Moment>,
    /// When names and numbers were last found to hold.
    pub checked_at: Moment,
    /// When it ended.
    pub ended_at: Option<Moment>,
    last: i64,
}

coded! {
    /// What can be done to a team.
    Step {
        /// 添人.
        Name = "name",
        /// 改信息.
        Change = "change",
        /// 离开.
        Leave = "leave",
        /// 安排代岗.
        StandIn = "stand_in",
        /// 结束代岗.
        EndStandIn = "end_stand_in",
        /// 写职责.
        Describe = "describe",
        /// 核对无误.
        Confirm = "confirm",
    }
}

/// One line of the table of moves.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// What must be granted for it.
    pub action: Action,
    /// Whether it can be done to a team that is open.
    pub fits: fn(&Team) -> bool,
}

/// What can be done, by whom, and when: offers, refusals and the diagram come from it.
pub const MOVES: &[Move] = &[
    Move { step: Step::Name, action: Action::Keep, fits: |_| true },
    Move { step: Step::Change, action: Action::Keep, fits: |team| !team.members.is_empty() },
    Move { step: Step::Leave, action: Action::Keep, fits: |team| !team.members.is_empty() },
    Move { step: Step::StandIn, action: Action::Keep, fits: |team| !team.members.is_empty() },
    Move {
        step: Step::EndStandIn,
        action: Action::Keep,
        fits: |team| team.stood_in().next().is_some(),
    },
    Move { step: Step::Describe, action: Action::Keep, fits: |_| true },
    Move { step: Step::Confirm, action: Action::Keep, fits: |team| !team.members.is_empty() },
];

impl Team {
    /// Whether its grid is in use.
    pub const fn is_open(&self) -> bool {
        self.ended_at.is_none()
    }

    /// The moves that fit it now.
    pub fn moves(&self) -> impl Iterator<Item = &'static Move> {
        MOVES.iter().filter(|line| self.is_open() && (line.fits)(self))
    }

    /// The one with this number.
    pub fn member(&self, n: i64) -> Option<&Member> {
        self.members.iter().find(|member| member.n == n)
    }

    /// For whom somebody stands in, with him.
    pub fn stood_in(&self) -> impl Iterator<Item = (&Member, &StandIn)> {
        self.members.iter().filter_map(|one| one.stand_in.as_ref().map(|stand_in| (one, stand_in)))
    }

    /// All its values of the vault.
    pub(super) fn values(&self) -> Vec<i64> {
        let members = self.members.iter().flat_map(Member::values);
        members.chain(self.duties.values().copied()).collect()
    }

    fn member_mut(&mut self, n: i64) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.n == n)
    }

    fn add(&mut self, named: &super::event::Named) {
        self.last += 1;
        self.members.push(Member::of(self.last, named));
    }

    /// In the order of roles, and whether a grid worker is missing.
    fn settled(mut self, at: Moment) -> Self {
        self.members.sort_by_key(|member| (member.role, member.n));
        let worker = self.members.iter().any(|one| one.role == GridRole::GridWorker);
        self.lacks_worker = if worker { None } else { self.lacks_worker.or(Some(at)) };
        self
    }
}

impl Folded for Team {
    const KIND: &'static str = TEAM;
    const CALLED: &'static str = "这支服务队";

    type Event = Event;
    type Duty = DutyKind;

    fn begin(at: Moment, _: &str, event: &Event) -> Option<Self> {
        let Event::Formed(formed) = event else { return None };
        let mut team = Self {
            grid: formed.grid,
            unit: formed.unit,
            at: formed.at.clone(),
            members: Vec::new(),
            duties: BTreeMap::new(),
            lacks_worker: None,
            checked_at: at,
            ended_at: None,
            last: 0,
        };
        formed.members.iter().for_each(|named| team.add(named));
        Some(team.settled(at))
    }

    fn after(&self, at: Moment, _: &str, event: &Event) -> Option<Self> {
        if !self.is_open() {
            return None;
        }
        let mut next = self.clone();
        match event {
            Event::Formed(_) => return None,
            Event::Placed(placed) => next.at = placed.clone(),
            Event::Named(named) => next.add(named),
            Event::Changed(changed) => {
                let member = next.member_mut(changed.member)?;
                let stand_in = member.stand_in.take();
                *member = Member { stand_in, ..Member::of(changed.member, &changed.now) };
            }
            Event::Left(left) => {
                next.member(left.member)?;
                next.members.retain(|member| member.n != left.member);
            }
            Event::StoodIn(stood) => {
                let phone = stood.phone.as_ref().map(|kept| kept.vault);
                let stand_in = StandIn { name: stood.name.vault, phone, until: stood.until };
                next.member_mut(stood.member)?.stand_in = Some(stand_in);
            }
            Event::Returned(returned) => {
                next.member_mut(returned.member)?.stand_in.take()?;
            }
            Event::Described(described) => {
                next.duties.remove(&described.role);
                next.duties.extend(described.words.iter().map(|kept| (described.role, kept.vault)));
            }
            Event::Confirmed(_) => next.checked_at = at,
            Event::Ended(_) => {
                next.ended_at = Some(at);
                next.members.clear();
                next.duties.clear();
            }
        }
        Some(next.settled(at))
    }

    fn face(&self) -> Face {
        Face {
            title: None,
            words: Some(self.at.name.clone()),
            place: Some(self.at.place),
            unit: self.at.community.unit,
            sort: if self.is_open() { "open" } else { "ended" }.to_owned(),
            open: self.is_open(),
            readers: [self.unit, self.at.community.unit].map(|unit| format!("unit:{unit}")).into(),
            about: BTreeSet::new(),
            found_by: self.members.iter().map(|member| member.name).collect(),
        }
    }

    fn counted(&self) -> Vec<Fact> {
        Vec::new()
    }

    fn owed(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        if !self.is_open() {
            return Vec::new();
        }
        let (rules, limits) = (TeamRules::of(&set.rules), Limits(set));
        let check =
            limits.owed((DutyKind::Check, 0), self.at.community, self.checked_at, rules.review);
        let back = self.stood_in().map(|(_, stand_in)| stand_in.until).min();
        let check = check.map(|owed| Owed { wake: back, ..owed });
        let worker = self.lacks_worker.and_then(|since| {
            limits.owed((DutyKind::Worker, 0), self.at.community, since, rules.worker)
        });
        check.into_iter().chain(worker).collect()
    }
}
