use xianban_kernel::Problem;

use super::appeal::Appeal;
use super::event::{Event, ProposedWords};
use super::policy::permitted;
use super::record::record;
use super::state::{Proposed, Seen};
use super::write::{Bound, write};
use crate::office::Work;
use crate::rules::Action;

/// Proposes a refusal (不予受理) with one of the rules' legal reasons; review lets it go out or not.
pub fn decline(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    reason: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Decline)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if rules.decline_reason(reason).is_none() {
        return Err(Problem::fault("reason", "请选一个理由。"));
    }
    propose(work, appeal, seen, Proposed::Refusal, Some(reason.to_owned()), words)
}

/// Answers at once, without dispatch: a question, or a matter settled on the spot.
pub fn answer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Answer)?;
    propose(work, appeal, seen, Proposed::Answer, None, words)
}

/// The lead unit says it is done and drafts the one reply (报结).
pub fn complete(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Complete)?;
    if appeal.lead().is_some() && appeal.orders.iter().filter(|order| order.is_live()).count() > 1 {
        let said = "还有协办单位没有反馈，等它们都反馈了再报结。";
        return Err(Problem::refused("assistants_at_work", said));
    }
    propose(work, appeal, seen, Proposed::Result, None, words)
}

fn propose(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    seen: Seen,
    what: Proposed,
    reason: Option<String>,
    words: &str,
) -> Result<Appeal, Problem> {
    let words = write(work, &appeal, "words", words, Bound::Answer)?;
    record(work, appeal, Some(seen), &Event::Proposed(ProposedWords { what, reason, words }))
}
