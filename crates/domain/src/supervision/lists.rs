use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use xianban_kernel::{DossierId, Moment, Problem, UnitId};
use xianban_store::params;

use super::cadence::Cadence;
use super::calendar::{Occurrence, upcoming};
use super::decisions::Decision;
use super::item::Item;
use super::noun::{Meeting, series};
use super::rules::SupervisionRules;
use super::words::Action;
use crate::appeals;
use crate::folded::{self, Held, Page};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::unit;

/// Open meetings of a unit that are looked through for what is still owed.
const MOST_OPEN: i64 = 200;

/// How far ahead the calendar of meetings shows.
const DAYS_AHEAD: usize = 14;

/// The meeting with this number, for an actor who may read it or owes something on it.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Meeting>, Problem> {
    folded::by_no(work, no, Action::Read)
}

/// Meetings that the actor may read, newest first.
pub fn list(work: &mut Work<'_, '_>, page: &Page) -> Result<Vec<Held<Meeting>>, Problem> {
    require(work, Action::Read)?;
    folded::list(work, Action::Read, page)
}

/// Meetings that decided something about an appeal the actor has open, newest first.
pub fn meetings_of(
    work: &mut Work<'_, '_>,
    appeal: DossierId,
    most: i64,
) -> Result<Vec<Held<Meeting>>, Problem> {
    require(work, Action::Read)?;
    let marks = folded::marks(work, Action::Read)?;
    let mut found = folded::about::<Meeting>(work, appeal, most)?;
    let his = |one: &Held<Meeting>| marks.contains(&format!("unit:{}", one.unit.unit));
    found.retain(|one| marks.contains("all") || his(one));
    Ok(found)
}

/// What a unit is to hold within the next two weeks.
pub fn calendar_of(work: &mut Work<'_, '_>, of: UnitId) -> Result<Vec<Occurrence>, Problem> {
    require(work, Action::Read)?;
    let kind = unit(work.tx, of)?.kind;
    let set = work.office.rules_at(work.cx.at);
    let ruled = SupervisionRules::of(&set.rules);
    let held: Vec<_> = ruled.held_at(kind).collect();
    Ok(upcoming(&held, work.cx.at.day(), DAYS_AHEAD, &set.calendar))
}

/// The newest meetings of a unit that the actor may read, begun from a moment on, newest first.
pub fn meetings_at(
    work: &mut Work<'_, '_>,
    of: UnitId,
    from: Moment,
) -> Result<Vec<Held<Meeting>>, Problem> {
    require(work, Action::Read)?;
    let marks = folded::marks(work, Action::Read)?;
    if !marks.contains("all") && !marks.contains(&format!("unit:{of}")) {
        return Ok(Vec::new());
    }
    let mut found = folded::marked::<Meeting>(work, &format!("unit:{of}"), false, MOST_OPEN)?;
    found.retain(|one| one.begun_at >= from);
    Ok(found)
}

/// A decision that is still owed, with the meeting that made it.
#[derive(Clone, Debug)]
pub struct Followed {
    /// The meeting.
    pub meeting: Held<Meeting>,
    /// The decision.
    pub decision: Decision,
    /// In words; `None` when they were erased.
    pub words: Option<String>,
}

/// What earlier meetings of the same unit decided and nobody has settled, the one due first at the head:
/// with this a meeting begins.
pub fn followed(work: &mut Work<'_, '_>, held: &Held<Meeting>) -> Result<Vec<Followed>, Problem> {
    let mut found = Vec::new();
    for meeting in open_at(work, held.unit.unit)?.into_iter().filter(|one| one.id != held.id) {
        let owed: Vec<Decision> = meeting.open_decisions().cloned().collect();
        let wanted: Vec<i64> = owed.iter().map(|one| one.words).collect();
        let mut words =
            if owed.is_empty() { BTreeMap::new() } else { folded::words(work, &meeting, &wanted)? };
        found.extend(owed.into_iter().map(|decision| {
            let words = words.remove(&decision.words);
            Followed { meeting: meeting.clone(), decision, words }
        }));
    }
    found.sort_by_key(|one| one.decision.charge.as_ref().map(|charge| charge.due.at));
    Ok(found)
}

/// A matter of an agenda, as far as the actor may know it.
#[derive(Clone, Debug, Serialize)]
pub struct Matter {
    /// As it was put on the agenda.
    pub item: Item,
    /// Who had it then, by name.
    pub unit: String,
    /// Its first words; `None` when they were erased or the actor may not open it.
    pub title: Option<String>,
}

/// The matters of an agenda with their titles, in its order, in two statements whatever its length.
pub fn matters(work: &mut Work<'_, '_>, items: &[Item]) -> Result<Vec<Matter>, Problem> {
    let ids: BTreeSet<DossierId> = items.iter().map(|item| item.appeal).collect();
    let titles = appeals::titles(work, &ids)?;
    let names = names(work)?;
    let matter = |item: &Item| Matter {
        item: item.clone(),
        unit: names.get(&item.unit).cloned().unwrap_or_default(),
        title: titles.get(&item.appeal).cloned(),
    };
    Ok(items.iter().map(matter).collect())
}

fn names(work: &mut Work<'_, '_>) -> Result<BTreeMap<UnitId, String>, Problem> {
    let sql = "select id, name from unit where district = $1";
    let rows = work.tx.rows(sql, params![work.tx.district()])?;
    let read = |row: &xianban_store::Row| Ok((row.get("id")?, row.get("name")?));
    rows.iter().map(read).collect()
}

/// The newest meeting of a series.
pub(super) fn newest(
    work: &mut Work<'_, '_>,
    unit: UnitId,
    cadence: Cadence,
) -> Result<Option<Held<Meeting>>, Problem> {
    let found = folded::marked(work, &series(unit, cadence), false, 1)?;
    Ok(found.into_iter().next())
}

/// Meetings of a unit on which something is owed, newest first.
pub(super) fn open_at(
    work: &mut Work<'_, '_>,
    unit: UnitId,
) -> Result<Vec<Held<Meeting>>, Problem> {
    folded::marked(work, &format!("unit:{unit}"), true, MOST_OPEN)
}
