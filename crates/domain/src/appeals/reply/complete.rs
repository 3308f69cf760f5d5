use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::propose;
use crate::appeals::desk::permitted;
use crate::appeals::nouns::{Appeal, Proposed, Seen, Slip};
use crate::office::Work;

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
pub(crate) fn still_at_work(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.awaits_whistle() {
        let said = "这件事吹了哨，被请的单位还没有办好，等吹哨单有了结果再报结。";
        return Err(Problem::refused("whistle_waits", said));
    }
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
