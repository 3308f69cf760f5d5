use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, StaffId, UnitId};

use super::event::{Asked, Deed, Event};
use super::rules::LedgerRules;
use super::subject::Subject;
use super::words::{DutyKind, KIND};
use crate::figures::Fact;
use crate::folded::{Face, Folded, Limits, Owed};
use crate::organisation::{AtUnit, UnitKind};
use crate::rules::RuleSet;

/// What was done to a thing, how it stands, and what waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// The thing.
    pub subject: String,
    /// The office whose ledger it is.
    pub unit: UnitId,
    /// Entries from before there was this dossier.
    pub before: i64,
    /// Entries, those from before among them.
    pub notes: i64,
    /// How the thing stood after the last entry.
    pub standing: Option<String>,
    /// What waits.
    pub asked: Option<Asking>,
}

/// What waits for a second person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asking {
    /// What.
    pub deed: Deed,
    /// As people read it.
    pub said: String,
    /// Who asked.
    pub by: StaffId,
    /// Who it is about.
    pub whom: StaffId,
    /// Whether the auditor has to agree.
    pub auditor: bool,
    /// Since when.
    pub since: Moment,
}

impl Asking {
    fn of(since: Moment, asked: &Asked) -> Self {
        let Asked { deed, said, by, whom, auditor } = asked.clone();
        Self { deed, said, by, whom, auditor, since }
    }

    /// What is owed until somebody agrees.
    pub const fn duty(&self) -> DutyKind {
        if self.auditor { DutyKind::AgreeOnSecurity } else { DutyKind::Agree }
    }
}

impl Ledger {
    /// The thing.
    pub fn subject(&self) -> Subject {
        Subject(self.subject.clone())
    }
}

impl Folded for Ledger {
    const KIND: &'static str = KIND;
    const CALLED: &'static str = "这份台账";

    type Event = Event;
    type Duty = DutyKind;

    fn begin(_: Moment, _: &str, event: &Event) -> Option<Self> {
        let (subject, unit, before, notes, standing) = match event {
            Event::Noted(it) => (&it.subject, it.unit, it.before, it.before + 1, &it.standing),
            Event::Adopted(it) => (&it.subject, it.unit, it.before, it.before, &it.standing),
            Event::Asked(_) | Event::Agreed(_) | Event::Declined(_) => return None,
        };
        let (subject, standing) = (subject.clone(), standing.clone());
        Some(Self { subject, unit, before, notes, standing, asked: None })
    }

    fn after(&self, at: Moment, _: &str, event: &Event) -> Option<Self> {
        let next = self.clone();
        match event {
            Event::Noted(it) if it.subject == self.subject && it.before == 0 => {
                Some(Self { notes: self.notes + 1, standing: it.standing.clone(), ..next })
            }
            Event::Asked(it) if self.asked.is_none() => {
                Some(Self { asked: Some(Asking::of(at, it)), ..next })
            }
            Event::Agreed(_) | Event::Declined(_) if self.asked.is_some() => {
                Some(Self { asked: None, ..next })
            }
            Event::Noted(_)
            | Event::Adopted(_)
            | Event::Asked(_)
            | Event::Agreed(_)
            | Event::Declined(_) => None,
        }
    }

    fn face(&self) -> Face {
        let subject = self.subject();
        Face {
            title: None,
            words: Some(format!("{} {}", subject.sort().name(), subject.key())),
            place: None,
            unit: self.unit,
            sort: subject.sort().code().to_owned(),
            open: self.asked.is_some(),
            // Whoever asked sees how it stands, and may take it back.
            readers: self.asked.iter().map(|asked| format!("staff:{}", asked.by)).collect(),
            about: BTreeSet::new(),
            found_by: Vec::new(),
        }
    }

    fn counted(&self) -> Vec<Fact> {
        Vec::new()
    }

    fn owed(&self, set: &RuleSet) -> Vec<Owed<DutyKind>> {
        let Some(asked) = &self.asked else { return Vec::new() };
        let limit = LedgerRules::of(&set.rules).agree_within;
        let office = AtUnit { unit: self.unit, kind: UnitKind::PlatformOffice };
        let owed = Limits(set).owed((asked.duty(), 0), office, asked.since, limit);
        owed.map(|owed| owed.but([asked.by, asked.whom])).into_iter().collect()
    }
}
