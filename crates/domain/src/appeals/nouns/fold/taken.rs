use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::taken::Taken;
use crate::appeals::nouns::event::{AfterRating, Disowned, Folds, Rated, While};
use crate::appeals::nouns::state::{State, Window};

impl Appeal {
    /// The rating that the applicant may say is not his; that is possible once.
    pub fn disownable(&self) -> Option<&Taken> {
        let first = self.casework.disowned.is_none();
        self.casework.taken.as_ref().filter(|_| first)
    }

    /// Whether it is this rating that closed the appeal, and nothing came after.
    pub fn closed_by(&self, taken: &Taken) -> bool {
        matches!(self.state, State::Closed(_)) && taken.closed && taken.round == self.round
    }

    /// Whether this person may ask the applicant how it went: he had no hand in it, did not review
    /// it, and took down nothing that the applicant disowned.
    pub fn may_be_asked_by(&self, mark: &str) -> bool {
        let disowned = self.casework.disowned.as_deref() == Some(mark);
        !disowned && !self.was_handled_by(mark) && !self.was_reviewed_by(mark)
    }
}

impl Appeal {
    /// Keeps who took a rating down. One that the applicant writes himself speaks for him from then
    /// on, so that an older one is no longer his to disown.
    pub(crate) fn keep_taken(&mut self, at: Moment, actor: &str, event: &Rated) {
        let (before, round) = (self.casework.grade, self.round);
        self.casework.taken = event.taken.as_ref().map(|taken| Taken {
            by: actor.to_owned(),
            unit: taken.unit,
            role: taken.role.clone(),
            at,
            round,
            closed: matches!(event.then, AfterRating::Closed { .. }),
            before,
            until: taken.until,
        });
    }
}

impl Folds for Disowned {
    const WHILE: While = While::Any;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let taken = appeal.disownable()?.clone();
        let reopens = appeal.closed_by(&taken);
        let left = matches!(appeal.state, State::Declined | State::Transferred | State::Withdrawn);
        if left || reopens != self.until.is_some() {
            return None;
        }
        appeal.casework.taken = None;
        appeal.casework.grade = taken.before;
        appeal.casework.course.strike(taken.round);
        appeal.casework.disowned = Some(taken.by);
        match (&mut appeal.state, self.until) {
            (State::Closed(closing), Some(until)) => {
                let reply = closing.reply;
                appeal.enter(now, State::FollowingUp(Window { reply, until }));
                appeal.casework.asker = self.asker;
            }
            // A conclusion carries the last rating on.
            (State::Closed(closing), None) if closing.grade.is_some() => {
                closing.grade = taken.before;
            }
            _ => {}
        }
        Some(())
    }
}
