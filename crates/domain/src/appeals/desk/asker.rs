use crate::appeals::nouns::DutyKind;
use xianban_kernel::{Post, Problem, StaffId};

use super::policy::by_mark;
use crate::appeals::nouns::{Appeal, Proposed, State};
use crate::identity::staff_name;
use crate::office::Work;
use crate::organisation::{find_place, grid_of};
use crate::seats::{Reach, reach, sitters, sitters_around};

/// Draws by lot who asks the applicant how it went: somebody who holds the post and had no hand in
/// the matter, nor reviewed it. `None` when nobody is asked, or nobody is left.
pub(crate) fn draw(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<StaffId>, Problem> {
    let State::Reviewing(proposal) = &appeal.state else { return Ok(None) };
    if !matches!(proposal.what, Proposed::Result | Proposed::Answer) {
        return Ok(None);
    }
    let own = work.cx.actor.mark();
    lot(work, appeal, &own)
}

/// Draws somebody who may ask, other than `but`.
pub(crate) fn lot(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    but: &str,
) -> Result<Option<StaffId>, Problem> {
    let mut pool = pool(work, appeal)?;
    pool.retain(|staff| {
        let mark = by_mark(*staff);
        mark != but && appeal.may_be_asked_by(&mark)
    });
    let most = u64::try_from(pool.len()).unwrap_or(0);
    let lot = if most == 0 { 0 } else { work.cx.seed.part(LOT).draw().below(most) };
    Ok(usize::try_from(lot).ok().and_then(|lot| pool.get(lot)).copied())
}

/// The part of a request's seed that the lot is drawn from.
const LOT: u64 = 0x006c_6f74;

/// Who may be drawn: whoever asks at the platform office, and from elsewhere whom the rules name, at units
/// of the same community or street without a part in the matter, such as another grid.
fn pool(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<StaffId>, Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let (unit, round) = (appeal.office.unit, appeal.round);
    let role = set.rules.owing_role(DutyKind::FollowUp, round, appeal.office.kind).cloned();
    let here = role.map(|role| sitters(work, &Post { unit, role })).transpose()?;
    let mut pool = here.unwrap_or_default();
    let drawn = set.rules.duty(DutyKind::FollowUp).map(|rule| rule.drawn.clone());
    let mut part = appeal.parts();
    let place = appeal.place.map(|id| find_place(work.tx, id)).transpose()?.flatten();
    let grid = place.map(|place| grid_of(work.tx, &place)).transpose()?.flatten();
    part.extend(grid.map(|grid| grid.unit));
    for role in drawn.unwrap_or_default() {
        for (unit, people) in sitters_around(work, appeal.receiver.unit, &role)? {
            if !part.contains(&unit) {
                pool.extend(people);
            }
        }
    }
    pool.sort_unstable();
    pool.dedup();
    Ok(pool)
}

/// Whether the actor may ask now: whoever was drawn, or who stands in for him; when neither can be had,
/// anybody outside the handling.
fn may_ask(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    let own = work.cx.actor.staff().map(|staff| staff.id);
    let (Some(drawn), Some(own)) = (appeal.casework.asker, own) else { return Ok(true) };
    if own == drawn {
        return Ok(true);
    }
    Ok(match reach(work, drawn, None)? {
        Reach::Himself => !pool(work, appeal)?.contains(&drawn),
        Reach::StandIn(stand_in) => stand_in == own,
        Reach::Nobody => true,
    })
}

/// Whoever was drawn asks, or who stands in for him; when neither can be had, anybody outside.
pub(crate) fn drawn_or_standing_in(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
) -> Result<(), Problem> {
    let Some(drawn) = appeal.casework.asker else { return Ok(()) };
    if may_ask(work, appeal)? {
        return Ok(());
    }
    let name = staff_name(work, drawn)?.unwrap_or_default();
    let said = format!("这件由抽签抽到的{name}回访，别人不能代替。");
    Err(Problem::refused("drawn_by_lot", format!("{said}他请假时，请他先设好代理人。")))
}
