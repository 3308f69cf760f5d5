use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Due, Problem};

use crate::appeals::desk::{
    Bound, permitted, record, shown, tell, units_here, write, write_if_any,
};
use crate::appeals::nouns::event::{Granted, Refused};
use crate::appeals::nouns::{Appeal, Ask, AskFor, Event, Seen, handling_due};
use crate::office::Work;

/// A superior agrees to a plan, an extension or a hold.
pub fn answer_ask(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    ask: i64,
    words: &str,
) -> Result<Appeal, Problem> {
    let (appeal, asked) = waiting(work, no, seen, ask)?;
    let words = write_if_any(work, &appeal, "words", words)?;
    let event = Event::Granted(Granted { ask: asked.n, words });
    let appeal = record(work, appeal, Some(seen), &event)?;
    match asked.what {
        AskFor::Plan { .. } | AskFor::Identity { .. } => {}
        AskFor::Extension { .. } => {
            let set = work.office.rules_of(appeal.rules)?;
            let due = handling_due(&appeal, &set).map(Due::said).unwrap_or_default();
            let fields = [("due", due), ("words", asked.words.to_string())];
            tell(work, &appeal, NoticeKind::Extended, &fields)?;
        }
        AskFor::Hold { review_on } => {
            let fields = [("due", shown(review_on)), ("words", asked.words.to_string())];
            tell(work, &appeal, NoticeKind::Held, &fields)?;
        }
    }
    Ok(appeal)
}

/// A superior does not agree, and says why.
pub fn refuse_ask(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    ask: i64,
    words: &str,
) -> Result<Appeal, Problem> {
    let (appeal, asked) = waiting(work, no, seen, ask)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::Refused(Refused { ask: asked.n, words }))
}

/// What waits for the actor's answer under this number.
fn waiting(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    ask: i64,
) -> Result<(Appeal, Ask), Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Approve)?;
    let gone = || Problem::fault("ask", "请选一项还在等审批的事项。");
    let asked = answerable(work, &appeal)?.into_iter().find(|one| one.n == ask);
    Ok((appeal, asked.ok_or_else(gone)?))
}

/// What waits for the actor's answer: what was put before one of his units, and not by himself.
pub fn answerable(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Ask>, Problem> {
    let (units, mark) = (units_here(work, appeal)?, work.cx.actor.mark());
    let own = |one: &&Ask| units.contains(&one.approver.unit) && !one.is_by(&mark);
    Ok(appeal.asked().filter(own).cloned().collect())
}
