use crate::appeals::nouns::Action;
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{Bound, ahead, permitted, record, write};
use crate::appeals::nouns::event::SpecialReviewed;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;

/// The named person's look at the matter, and when he looks next.
pub fn follow_special(
    work: &mut Work<'_, '_>,
    no: &str,
    review_on: Moment,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::FollowSpecial)?;
    let most = work.office.rules_of(appeal.rules)?.rules.casework.special_review;
    let review_on = ahead(work, &appeal, "review_on", review_on, Some(most))?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::SpecialReviewed(SpecialReviewed { words, review_on });
    record(work, appeal, None, &event)
}
