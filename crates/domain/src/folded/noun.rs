use std::collections::BTreeSet;
use std::fmt::Debug;
use std::ops::Deref;

use serde::Serialize;
use serde::de::DeserializeOwned;
use xianban_kernel::{DossierId, FileId, Moment, PlaceId, Post, Role, StaffId, TimeLimit, UnitId};

use crate::dossier::Dossier;
use crate::duty::{Duty, Kind};
use crate::figures::Fact;
use crate::files::KeptFile;
use crate::organisation::AtUnit;
use crate::rules::RuleSet;

/// The noun of a room: what its events have made of it.
pub trait Folded: Clone + Debug + PartialEq + Serialize + DeserializeOwned + 'static {
    /// What its dossiers are called, as stored.
    const KIND: &'static str;
    /// What people call one, as in “这份吹哨单”.
    const CALLED: &'static str;
    /// What can happen to it.
    type Event: Event;
    /// What can be owed on it.
    type Duty: Kind;

    /// What the first event makes; `None` when that one cannot be the first.
    fn begin(at: Moment, actor: &str, event: &Self::Event) -> Option<Self>;

    /// What it is after an event; `None` when the event does not fit.
    fn after(&self, at: Moment, actor: &str, event: &Self::Event) -> Option<Self>;

    /// What it shows of itself, and to whom.
    fn face(&self) -> Face;

    /// What numbers count of it now.
    fn counted(&self) -> Vec<Fact>;

    /// What is owed on it now, under the rules of its beginning. An open one always owes something.
    fn owed(&self, set: &RuleSet) -> Vec<Owed<Self::Duty>>;
}

/// What can happen in a room: an enum whose every case holds a struct of its own; its case is its name in
/// the trail, in snake case (`#[serde(rename_all = "snake_case")]`).
pub trait Event: Clone + Debug + Serialize + DeserializeOwned {
    /// As those read it who may open the dossier.
    fn said(&self) -> String;
    /// Numbers of the vault whose words are read with it.
    fn words(&self) -> Vec<i64>;
    /// Files that came with it.
    fn files(&self) -> &[KeptFile];
    /// Values of the vault and files that were destroyed by it.
    fn erased(&self) -> (&[i64], &[FileId]);
}

/// What a noun shows of itself where dossiers of every room are listed, and to whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// Its title in the vault.
    pub title: Option<i64>,
    /// Its title where everybody who may know of it may read it.
    pub words: Option<String>,
    /// Its place of the tree.
    pub place: Option<PlaceId>,
    /// Who has it now.
    pub unit: UnitId,
    /// What queues of its kind are sifted by, such as its standing.
    pub sort: String,
    /// Whether something is still owed.
    pub open: bool,
    /// Who may read it, as marks: `unit:7`, `staff:9`, `resident:3`, `public`.
    pub readers: BTreeSet<String>,
    /// Dossiers of other rooms that it is about.
    pub about: BTreeSet<DossierId>,
    /// Numbers of the vault by whose words it is found.
    pub found_by: Vec<i64>,
}

/// What is owed, who may not do it, and when its room looks at it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed<K> {
    /// What is owed.
    pub duty: Duty<K>,
    /// Who is barred from it.
    pub barred: Vec<StaffId>,
    /// When the room's `wake` is to be called; `None` when nothing follows by itself.
    pub wake: Option<Moment>,
}

/// Makes what is owed under the rules that a noun began under.
pub struct Limits<'a>(pub &'a RuleSet);

impl Limits<'_> {
    /// What a unit owes within a limit; `None` when no role of such a unit owes it by the rules.
    pub fn owed<K: Kind>(
        &self,
        (kind, part): (K, i64),
        at: AtUnit,
        since: Moment,
        limit: TimeLimit,
    ) -> Option<Owed<K>> {
        let role = self.0.rules.owing_role(kind.code(), 1, at.kind)?.clone();
        Some(self.owed_by((kind, part), Post { unit: at.unit, role }, since, limit))
    }

    /// What a seat owes within a limit.
    pub fn owed_by<K: Kind>(
        &self,
        (kind, part): (K, i64),
        Post { unit, role }: Post,
        since: Moment,
        limit: TimeLimit,
    ) -> Owed<K> {
        let due = limit.due(since, &self.0.calendar);
        let yellow = limit.yellow(since, due.at, &[], &self.0.calendar);
        let duty = Duty { kind, part, unit, role, person: None, since, yellow, due };
        Owed { duty, barred: Vec::new(), wake: None }
    }

    /// The role that owes a duty at a unit.
    pub fn role<K: Kind>(&self, kind: &K, at: AtUnit) -> Option<Role> {
        self.0.rules.owing_role(kind.code(), 1, at.kind).cloned()
    }
}

impl<K: Kind> Owed<K> {
    /// Given to somebody by name.
    #[must_use]
    pub fn of(mut self, person: Option<StaffId>) -> Self {
        self.duty.person = person;
        self
    }

    /// Not to be done by these.
    #[must_use]
    pub fn but(mut self, barred: impl IntoIterator<Item = StaffId>) -> Self {
        self.barred.extend(barred);
        self
    }

    /// Looked at again when it is due: the room's `wake` says what follows.
    #[must_use]
    pub fn wakes(mut self) -> Self {
        self.wake = Some(self.duty.due.at);
        self
    }
}

/// A noun with its row.
#[derive(Clone, Debug, PartialEq)]
pub struct Held<N> {
    /// County code, six digits.
    pub district: i64,
    /// Its dossier.
    pub id: DossierId,
    /// Its number, as people know it.
    pub no: String,
    /// When it began.
    pub begun_at: Moment,
    /// How many events it has seen.
    pub version: i64,
    /// What it is.
    pub noun: N,
}

impl<N> Deref for Held<N> {
    type Target = N;

    fn deref(&self) -> &N {
        &self.noun
    }
}

impl<N: Folded> Held<N> {
    /// Its row among all dossiers, and who may read it.
    pub(super) fn dossier(&self) -> (Dossier, BTreeSet<String>) {
        let face = self.noun.face();
        let dossier = Dossier {
            district: self.district,
            id: self.id,
            kind: N::KIND.to_owned(),
            no: self.no.clone(),
            title: face.title,
            words: face.words.clone(),
            place: face.place,
            where_said: None,
            unit: face.unit,
            sort: face.sort.clone(),
            list: None,
            begun_at: self.begun_at,
        };
        let mut readers = face.readers.clone();
        for mark in face.readers.iter().map(String::as_str).chain(["all"]) {
            readers.insert(format!("{}@{mark}", N::KIND));
            if face.open {
                readers.insert(format!("{}!{mark}", N::KIND));
            }
        }
        (dossier, readers)
    }

    /// The same after one more event.
    pub(super) fn with(&self, noun: N) -> Self {
        Self { no: self.no.clone(), version: self.version + 1, noun, ..*self }
    }
}
