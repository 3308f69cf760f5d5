use xianban_kernel::Problem;

use super::appeal::Appeal;
use super::event::{Event, Words};
use super::policy::permitted;
use super::record::record;
use super::state::Seen;
use super::tell::tell;
use super::write::{Bound, write};
use crate::office::Work;
use crate::rules::{Action, NoticeKind};

/// Writes an internal note on progress; it stays inside until a second person publishes it.
pub fn note(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Note)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Noted(Words { words }))
}

/// The applicant adds words to an open appeal.
pub fn supplement(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Supplement)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Supplemented(Words { words }))
}

/// The applicant takes an open appeal back.
pub fn withdraw(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Withdraw)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let appeal = record(work, appeal, Some(seen), &Event::Withdrawn(Words { words }))?;
    tell(work, &appeal, NoticeKind::Withdrawn, &[])?;
    Ok(appeal)
}
