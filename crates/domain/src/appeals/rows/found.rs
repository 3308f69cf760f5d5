use xianban_kernel::Problem;
use xianban_store::index_text;

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
    Ok(index_text(work.tx, appeal.id.value(), scope, appeal.filed_at, &words)?)
}

/// The district in the tree of places, `37/3702/370212`: the scope of what has no place.
pub(crate) fn district_path(district: i64) -> String {
    format!("{}/{}/{district}", district / 10_000, district / 100)
}
