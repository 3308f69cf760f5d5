use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::propose;
use crate::appeals::desk::permitted;
use crate::appeals::nouns::{Appeal, Proposed, Seen};
use crate::office::Work;

/// Proposes to end what turned out, after the assessment began, not to be ours; review lets it go out
/// or not.
pub fn terminate(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    reason: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Terminate)?;
    if work.office.rules_of(appeal.rules)?.rules.decline_reason(reason).is_none() {
        return Err(Problem::fault("reason", "请选一个理由。"));
    }
    propose(work, appeal, seen, Proposed::Refusal, Some(reason.to_owned()), words)
}
