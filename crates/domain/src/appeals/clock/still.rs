use crate::appeals::nouns::NoticeKind;
use xianban_kernel::{Due, Problem};

use crate::appeals::desk::tell;
use crate::appeals::nouns::{Appeal, handling_due};
use crate::office::Work;

pub(crate) fn stands_still(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.stopped().is_none() {
        return Ok(());
    }
    Err(Problem::refused("stopped", "办理时限已经停着，先恢复，再办这一步。"))
}

pub(crate) fn tell_running(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<(), Problem> {
    let due = handling_due(appeal, &work.office.rules_of(appeal.rules)?);
    tell(work, appeal, NoticeKind::Resumed, &[("due", due.map(Due::said).unwrap_or_default())])
}
