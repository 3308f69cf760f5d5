use xianban_kernel::Moment;

use super::numbered::following;
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::supervisions::Supervision;
use crate::appeals::nouns::event::{Folds, Supervised, SupervisionAnswered, While};

impl Appeal {
    /// What superiors urged and nobody answered yet, oldest first.
    pub fn unanswered(&self) -> impl Iterator<Item = &Supervision> {
        self.casework.supervisions.iter().filter(|one| one.answered.is_none())
    }
}

impl Folds for Supervised {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let n = following(&appeal.casework.supervisions, appeal.casework.used.supervisions);
        let (by, words) = (self.by.clone(), self.words.vault);
        let urged = Supervision { n, by, since: now, words, answered: None };
        appeal.casework.supervisions.push(urged);
        Some(())
    }
}

impl Folds for SupervisionAnswered {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let mut answered = None;
        for one in appeal.casework.supervisions.iter_mut().filter(|one| one.answered.is_none()) {
            (one.answered, answered) = (Some(now), Some(()));
        }
        answered
    }
}
