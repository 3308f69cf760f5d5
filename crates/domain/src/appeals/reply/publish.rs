use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::Problem;

use crate::appeals::desk::{history, permitted, publishable, record, tell};
use crate::appeals::nouns::event::Published;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;

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
