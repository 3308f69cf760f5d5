use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::SentBack;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// Returns a proposal to those who wrote it, with words for them.
pub fn send_back(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::SendBack)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::SentBack(SentBack { words }))
}
