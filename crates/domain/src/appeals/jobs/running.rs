use std::collections::BTreeMap;

use xianban_kernel::{Context, DossierId, Moment, Problem, TimeLimit};

use crate::appeals::desk::record;
use crate::appeals::nouns::event::RulesChanged;
use crate::appeals::nouns::{Appeal, Event, duties};
use crate::appeals::rows::{owed, store};
use crate::office::{Office, Work};
use crate::rules::{RuleSet, Under};

/// Appeals looked at together.
const PAGE: i64 = 200;

/// What a change of the rules leaves at least until something is due.
const AT_LEAST: TimeLimit = TimeLimit::WorkingHours(4);

/// What running matters took over from later rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TakenOver {
    /// Appeals whose clocks were counted anew.
    pub changed: u64,
    /// Appeals that could not be written; the next round tries them again.
    pub failed: u64,
}

/// Lets every running matter of the district take over what rules in force at `cx.at` say running
/// matters do: each is a write of its own behind people's work.
pub async fn take_over_rules(office: &Office, cx: &Context) -> Result<TakenOver, Problem> {
    let mut taken = TakenOver::default();
    let Some(version) = office.book().taken_over(cx.at) else { return Ok(taken) };
    let mut after = DossierId::new(0);
    loop {
        let behind = move |work: &mut Work<'_, '_>| {
            Ok(owed::under_older_rules(work.tx, work.office.district, after, version, PAGE)?)
        };
        let page = office.read(cx, behind).await?;
        let Some(last) = page.last() else { return Ok(taken) };
        after = *last;
        for appeal in page {
            let one = move |work: &mut Work<'_, '_>| take_over(work, appeal, version);
            match office.write_later(&cx.part(appeal.value()), one).await {
                Ok(changed) => taken.changed += u64::from(changed),
                Err(problem @ (Problem::Unavailable { .. } | Problem::Unknown { .. })) => {
                    return Err(problem);
                }
                Err(problem) => {
                    tracing::warn!(%appeal, %problem, "new rules could not be taken over");
                    taken.failed += 1;
                }
            }
        }
    }
}

/// One matter takes over what rules up to `version` say; `false` when it is over or has.
fn take_over(work: &mut Work<'_, '_>, id: DossierId, version: i64) -> Result<bool, Problem> {
    let Some(appeal) = store::load(work.tx, work.office.district, id)? else { return Ok(false) };
    if !appeal.state.is_open() || appeal.rules.as_of >= version {
        return Ok(false);
    }
    let old = work.office.rules_of(appeal.rules)?;
    let new = work.office.rules_of(Under { as_of: version, ..appeal.rules })?;
    let soonest = AT_LEAST.due(work.cx.at, &new.calendar).at;
    let not_before = comes_sooner(&appeal, &old, &new, soonest).then_some(soonest);
    let moved = not_before.is_some() || moves(&appeal, &old, &new);
    let event = Event::RulesChanged(RulesChanged { version, not_before, moved });
    record(work, appeal, None, &event)?;
    Ok(true)
}

/// Whether anything owed becomes due at another time under the new rules.
fn moves(appeal: &Appeal, old: &RuleSet, new: &RuleSet) -> bool {
    let times = |set| duties(appeal, set).into_iter().map(|duty| (duty.key(), duty.due.at));
    let (before, after): (BTreeMap<_, _>, BTreeMap<_, _>) =
        (times(old).collect(), times(new).collect());
    before != after
}

/// Whether something owed becomes due sooner under the new rules, and sooner than `soonest`.
fn comes_sooner(appeal: &Appeal, old: &RuleSet, new: &RuleSet, soonest: Moment) -> bool {
    let before = duties(appeal, old);
    let was = |key: &str| before.iter().find(|duty| duty.key() == key).map(|duty| duty.due.at);
    let after = duties(appeal, new);
    after.iter().any(|duty| was(&duty.key()).is_some_and(|was| duty.due.at < was.min(soonest)))
}
