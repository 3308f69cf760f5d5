use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Supplemented;
use crate::appeals::nouns::{Appeal, Event};
use crate::identity::{Knock, knock_as_resident};
use crate::office::Work;

/// The applicant adds words to an open appeal.
pub fn supplement(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Supplement)?;
    knock_as_resident(work, Knock::SupplementOfOne)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Supplemented(Supplemented { words }))
}
