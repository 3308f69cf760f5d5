use crate::appeals::nouns::NoticeKind;
use xianban_kernel::Problem;

use crate::appeals::desk::tell;
use crate::appeals::nouns::{Appeal, duties};
use crate::office::Work;
use crate::organisation::{AtUnit, UnitKind, superior, unit};

/// Whether the round that ends is the second that did not satisfy: the next is supervised.
pub(crate) const fn failed_twice(appeal: &Appeal) -> bool {
    appeal.round >= 2
}

/// Who leads a new round: the unit above the one that answers for the round that ends, at least the
/// community. Above what answers to the district itself stands the platform office: the district has
/// no desk of its own.
pub(crate) fn leader(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<AtUnit, Problem> {
    let answering = unit(work.tx, appeal.answering().unit)?;
    let above = superior(work.tx, &answering)?;
    let above = above.filter(|above| above.kind != UnitKind::District);
    Ok(above.map_or(appeal.office, |above| AtUnit::of(&above)))
}

pub(crate) fn tell_round(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    leader: AtUnit,
) -> Result<(), Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let first = duties(appeal, &set).into_iter().next();
    let fields = [
        ("round", appeal.round.to_string()),
        ("unit", unit(work.tx, leader.unit)?.name),
        ("due", first.map(|duty| duty.due.said()).unwrap_or_default()),
    ];
    tell(work, appeal, NoticeKind::Rework, &fields)
}
