use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Attended;
use crate::appeals::nouns::{Appeal, Escalation, Event};
use crate::office::Work;

/// A superior looked into what is overdue, and says what is to be done.
pub fn attend(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Attend)?;
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let units: Vec<UnitId> = posts.iter().map(|post| post.unit).collect();
    let own = |one: &&Escalation| !one.attended && units.contains(&one.to.unit);
    let found = appeal.casework.escalations.iter().find(own).map(|one| one.n);
    let none = || Problem::refused("nothing_overdue", "没有要您过问的超期事项。");
    let escalation = found.ok_or_else(none)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Attended(Attended { escalation, words }))
}
