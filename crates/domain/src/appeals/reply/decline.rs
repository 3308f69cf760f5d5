use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::propose;
use crate::appeals::desk::permitted;
use crate::appeals::nouns::{Appeal, Proposed, Seen};
use crate::office::Work;

/// Proposes a refusal (不予受理) with one of the rules' legal reasons; review lets it go out or not.
pub fn decline(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    reason: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Decline)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if rules.decline_reason(reason).is_none() {
        return Err(Problem::fault("reason", "请选一个理由。"));
    }
    propose(work, appeal, seen, Proposed::Refusal, Some(reason.to_owned()), words)
}
