use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::SupervisionAnswered;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// Says to every superior who urged what is done about it.
pub fn answer_supervision(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::AnswerSupervision)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let answered = SupervisionAnswered { words };
    record(work, appeal, Some(seen), &Event::SupervisionAnswered(answered))
}
