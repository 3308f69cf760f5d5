use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{permitted, record, write_if_any};
use crate::appeals::nouns::event::VisitAnswered;
use crate::appeals::nouns::{Appeal, Event, Visit};
use crate::office::Work;

/// The applicant says whether the time suits.
pub fn answer_visit(
    work: &mut Work<'_, '_>,
    no: &str,
    visit: i64,
    agreed: bool,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::AnswerVisit)?;
    let open = |one: &Visit| one.n == visit && !one.done;
    if !appeal.casework.visits.iter().any(open) {
        return Err(Problem::refused("no_such_visit", "这次上门已经结束或者取消了。"));
    }
    let words = write_if_any(work, &appeal, "words", words)?;
    record(work, appeal, None, &Event::VisitAnswered(VisitAnswered { visit, agreed, words }))
}
