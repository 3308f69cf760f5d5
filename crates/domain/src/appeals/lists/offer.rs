use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::clock::{answerable, may_ask_hold, next_extension};
use crate::appeals::desk::{drawn_or_standing_in, may_make, moves_now, refusal};
use crate::appeals::nouns::seats::Needs;
use crate::appeals::nouns::{Appeal, Move};
use crate::appeals::orders::{reassignable, returnable, sent_order};
use crate::appeals::people::may_consult;
use crate::appeals::reply::still_at_work;
use crate::appeals::rounds::no_objection;
use crate::appeals::study::may_plan;
use crate::office::Work;

/// What stands in the way of a move that the actor's seat allows: the words with which its verb would
/// refuse every form. Verbs and offers ask the same, so that a form that is shown can be accepted.
fn stands_in_the_way(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
) -> Result<(), Problem> {
    let Some(line) = Move::of(action) else { return Ok(()) };
    match line.needs {
        Needs::SentOrder => sent_order(work, appeal).map(drop),
        Needs::WorkedOff => still_at_work(appeal),
        Needs::RoomForPlan => may_plan(appeal),
        Needs::ReturnableOrder => returnable(work, appeal).map(drop),
        Needs::MovableOrder => reassignable(appeal).map(drop),
        Needs::ExtensionLeft => next_extension(work, appeal).map(drop),
        Needs::NoPause => may_ask_hold(appeal),
        Needs::Experts => may_consult(work, appeal),
        Needs::Asker => drawn_or_standing_in(work, appeal),
        Needs::AskToAnswer if answerable(work, appeal)?.is_empty() => Err(refusal(appeal)),
        Needs::Countable => no_objection(appeal),
        Needs::AskToAnswer
        | Needs::ResultNobodyAskedFor
        | Needs::WordsForSomebody
        | Needs::FirstHand
        | Needs::TakenRating
        | Needs::OwedVisit
        | Needs::TimeToObject
        | Needs::NotSpecial
        | Needs::NoHold
        | Needs::Nothing => Ok(()),
    }
}

/// Why the actor cannot make a move on an appeal it has open now; `None` when it can.
pub fn in_the_way(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
) -> Result<Option<Problem>, Problem> {
    if !may_make(work, appeal, action)? {
        return Ok(Some(refusal(appeal)));
    }
    match stands_in_the_way(work, appeal, action) {
        Ok(()) => Ok(None),
        Err(refused @ Problem::Refused { .. }) => Ok(Some(refused)),
        Err(other) => Err(other),
    }
}

/// The moves whose forms are offered to the actor, in the order of the table.
pub fn offered(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Action>, Problem> {
    let mut offered = Vec::new();
    for action in moves_now(work, appeal)? {
        match stands_in_the_way(work, appeal, action) {
            Ok(()) => offered.push(action),
            Err(Problem::Refused { .. }) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(offered)
}
