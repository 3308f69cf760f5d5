use crate::appeals::nouns::NoticeKind;
use xianban_kernel::{DossierId, Moment, Problem};

use crate::appeals::desk::{after, record, shown, tell};
use crate::appeals::nouns::event::ClosedUnrated;
use crate::appeals::nouns::{Event, Seen};
use crate::appeals::rows::store;
use crate::office::Work;

/// Closes an appeal whose window for rating is over; answers whether it did. Unrated is not satisfied.
pub(crate) fn close_unrated(work: &mut Work<'_, '_>, id: DossierId) -> Result<bool, Problem> {
    let appeal = store::load(work.tx, work.office.district, id)?.ok_or(Problem::NotFound)?;
    if appeal.state.closes_at().is_none_or(|until| work.cx.at <= until) {
        return Ok(false);
    }
    let set = work.office.rules_of(appeal.rules)?.clone();
    let rework_until: Moment = after(&set, work.cx.at, set.rules.limits.rework_window);
    let seen = Some(Seen(appeal.version));
    let appeal = record(work, appeal, seen, &Event::Closed(ClosedUnrated { rework_until }))?;
    tell(work, &appeal, NoticeKind::ClosedUnrated, &[("due", shown(rework_until))])?;
    Ok(true)
}
