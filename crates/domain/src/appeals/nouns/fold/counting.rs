use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::counting::{CountRuling, Counting, Objection};
use crate::appeals::nouns::event::{CountObjected, CountRuled, Folds, While};
use crate::appeals::nouns::state::State;
use crate::organisation::AtUnit;

impl Appeal {
    /// The objection to how it is counted that waits for its ruling.
    pub fn objection(&self) -> Option<&Objection> {
        self.casework.counting.iter().find(|one| one.ruling.is_none())
    }

    /// The objection by which it is left out of the rates now.
    pub fn left_out(&self) -> Option<&Objection> {
        let granted = |one: &&Objection| one.ruling.as_ref().is_some_and(|ruling| ruling.granted);
        let last = self.casework.counting.iter().rev().find(granted);
        last.filter(|one| one.wanted == Counting::LeftOut)
    }

    /// How it is counted now.
    pub fn counting(&self) -> Counting {
        if self.left_out().is_some() { Counting::LeftOut } else { Counting::CountedIn }
    }

    /// On which day and for whom it stands in the rates: closed, or rated last. `None` while it stands
    /// in none, and for what ended elsewhere.
    pub fn counts_for(&self) -> Option<(Moment, AtUnit)> {
        if self.ended_elsewhere() {
            return None;
        }
        if matches!(self.state, State::Closed(_)) {
            return Some((self.since, self.answering()));
        }
        self.casework.course.rated.last().map(|rated| (rated.at, rated.unit))
    }
}

impl Folds for CountObjected {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let fits = self.wanted == appeal.counting().other();
        if !fits || appeal.objection().is_some() || appeal.counts_for().is_none() {
            return None;
        }
        let casework = &mut appeal.casework;
        casework.counting.push(Objection {
            n: following(&casework.counting, 0),
            wanted: self.wanted,
            reason: self.reason,
            by: by.to_owned(),
            unit: self.unit,
            since: now,
            words: self.words.vault,
            ruling: None,
        });
        Some(())
    }
}

impl Folds for CountRuled {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let objection = at(&mut appeal.casework.counting, self.objection)?;
        if objection.ruling.is_some() || objection.wanted != self.wanted {
            return None;
        }
        let (granted, by) = (self.granted, by.to_owned());
        objection.ruling = Some(CountRuling { granted, by, at: now });
        // Somebody was found.
        appeal.casework.empty_pool.take_if(|pool| pool.is_beside());
        Some(())
    }
}
