use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Moment, Problem, WorkCalendar};

use super::agenda::{Since, drawn_up};
use super::event::{Began, Event};
use super::item::Item;
use super::lists::open_at;
use super::moves::{Step, standing};
use super::noun::{Meeting, Standing};
use super::rules::SupervisionRules;
use super::seat::led;
use crate::appeals;
use crate::folded::{Held, load, record};
use crate::office::Work;

/// Begins a meeting: its agenda is drawn up and stays as it is from then on.
pub fn begin(work: &mut Work<'_, '_>, no: &str, seen: i64) -> Result<Held<Meeting>, Problem> {
    let held = led(work, no)?;
    standing(&held, Step::Begin)?;
    let (items, left_off) = agenda(work, &held)?;
    record(work, &held, Some(seen), &Event::Began(Began { items, left_off }))
}

/// What a meeting would look at if it began now, and how many matters would find no room.
pub fn agenda(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
) -> Result<(Vec<Item>, usize), Problem> {
    let unit = held.unit.unit;
    let set = work.office.rules_at(work.cx.at);
    let ruled = SupervisionRules::of(&set.rules);
    let before = held.before.map(|id| load::<Meeting>(work.tx, id)).transpose()?;
    let not_held = before.as_ref().filter(|one| one.standing == Standing::NotHeld);
    let carried: BTreeSet<DossierId> =
        not_held.into_iter().flat_map(|one| one.items.iter().map(|item| item.appeal)).collect();
    let open = open_at(work, unit)?;
    let decided: BTreeSet<DossierId> =
        open.iter().flat_map(|one| one.open_decisions().map(|one| one.appeal)).collect();
    let now = work.cx.at;
    let last = before.map_or_else(|| back(&set.calendar, now, 1), |one| one.from);
    let since = Since { now, last, stalled: back(&set.calendar, now, ruled.stalled) };
    let facts = appeals::facts_at(work, unit)?;
    Ok(drawn_up(&facts, since, (&carried, &decided), ruled.items_max))
}

/// The same time of day so many working days ago.
fn back(calendar: &WorkCalendar, now: Moment, days: u16) -> Moment {
    (0..days).fold(now, |at, _| calendar.one_working_day_before(at).at)
}
