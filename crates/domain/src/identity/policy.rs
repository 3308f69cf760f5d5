use xianban_kernel::{Actor, Problem};

use crate::office::Work;
use crate::rules::ActionWord;

/// Whether the actor may do this by the rules of today. The program itself may, for whoever runs it
/// owns the machine. To others what they may not do does not exist.
pub(crate) fn require(work: &Work<'_, '_>, action: impl ActionWord) -> Result<(), Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    match &work.cx.actor {
        Actor::System => Ok(()),
        Actor::Guest => Err(Problem::LoginNeeded),
        actor if rules.may(actor, action) => Ok(()),
        _ => Err(Problem::NotFound),
    }
}
