use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{permitted, record};
use crate::appeals::intake::{Filed, file_split};
use crate::appeals::nouns::event::Split;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// Makes a second matter in an appeal an appeal of its own, with the same applicant and place.
pub fn split(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    title: &str,
    words: &str,
) -> Result<(Appeal, Filed), Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Split)?;
    if words.trim().is_empty() {
        return Err(Problem::fault("words", "请写清要分出去单独办的是什么事。"));
    }
    let child = file_split(work, &appeal, title, words)?;
    let event = Event::Split(Split { child: child.appeal.id, no: child.appeal.no.clone() });
    let appeal = record(work, appeal, Some(seen), &event)?;
    Ok((appeal, child))
}
