use xianban_kernel::{Day, Moment, PlaceId, UnitId};

use super::Count;

/// Something that is true of a dossier and counted: which, when, of whose work.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fact {
    /// What is counted.
    pub count: Count,
    /// Which of its kind: the round, the order that was returned, the unit that was called.
    pub n: i64,
    /// When.
    pub at: Moment,
    /// Whose work it is.
    pub unit: UnitId,
}

/// What a dossier is counted under.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under {
    /// Where it is, as far as known.
    pub place: Option<PlaceId>,
    /// Whose ground it is on where no place is known: the first of these that has any.
    pub units: Vec<UnitId>,
    /// Its list of five; empty before it is assessed.
    pub list: String,
    /// Its matter; empty before it is assessed.
    pub matter: String,
}

/// A day as one number, such as 20261123.
pub(super) fn day(at: Moment) -> i64 {
    number(at.day())
}

/// A month as one number, such as 202611: what [`super::trend`] has it under.
pub fn month(day: Day) -> i64 {
    number(day) / 100
}

pub(super) fn number(day: Day) -> i64 {
    i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day())
}
