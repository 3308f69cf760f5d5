use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::Problem;

use crate::appeals::desk::{after, draw, permitted, record, shown, tell};
use crate::appeals::nouns::event::Released;
use crate::appeals::nouns::{Appeal, Event, Proposed, Seen, State};
use crate::office::Work;

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
