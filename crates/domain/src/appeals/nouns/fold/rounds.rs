use xianban_kernel::Moment;

use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::course::RatedRound;
use crate::appeals::nouns::casework::meetings::{Listing, Why};
use crate::appeals::nouns::event::{
    AfterRating, ClosedUnrated, Folds, FollowedUp, Rated, Reworked, While,
};
use crate::appeals::nouns::state::{Closing, Standing, State, Window};
use crate::organisation::AtUnit;

impl Appeal {
    fn window(&self) -> Option<&Window> {
        if let State::FollowingUp(window) = &self.state { Some(window) } else { None }
    }

    fn next_round(&mut self, at: Moment, leader: AtUnit, supervised: bool) {
        self.end_orders();
        if supervised && !self.is_listed(Why::Supervised) {
            let listing = Listing::plain(Why::Supervised, None, at);
            self.casework.listings.push(listing);
        }
        self.casework.new_facts = Some(at);
        self.casework.course.begun.push(at);
        self.round += 1;
        self.assessor = leader;
        self.enter(at, State::Assessing);
    }
}

impl Folds for FollowedUp {
    const WHILE: While = While::In(&[Standing::FollowingUp]);

    fn fold(&self, _: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        Some(())
    }
}

impl Folds for Rated {
    const WHILE: While = While::In(&[Standing::FollowingUp]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        if !(1..=5).contains(&self.grade) {
            return None;
        }
        appeal.keep_taken(now, by, self);
        appeal.casework.grade = Some(self.grade);
        let (round, unit) = (appeal.round, appeal.answering());
        let (grade, solved) = (self.grade, self.solved);
        appeal.casework.course.rate(RatedRound { round, at: now, unit, grade, solved });
        match self.then {
            AfterRating::Closed { rework_until } => {
                let (reply, grade) = (appeal.window()?.reply, Some(self.grade));
                appeal.close(now, Closing { reply, grade, rework_until });
            }
            AfterRating::Round { leader, supervised } => appeal.next_round(now, leader, supervised),
            AfterRating::Conclusion { by } => {
                appeal.end_orders();
                appeal.assessor = by;
                appeal.enter(now, State::Concluding);
            }
        }
        Some(())
    }
}

impl Folds for ClosedUnrated {
    const WHILE: While = While::In(&[Standing::FollowingUp]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let (reply, rework_until) = (appeal.window()?.reply, self.rework_until);
        appeal.close(now, Closing { reply, grade: None, rework_until });
        Some(())
    }
}

impl Folds for Reworked {
    const WHILE: While = While::In(&[Standing::Closed]);

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        appeal.next_round(now, self.leader, self.supervised);
        Some(())
    }
}
