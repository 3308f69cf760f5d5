use xianban_kernel::Problem;

use super::super::appeal::Appeal;
use super::super::casework::{Reconsidered, Split};
use super::super::event::Event;
use super::super::policy::permitted;
use super::super::propose::propose;
use super::super::record::record;
use super::super::state::{Proposed, Seen};
use super::super::submit::{Filed, file_split};
use super::super::tell::tell;
use super::super::write::{Bound, write};
use super::seats::above;
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{Action, DutyKind, NoticeKind};

/// Proposes to end what turned out, after the assessment began, not to be ours; review lets it go out
/// or not.
pub fn terminate(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    reason: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Terminate)?;
    if work.office.rules_of(appeal.rules)?.rules.decline_reason(reason).is_none() {
        return Err(Problem::fault("reason", "请选一个理由。"));
    }
    propose(work, appeal, seen, Proposed::Refusal, Some(reason.to_owned()), words)
}

/// Proposes to hand over to another district or platform; review lets it go out or not.
pub fn transfer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Transfer)?;
    propose(work, appeal, seen, Proposed::Transfer, None, words)
}

/// Proposes the conclusion after the last round: the reasons, and the next legal channel. It counts as
/// unsatisfied.
pub fn conclude(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Conclude)?;
    propose(work, appeal, seen, Proposed::Conclusion, None, words)
}

/// The applicant objects to a refusal, once and in time; the level above looks at it anew.
pub fn reconsider(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Reconsider)?;
    let late = appeal.casework.object_until.is_none_or(|until| work.cx.at > until);
    if appeal.casework.reconsidered || late {
        let said = "复核只能申请一次，而且要在规定的时间内。您可以按告知的途径去办。";
        return Err(Problem::refused("no_more_reconsidering", said));
    }
    let here = unit(work.tx, appeal.receiver.unit)?;
    let receiver = above(work, &appeal, &here, DutyKind::Accept)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Reconsidered(Reconsidered { words, receiver });
    let appeal = record(work, appeal, Some(seen), &event)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let owed = super::super::duties::duties(&appeal, &set).into_iter().next();
    let due = owed.map(|duty| duty.due.said()).unwrap_or_default();
    let name = unit(work.tx, receiver.unit)?.name;
    tell(work, &appeal, NoticeKind::Reconsidered, &[("unit", name), ("due", due)])?;
    Ok(appeal)
}

/// Makes a second matter in an appeal an appeal of its own, with the same applicant and place.
pub fn split(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    title: &str,
    words: &str,
) -> Result<(Appeal, Filed), Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Split)?;
    if words.trim().is_empty() {
        return Err(Problem::fault("words", "请写清要分出去单独办的是什么事。"));
    }
    let child = file_split(work, &appeal, title, words)?;
    let event = Event::Split(Split { child: child.appeal.id, no: child.appeal.no.clone() });
    let appeal = record(work, appeal, Some(seen), &event)?;
    Ok((appeal, child))
}
