//! Ratings, as chance makes them: written by the applicant or taken down, and disowned.

use xianban_kernel::Role;

use super::super::*;
use super::{Dice, HANDLERS, LEADERS, UnitKind};
use crate::dossier::Kept;

pub(super) fn rated(dice: &mut Dice) -> Rated {
    let rework_until = dice.moment();
    Rated {
        grade: i64::try_from(dice.below(7)).unwrap(),
        solved: dice.coin(),
        how: dice.text(),
        words: dice.maybe(Dice::kept),
        taken: dice.maybe(taken_down),
        then: match dice.below(5) {
            0 | 1 => AfterRating::Closed { rework_until },
            2 => AfterRating::Conclusion { by: dice.unit(&[UnitKind::PlatformOffice]) },
            _ => AfterRating::Round { leader: dice.unit(LEADERS), supervised: dice.coin() },
        },
    }
}

fn taken_down(dice: &mut Dice) -> TakenDown {
    let (unit, role) = (dice.unit(HANDLERS), Role::new("follow_up"));
    let (method, witness): (_, Option<Kept>) = (dice.text(), dice.maybe(Dice::kept));
    TakenDown { unit, role, method, witness, until: dice.moment() }
}

pub(super) fn disowned(dice: &mut Dice) -> Disowned {
    let (words, unit) = (dice.maybe(Dice::kept), dice.unit(HANDLERS));
    let (role, taken_at) = (Role::new("follow_up"), dice.moment());
    Disowned { words, unit, role, taken_at, until: dice.maybe(Dice::moment), asker: None }
}
