use super::super::*;
use crate::appeals::nouns::counted::facts;
use crate::figures::{Count, FIGURES, Made};
use crate::rules::RuleSet;

/// What is left out stands in no rate, once in its own count, and in what was done as before.
pub(super) fn counted(appeal: &Appeal, set: &RuleSet) {
    let facts = facts(appeal, set);
    let of = |count: Count| facts.iter().filter(|fact| fact.count == count).count();
    let out = appeal.left_out().filter(|_| appeal.counts_for().is_some());
    assert_eq!(of(Count::LeftOut), usize::from(out.is_some()));
    if appeal.left_out().is_none() || appeal.origin == Origin::GridPatrol {
        return;
    }
    for figure in FIGURES {
        let Made::Rate { part, whole } = figure.made else { continue };
        assert_eq!(of(part) + of(whole), 0, "{} of what is left out", figure.code);
    }
}
