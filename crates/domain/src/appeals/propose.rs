use xianban_kernel::Problem;

use super::appeal::Appeal;
use super::casework::Slip;
use super::event::{About, Event, ProposedWords};
use super::likeness;
use super::policy::permitted;
use super::record::record;
use super::state::{Proposed, Seen};
use super::write::{Bound, write};
use crate::office::Work;
use crate::rules::Action;
use crate::trail::Kept;

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

/// Answers at once, without dispatch: a question, or a matter settled on the spot. What it is about
/// is settled with it, as an assessment would.
pub fn answer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    matter: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Answer)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let known = rules.matters_of(appeal.kind).find(|one| one.code() == matter);
    let known = known.ok_or_else(|| Problem::fault("matter", "请选一个类别。"))?;
    let about = About { list: known.list().to_owned(), matter: matter.to_owned() };
    let words = worded(work, &appeal, Proposed::Answer, words)?;
    let (what, reason) = (Proposed::Answer, None);
    let event = Event::Proposed(ProposedWords { what, reason, words, about: Some(about) });
    record(work, appeal, Some(seen), &event)
}

/// The lead unit says it is done and drafts the one reply (报结).
pub fn complete(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Complete)?;
    still_at_work(&appeal)?;
    propose(work, appeal, seen, Proposed::Result, None, words)
}

/// Whether something is still to be done before the one reply.
pub(super) fn still_at_work(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.orders.iter().filter(|order| order.is_live()).count() > 1 {
        let said = "还有协办单位没有反馈，等它们都反馈了再报结。";
        return Err(Problem::refused("assistants_at_work", said));
    }
    if appeal.casework.slips.iter().any(Slip::is_live) {
        let said = "还有任务单没有办完、检查完，等都完成了再报结。";
        return Err(Problem::refused("slips_at_work", said));
    }
    if appeal.casework.disputes.iter().any(|dispute| dispute.ruling.is_none()) {
        let said = "退单还在等裁定，裁定以后再报结。";
        return Err(Problem::refused("ruling_waits", said));
    }
    Ok(())
}

/// Puts words before review; what is still open of the work ends or lapses with it.
pub(super) fn propose(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    seen: Seen,
    what: Proposed,
    reason: Option<String>,
    words: &str,
) -> Result<Appeal, Problem> {
    let words = worded(work, &appeal, what, words)?;
    let event = Event::Proposed(ProposedWords { what, reason, words, about: None });
    record(work, appeal, Some(seen), &event)
}

/// Keeps the words that would go out; of a reply also what a later one is compared with.
fn worded(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    what: Proposed,
    text: &str,
) -> Result<Kept, Problem> {
    let words = write(work, appeal, "words", text, Bound::Answer)?;
    if matches!(what, Proposed::Result | Proposed::Answer) {
        likeness::keep(work, appeal, words.vault, text)?;
    }
    Ok(words)
}
