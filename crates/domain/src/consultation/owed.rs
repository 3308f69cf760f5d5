use xianban_kernel::{Due, Moment};

use super::noun::Consultation;
use super::rules::ConsultationRules;
use super::standing::Standing;
use super::words::DutyKind;
use crate::duty::Duty;
use crate::folded::{Limits, Owed};
use crate::rules::RuleSet;

/// What is owed on a consultation now.
pub(super) fn owed(of: &Consultation, set: &RuleSet) -> Vec<Owed<DutyKind>> {
    let (limits, ruled) = (Limits(set), ConsultationRules::of(&set.rules));
    let caller = |kind, limit| limits.owed((kind, 0), of.unit, of.since, limit);
    let one = match of.standing {
        Standing::Called => on_day(of, set, (DutyKind::Hold, 0), of.meeting.time),
        Standing::TooFew => caller(DutyKind::Recall, ruled.recall),
        Standing::Held => caller(DutyKind::Write, ruled.write),
        Standing::Confirming => caller(DutyKind::Confirm, ruled.confirm).map(Owed::wakes),
        Standing::Reviewing => {
            let owed = limits.owed((DutyKind::Review, 0), of.reviewer, of.since, ruled.review);
            owed.map(|owed| owed.but(of.hands.iter().copied()))
        }
        Standing::Following => return followed(of, set, &ruled),
        Standing::Closed | Standing::Cancelled => None,
    };
    one.into_iter().collect()
}

/// Each agreement that is not settled, a choice where people did not agree, and the whistle that was
/// chosen.
fn followed(of: &Consultation, set: &RuleSet, ruled: &ConsultationRules) -> Vec<Owed<DutyKind>> {
    let agreements = of.minutes.iter().flat_map(|minutes| &minutes.agreements);
    let open = agreements.filter(|agreement| agreement.settled.is_none());
    let kept = open.filter_map(|one| on_day(of, set, (DutyKind::Agreement, one.n), one.due));
    let choice = || Limits(set).owed((DutyKind::Choose, 0), of.unit, of.since, ruled.choose);
    let awaited = of.awaits.and_then(|whistle| {
        let owed = (DutyKind::Whistle, 0);
        Limits(set).owed(owed, whistle.community, whistle.since, ruled.whistle)
    });
    kept.chain(of.chooses().then(choice).flatten()).chain(awaited).collect()
}

/// What the caller owes by a day that people agreed on.
fn on_day(
    of: &Consultation,
    set: &RuleSet,
    (kind, part): (DutyKind, i64),
    day: Moment,
) -> Option<Owed<DutyKind>> {
    let (limits, unit) = (Limits(set), of.unit.unit);
    let role = limits.role(&kind, of.unit)?;
    let due = Due::agreed(day);
    let yellow = set.calendar.one_working_day_before(day).at.max(of.since);
    let duty = Duty { kind, part, unit, role, person: None, since: of.since, yellow, due };
    Some(Owed { duty, barred: Vec::new(), wake: None })
}
