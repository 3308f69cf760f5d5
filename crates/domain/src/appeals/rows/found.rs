use xianban_kernel::Problem;
use xianban_store::{Entry, index_text};

use super::face::KIND;

use crate::appeals::nouns::Appeal;
use crate::office::Work;

/// What an appeal is found by: the day and the number of its number, title and words.
pub(crate) fn found_by(appeal: &Appeal, title: &str, text: &str) -> String {
    let day = appeal.no.trim_start_matches(|sign: char| sign.is_ascii_alphabetic());
    format!("{} {day} {title} {text}", appeal.no)
}

/// Lets the words be found by those whose reach covers `scope`.
pub(crate) fn index(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    scope: &str,
    (title, text): (&str, &str),
) -> Result<(), Problem> {
    let words = found_by(appeal, title, text);
    Ok(index_text(work.tx, entry(appeal, scope), &words)?)
}

/// Where an appeal stands in the index.
pub(crate) fn entry<'a>(appeal: &Appeal, scope: &'a str) -> Entry<'a> {
    Entry { id: appeal.id.value(), kind: KIND, scope, at: appeal.filed_at }
}
