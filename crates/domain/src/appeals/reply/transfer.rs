use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::propose;
use crate::appeals::desk::permitted;
use crate::appeals::nouns::{Appeal, Proposed, Seen};
use crate::office::Work;

/// Proposes to hand over to another district or platform; review lets it go out or not.
pub fn transfer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Transfer)?;
    propose(work, appeal, seen, Proposed::Transfer, None, words)
}
