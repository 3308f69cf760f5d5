use crate::appeals::nouns::NoticeKind;
use xianban_kernel::{Due, Problem, UnitId};

use crate::appeals::desk::{guard, tell};
use crate::appeals::nouns::{Appeal, Part, handling_due};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// A unit that may have the order: by its duty list, and not the one complained of as lead.
pub(crate) fn given(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    to: UnitId,
    part: Part,
    reason: &str,
) -> Result<(AtUnit, Option<crate::dossier::Kept>), Problem> {
    let to = unit(work.tx, to)?;
    let matter = appeal.matter.clone().unwrap_or_default();
    let overridden = guard(work, appeal, &to, &matter, reason)?;
    let to = AtUnit::of(&to);
    if part == Part::Lead && !appeal.may_lead(to) {
        return Err(Problem::fault("unit", "这件事反映的就是这个单位，不能由它主办。"));
    }
    Ok((to, overridden))
}

/// The applicant hears who leads now, when that changed.
pub(crate) fn tell_lead(work: &mut Work<'_, '_>, appeal: &Appeal, was: i64) -> Result<(), Problem> {
    let Some(lead) = appeal.lead().filter(|lead| lead.n > was) else { return Ok(()) };
    let name = unit(work.tx, lead.unit.unit)?.name;
    let due = handling_due(appeal, &work.office.rules_of(appeal.rules)?);
    let fields = [("unit", name), ("due", due.map(Due::said).unwrap_or_default())];
    tell(work, appeal, NoticeKind::Dispatched, &fields)
}

pub(crate) fn part_of(appeal: &Appeal, order: i64) -> Part {
    let found = appeal.orders.iter().find(|one| one.n == order);
    found.map_or(Part::Assist, |order| order.part)
}
