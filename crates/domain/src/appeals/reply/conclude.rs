use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::propose;
use crate::appeals::desk::permitted;
use crate::appeals::nouns::{Appeal, Proposed, Seen};
use crate::office::Work;

/// Proposes the conclusion after the last round: the reasons, and the next legal channel. It counts as
/// unsatisfied.
pub fn conclude(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Conclude)?;
    propose(work, appeal, seen, Proposed::Conclusion, None, words)
}
