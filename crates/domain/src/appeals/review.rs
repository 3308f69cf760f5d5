use xianban_kernel::{Moment, Problem, TimeLimit};

use super::appeal::Appeal;
use super::event::{Event, Released, Verified, Words};
use super::follow_up::draw;
use super::policy::permitted;
use super::record::record;
use super::state::{Proposed, Seen, State};
use super::tell::tell;
use super::write::{Bound, shown, write};
use crate::office::Work;
use crate::rules::{Action, NoticeKind, RuleSet};

/// Lets a reply or a refusal go out (审核): the only way either reaches the applicant.
pub fn release(work: &mut Work<'_, '_>, no: &str, seen: Seen) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Release)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let kind = match &appeal.state {
        State::Reviewing(proposal) if proposal.what == Proposed::Transfer => {
            NoticeKind::Transferred
        }
        State::Reviewing(proposal) if proposal.what == Proposed::Conclusion => {
            NoticeKind::Conclusion
        }
        _ => NoticeKind::Released,
    };
    let reason = match &appeal.state {
        State::Reviewing(proposal) if proposal.what == Proposed::Refusal => proposal.reason.clone(),
        _ => None,
    };
    let until = after(&set, work.cx.at, set.rules.limits.rating_window);
    let asker = draw(work, &appeal)?;
    let appeal = record(work, appeal, Some(seen), &Event::Released(Released { until, asker }))?;
    let due = shown(until);
    match reason.and_then(|code| set.rules.decline_reason(&code).cloned()) {
        None => tell(work, &appeal, kind, &[("due", due)])?,
        Some(reason) => {
            let phones = reason.channels.iter().map(|c| format!("{} {}", c.name, c.phone));
            let channel =
                phones.map(|phone| phone.trim().to_owned()).collect::<Vec<_>>().join("；");
            let fields = [
                ("reason", reason.name),
                ("told", reason.told),
                ("channel", channel),
                ("due", due),
            ];
            tell(work, &appeal, NoticeKind::Declined, &fields)?;
        }
    }
    Ok(appeal)
}

/// Returns a proposal to those who wrote it, with words for them.
pub fn send_back(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::SendBack)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, Some(seen), &Event::SentBack(Words { words }))
}

/// Looks on site where no resident asked (核查): solved closes it, unsolved sends it back.
pub fn verify(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    solved: bool,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Verify)?;
    let set = work.office.rules_of(appeal.rules)?.clone();
    let rework_until = after(&set, work.cx.at, set.rules.limits.rework_window);
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Verified(Verified { solved, words, rework_until });
    record(work, appeal, Some(seen), &event)
}

/// The end of a limit that begins now.
pub(super) fn after(set: &RuleSet, at: Moment, limit: TimeLimit) -> Moment {
    limit.due(at, &set.calendar).at
}
