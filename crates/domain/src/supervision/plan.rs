use xianban_kernel::{Context, Problem, UnitId};

use super::cadence::Cadence;
use super::calendar::{end_of, falls_on};
use super::event::{Event, Planned};
use super::lists::newest;
use super::noun::Meeting;
use super::rules::SupervisionRules;
use super::words::DutyKind;
use crate::folded::open;
use crate::office::{Office, Work};
use crate::organisation::{AtUnit, unit, units_of};
use xianban_kernel::Moment;

/// What a look at the calendar did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlannedNow {
    /// Meetings planned.
    pub planned: u64,
    /// Meetings that could not be written; the next look tries them again.
    pub failed: u64,
}

/// Plans every meeting of today that is not planned yet; each is a write of its own behind people's
/// work, and one that fails does not keep the others waiting.
pub async fn plan_meetings(office: &Office, cx: &Context) -> Result<PlannedNow, Problem> {
    let mut done = PlannedNow::default();
    for (unit, cadence) in office.read(cx, missing).await? {
        let part = unit.value().wrapping_mul(4).wrapping_add(cadence as i64);
        match office.write_later(&cx.part(part), move |work| plan(work, unit, cadence)).await {
            Ok(planned) => done.planned += u64::from(planned),
            Err(problem @ (Problem::Unavailable { .. } | Problem::Unknown { .. })) => {
                return Err(problem);
            }
            Err(problem) => {
                tracing::warn!(%unit, %cadence, %problem, "a meeting could not be planned");
                done.failed += 1;
            }
        }
    }
    Ok(done)
}

/// Whose meetings of today are not planned yet.
fn missing(work: &mut Work<'_, '_>) -> Result<Vec<(UnitId, Cadence)>, Problem> {
    let set = work.office.rules_at(work.cx.at);
    let today = work.cx.at.day();
    let mut found = Vec::new();
    for series in SupervisionRules::of(&set.rules).series {
        if !falls_on(series.cadence, today, &set.calendar) {
            continue;
        }
        for kind in series.units {
            for unit in units_of(work.tx, work.office.district, kind)? {
                let newest = newest(work, unit.id, series.cadence)?;
                if unit.closed_at.is_none() && newest.is_none_or(|one| one.on < today) {
                    found.push((unit.id, series.cadence));
                }
            }
        }
    }
    Ok(found)
}

/// Plans a meeting of today, unless it is there already, or its time has come and gone; answers whether it
/// did.
fn plan(work: &mut Work<'_, '_>, of: UnitId, cadence: Cadence) -> Result<bool, Problem> {
    let set = work.office.rules_at(work.cx.at);
    let ruled = SupervisionRules::of(&set.rules);
    let (of, on) = (unit(work.tx, of)?, work.cx.at.day());
    let owed = set.rules.owing_role(DutyKind::Hold, 1, of.kind).is_some();
    let series = ruled.held_at(of.kind).find(|series| series.cadence == cadence);
    let (Some(series), true) = (series, owed) else { return Ok(false) };
    let last = newest(work, of.id, cadence)?;
    if last.as_ref().is_some_and(|one| one.on >= on) {
        return Ok(false);
    }
    let planned = Planned {
        unit: AtUnit::of(&of),
        cadence,
        on,
        from: Moment::at_civil(on.to_datetime(series.at)),
        until: end_of(on),
        before: last.map(|one| one.id),
    };
    open::<Meeting>(work, &ruled.letters, &mut |_, _| Ok(Event::Planned(planned)))?;
    Ok(true)
}
