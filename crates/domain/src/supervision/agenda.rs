use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{DossierId, Moment};

use super::item::{Item, Reason};
use crate::appeals::Facts;

/// From where on an agenda looks back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// Now.
    pub now: Moment,
    /// When the meeting before looked.
    pub last: Moment,
    /// A matter without a step since then is stalled.
    pub stalled: Moment,
}

/// Why an open matter is looked at, the weightiest reason first; empty when it is not.
pub fn reasons(facts: &Facts, since: Since) -> Vec<Reason> {
    let lately = |at: Option<Moment>| at.is_some_and(|at| at >= since.last);
    let step = facts.acted_at.unwrap_or(facts.filed_at);
    let holds = [
        (Reason::Overdue, facts.due.at < since.now),
        (Reason::HoldPast, facts.hold_until.is_some_and(|until| until < since.now)),
        (Reason::Supervised, facts.is_supervised),
        (Reason::LowRated, lately(facts.low_at)),
        (Reason::Returned, lately(facts.returned_at)),
        (Reason::Repeated, facts.round > 1),
        (Reason::Urged, lately(facts.urged_at)),
        (Reason::Due, facts.yellow <= since.now && since.now <= facts.due.at),
        // What waits on a hold is not stalled: somebody agreed that it waits.
        (Reason::Stalled, step < since.stalled && facts.hold_until.is_none()),
        (Reason::Hard, facts.is_hard),
        (Reason::New, facts.filed_at >= since.last),
    ];
    holds.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// The agenda from the facts of all open matters: what comes from earlier meetings first, then by the
/// weightiest reason and by when it is due. At most `most`; also how many found no room.
pub(super) fn drawn_up(
    facts: &[Facts],
    since: Since,
    (carried, decided): (&BTreeSet<DossierId>, &BTreeSet<DossierId>),
    most: usize,
) -> (Vec<Item>, usize) {
    let mut found = BTreeMap::new();
    for one in facts {
        let mut why = Vec::new();
        why.extend(carried.contains(&one.id).then_some(Reason::CarriedOver));
        why.extend(decided.contains(&one.id).then_some(Reason::Decided));
        why.extend(reasons(one, since));
        let Some(first) = why.first().copied() else { continue };
        let item = Item { appeal: one.id, no: one.no.clone(), unit: one.holder, reasons: why };
        found.insert((first, one.due.at, one.id), item);
    }
    let left_off = found.len().saturating_sub(most);
    (found.into_values().take(most).collect(), left_off)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(n: i64) -> Moment {
        Moment::EPOCH.plus_hours(n)
    }

    fn since() -> Since {
        Since { now: hours(1000), last: hours(976), stalled: hours(928) }
    }

    /// A matter that nobody needs to look at.
    fn quiet() -> Facts {
        Facts::quiet(hours(940), hours(990), hours(1100))
    }

    #[test]
    fn a_matter_that_goes_its_way_is_not_on_the_agenda() {
        assert_eq!(reasons(&quiet(), since()), []);
        let none = BTreeSet::new();
        assert_eq!(drawn_up(&[quiet()], since(), (&none, &none), 9), (Vec::new(), 0));
    }

    #[test]
    fn each_reason_comes_alone() {
        type Change = fn(&mut Facts);
        let cases: [(Reason, Change); 11] = [
            (Reason::Overdue, |facts| facts.due.at = hours(999)),
            (Reason::HoldPast, |facts| facts.hold_until = Some(hours(999))),
            (Reason::Supervised, |facts| facts.is_supervised = true),
            (Reason::LowRated, |facts| facts.low_at = Some(hours(976))),
            (Reason::Returned, |facts| facts.returned_at = Some(hours(980))),
            (Reason::Repeated, |facts| facts.round = 2),
            (Reason::Urged, |facts| facts.urged_at = Some(hours(999))),
            (Reason::Due, |facts| facts.yellow = hours(1000)),
            (Reason::Stalled, |facts| facts.acted_at = Some(hours(927))),
            (Reason::Hard, |facts| facts.is_hard = true),
            (Reason::New, |facts| facts.filed_at = hours(977)),
        ];
        for (reason, change) in cases {
            let mut facts = quiet();
            change(&mut facts);
            assert_eq!(reasons(&facts, since()), [reason]);
        }
        let waits = Facts { hold_until: Some(hours(2000)), acted_at: Some(hours(1)), ..quiet() };
        assert_eq!(reasons(&waits, since()), [], "what is on hold is not stalled");
    }

    #[test]
    fn what_comes_from_earlier_meetings_is_first_and_what_has_no_room_is_counted() {
        let of = |id: i64, round: i64| Facts { id: DossierId::new(id), round, ..quiet() };
        let late = Facts { due: xianban_kernel::Due::agreed(hours(900)), ..of(4, 1) };
        let all = [of(1, 2), of(2, 1), of(3, 1), late];
        let (carried, decided) =
            (BTreeSet::from([DossierId::new(3)]), BTreeSet::from([DossierId::new(2)]));
        let (items, left_off) = drawn_up(&all, since(), (&carried, &decided), 3);
        let ids: Vec<i64> = items.iter().map(|item| item.appeal.value()).collect();
        assert_eq!((ids, left_off), (vec![3, 2, 4], 1));
    }
}
