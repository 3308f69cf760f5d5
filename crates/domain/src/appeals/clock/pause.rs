use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Moment, Problem};

use super::still::{stands_still, tell_running};
use crate::appeals::desk::{Bound, ahead, permitted, record, shown, tell, write, write_if_any};
use crate::appeals::nouns::event::{Paused, Resumed};
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;

/// A stop of the handling clock.
#[derive(Clone, Debug)]
pub struct Pause {
    /// One of the rules' reasons.
    pub reason: String,
    /// Until when at most.
    pub until: Moment,
    /// What is waited for.
    pub words: String,
}

/// The handling clock stands (暂停), for a reason of the rules and no longer than it allows.
pub fn pause(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Pause,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Pause)?;
    stands_still(&appeal)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let reason = rules.casework.pause_reason(&form.reason);
    let reason = reason.ok_or_else(|| Problem::fault("reason", "请选一个暂停的理由。"))?;
    let until = ahead(work, &appeal, "until", form.until, Some(reason.most))?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Paused(Paused { reason: reason.code.clone(), until, words });
    let appeal = record(work, appeal, Some(seen), &event)?;
    let fields = [("reason", reason.name.clone()), ("due", shown(until))];
    tell(work, &appeal, NoticeKind::Paused, &fields)?;
    Ok(appeal)
}

/// The handling clock runs again.
pub fn resume(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Pause)?;
    let words = write_if_any(work, &appeal, "words", words)?;
    let appeal = record(work, appeal, Some(seen), &Event::Resumed(Resumed { words }))?;
    tell_running(work, &appeal)?;
    Ok(appeal)
}
