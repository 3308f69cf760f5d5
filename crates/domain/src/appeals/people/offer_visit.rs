use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Moment, Problem};

use crate::appeals::desk::{Bound, ahead, permitted, record, seat_for, shown, tell, write};
use crate::appeals::nouns::event::{VisitDone, VisitOffered};
use crate::appeals::nouns::{Appeal, Event, Seen, Visit};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Offers to come at a time (预约上门); the applicant answers.
pub fn offer_visit(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    at: Moment,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::OfferVisit)?;
    if appeal.casework.visits.iter().any(Visit::is_owed) {
        return Err(Problem::refused("visit_waits", "已经约了一次上门，办完或者改期以后再约。"));
    }
    let at = ahead(work, &appeal, "at", at, None)?;
    let post = seat_for(work, &appeal, Action::OfferVisit)?.ok_or(Problem::NotFound)?;
    let by = unit(work.tx, post.unit)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::VisitOffered(VisitOffered { by: AtUnit::of(&by), at, words });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell(work, &appeal, NoticeKind::VisitOffered, &[("unit", by.name), ("due", shown(at))])?;
    Ok(appeal)
}

/// Writes down that the visit was made, or why it was not.
pub fn make_visit(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::OfferVisit)?;
    let visit = appeal.casework.visits.iter().find(|visit| visit.is_owed());
    let none = || Problem::refused("no_such_visit", "现在没有约好的上门。");
    let visit = visit.ok_or_else(none)?.n;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::VisitDone(VisitDone { visit, words }))
}
