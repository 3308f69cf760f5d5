use xianban_kernel::Problem;

use super::event::{Event, Withdrawn};
use super::noun::Praise;
use super::record::record;
use super::show::by_no;
use crate::office::Work;

/// Takes one's own praise back: nobody else sees it any more.
pub fn withdraw(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    let praise = own(work, no)?;
    if !praise.is_live() {
        let said = format!("这份表扬现在是“{}”，不用再撤回。", praise.standing.name());
        return Err(Problem::refused("praise_over", said));
    }
    record(work, &praise, None, &Event::Withdrawn(Withdrawn {}))
}

/// The actor's own praise; everybody else's does not exist here.
pub(super) fn own(work: &mut Work<'_, '_>, no: &str) -> Result<Praise, Problem> {
    let mark = work.cx.actor.mark();
    Some(by_no(work, no)?).filter(|praise| praise.giver == mark).ok_or(Problem::NotFound)
}
