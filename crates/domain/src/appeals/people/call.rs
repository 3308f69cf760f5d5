use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Actor, Problem};

use crate::appeals::desk::{Bound, by_no, permitted, record, write};
use crate::appeals::nouns::event::{Called, Undelivered};
use crate::appeals::nouns::{Appeal, Event};
use crate::dossier::Dossier;
use crate::office::Work;

/// What somebody who rang up an applicant writes down.
#[derive(Clone, Debug)]
pub struct Call {
    /// Whether he was reached.
    pub reached: bool,
    /// What was said, or what was tried.
    pub words: String,
}

/// Writes down a call to an applicant whom a notice did not reach. One that reached nobody is owed
/// again, as often as the rules say.
pub fn call(work: &mut Work<'_, '_>, no: &str, form: &Call) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Call)?;
    let most = work.office.rules_of(appeal.rules)?.rules.limits.calls_at_most;
    let again = !form.reached && appeal.call.is_some_and(|call| call.tries + 1 < most);
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    record(work, appeal, None, &Event::Called(Called { reached: form.reached, words, again }))
}

/// Notes that a notice did not arrive: somebody owes the applicant a call now.
///
/// # Errors
/// [`Problem::NotFound`] to anybody but the program.
pub fn undelivered(work: &mut Work<'_, '_>, about: &Dossier, notice: &str) -> Result<(), Problem> {
    if work.cx.actor != Actor::System {
        return Err(Problem::NotFound);
    }
    let notice = NoticeKind::from_code(notice).ok_or_else(|| Problem::broken("notice kind"))?;
    let appeal = by_no(work, &about.no)?;
    record(work, appeal, None, &Event::Undelivered(Undelivered { notice })).map(drop)
}
