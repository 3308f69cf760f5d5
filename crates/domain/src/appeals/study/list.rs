use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::{Listed, Unlisted};
use crate::appeals::nouns::{Appeal, Event, Seen, Why};
use crate::office::Work;

/// Puts an appeal on a list: the public board (挂牌), the hard matters, the supervised ones.
pub fn list(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    why: Why,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    if appeal.is_listed(why) {
        return Err(Problem::fault("why", "已经在这个清单上。"));
    }
    if why == Why::Board && !appeal.public {
        let said = "诉求人没有同意公开，不能挂到公开的牌上。";
        return Err(Problem::fault("why", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Listed(Listed { why, words }))
}

/// Takes an appeal off a list.
pub fn unlist(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    why: Why,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::List)?;
    if !appeal.is_listed(why) {
        return Err(Problem::fault("why", "不在这个清单上。"));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Unlisted(Unlisted { why, words }))
}
