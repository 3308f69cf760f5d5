use crate::appeals::nouns::{Action, CountReason};
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, refusal, write};
use crate::appeals::nouns::event::CountObjected;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;

/// Objects to how an appeal is counted in the rates (计数异议), by the unit whose rates they are or the one
/// above: it should be left out, or, where it was, be counted in again. It only adds: nothing changes
/// until somebody else has ruled.
pub fn object_count(
    work: &mut Work<'_, '_>,
    no: &str,
    reason: Option<CountReason>,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::ObjectCount)?;
    no_objection(&appeal)?;
    let (_, unit) = appeal.counts_for().ok_or_else(|| refusal(&appeal))?;
    let wanted = appeal.counting().other();
    let reason = reason
        .filter(|reason| wanted.reasons().contains(reason))
        .ok_or_else(|| Problem::fault("reason", "请选一个理由。"))?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = CountObjected { wanted, reason, unit, words };
    record(work, appeal, None, &Event::CountObjected(event))
}

/// Whether an objection may be made: one at a time.
pub(crate) fn no_objection(appeal: &Appeal) -> Result<(), Problem> {
    let Some(waits) = appeal.objection() else { return Ok(()) };
    let said = format!(
        "这件已经有一条计数异议在等裁定（申请{}），裁定以后才能再提。",
        waits.wanted.name()
    );
    Err(Problem::refused("objection_waits", said))
}
