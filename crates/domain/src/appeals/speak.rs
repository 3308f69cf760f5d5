use xianban_kernel::{Due, Problem};

use super::appeal::Appeal;
use super::beside::{Noted, Published, Urged};
use super::duties::{duties, next};
use super::event::{AtUnit, Event, Words};
use super::glance::{history, publishable};
use super::policy::{notes_beside, permitted, seat_for};
use super::record::record;
use super::state::Seen;
use super::tell::tell;
use super::write::{Bound, write};
use crate::office::Work;
use crate::organisation::unit;
use crate::rules::{Action, NoticeKind};

/// Writes an internal note on progress; it stays inside until a second person publishes it.
/// Written from a unit that handles, it counts as handling: its author does not review.
pub fn note(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Note)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let from = seat_for(work, &appeal, Action::Note)?;
    let unit = from.map(|post| unit(work.tx, post.unit)).transpose()?;
    let unit = unit.as_ref().map(AtUnit::of);
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let beside = notes_beside(rules, &appeal, &work.cx.actor);
    record(work, appeal, None, &Event::Noted(Noted { words, unit, beside }))
}

/// Puts what another person wrote (a note, a contact, a report) before the applicant; `entry` is its
/// place in the trail.
pub fn publish(work: &mut Work<'_, '_>, no: &str, entry: i64) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Publish)?;
    let history = history(work, &appeal)?;
    let mark = work.cx.actor.mark();
    if !publishable(&history, &mark).iter().any(|one| one.seq == entry) {
        let own = history.iter().any(|one| one.seq == entry && one.mark == mark);
        return Err(Problem::fault(
            "entry",
            if own {
                "自己写的内容要由另一个人看过再公开。"
            } else {
                "请选一条还没有公开的记录。"
            },
        ));
    }
    let appeal = record(work, appeal, None, &Event::Published(Published { note: entry }))?;
    tell(work, &appeal, NoticeKind::Progress, &[])?;
    Ok(appeal)
}

/// The applicant urges whoever owes the next step (催办), once in the time the rules name.
pub fn urge(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Urge)?;
    if let Some(again) = urged_until(work, &appeal)? {
        let said = format!("您已经催办过，承办单位看得到。{} 以后可以再催一次。", again.said());
        return Err(Problem::refused("urged_already", said));
    }
    let owed = duties(&appeal, &work.office.rules_of(appeal.rules)?);
    let next = next(owed).ok_or_else(|| Problem::broken("an open appeal owed by nobody"))?;
    let to = AtUnit::of(&unit(work.tx, next.unit)?);
    record(work, appeal, None, &Event::Urged(Urged { to }))
}

/// Until when an appeal that was urged may not be urged again.
pub(super) fn urged_until(work: &Work<'_, '_>, appeal: &Appeal) -> Result<Option<Due>, Problem> {
    let Some(last) = appeal.urges.last else { return Ok(None) };
    let set = work.office.rules_of(appeal.rules)?;
    let again = set.rules.limits.urge_again.due(last, &set.calendar);
    Ok((work.cx.at < again.at).then_some(again))
}

/// The applicant adds words to an open appeal.
pub fn supplement(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Supplement)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Supplemented(Words { words }))
}

/// The applicant takes an open appeal back.
pub fn withdraw(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Withdraw)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let appeal = record(work, appeal, Some(seen), &Event::Withdrawn(Words { words }))?;
    tell(work, &appeal, NoticeKind::Withdrawn, &[])?;
    Ok(appeal)
}
