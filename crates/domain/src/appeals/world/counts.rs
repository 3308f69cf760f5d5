//! The small world of what is counted: objections and rulings, while open and when closed.

use super::deep::{Theme, explored};
use super::*;

/// Two objections at most, each for the first reason there is.
pub(super) fn events(appeal: &Appeal, action: Action) -> Vec<Event> {
    let (waits, wanted) = (appeal.objection(), appeal.counting().other());
    match (action, waits, appeal.counts_for()) {
        (Action::ObjectCount, None, Some((_, unit))) if appeal.casework.counting.len() < 2 => {
            let reason = wanted.reasons()[0];
            let objected = CountObjected { wanted, reason, unit, words: words() };
            vec![Event::CountObjected(objected)]
        }
        (Action::RuleCount, Some(waits), _) => {
            let ruled =
                |granted| CountRuled { objection: waits.n, wanted, granted, words: words() };
            [true, false].map(|granted| Event::CountRuled(ruled(granted))).into()
        }
        _ => Vec::new(),
    }
}

#[test]
fn what_counts_is_ruled_on_by_somebody_else_and_changes_nothing_besides() {
    let world = explored(Theme::Counts);
    let made = &world.made;
    assert!(made["count_objected.1"] > 10 && made["count_ruled.1"] > 10, "{made:?}");
    assert!(world.states.iter().any(|appeal| appeal.left_out().is_some()));
    for one in world.states.iter().flat_map(|appeal| &appeal.casework.counting) {
        let own = one.ruling.as_ref().is_some_and(|ruling| ruling.by == one.by);
        assert!(!own, "nobody rules on his own objection");
    }
}
