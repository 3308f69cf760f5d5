use xianban_kernel::{Actor, Post, Problem, StaffId, UnitId};

use super::appeal::Appeal;
use super::casework::{Slip, SlipProgress, StopFor, Visit};
use super::moves::{MOVES, Move, Where};
use super::order::{Order, Progress};
use super::state::{Proposed, Seen, Standing, State};
use super::store;
use crate::office::Work;
use crate::organisation::units_below;
use crate::rules::{Action, Reach, Rules};

/// The appeal with this number, for the actor of this work: to everybody else it does not exist.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    if may_open(work, &appeal)? { Ok(appeal) } else { Err(Problem::NotFound) }
}

/// The appeal with this number, if the actor may make this move on it now.
///
/// # Errors
/// [`Problem::NotFound`] for a stranger; a refusal that says why otherwise. A form opened at an older
/// version is let through: recording it tells what changed.
pub(super) fn permitted(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Option<Seen>,
    action: Action,
) -> Result<Appeal, Problem> {
    let appeal = by_no(work, no)?;
    let stale = seen.is_some_and(|seen| seen != Seen(appeal.version));
    if stale || may_make(work, &appeal, action)? { Ok(appeal) } else { Err(refusal(&appeal)) }
}

/// Whether the actor may make a move on an appeal it has open, from the state it is in.
pub fn may_make(work: &Work<'_, '_>, appeal: &Appeal, action: Action) -> Result<bool, Problem> {
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    Ok(allowed(rules, appeal, &work.cx.actor, action))
}

/// The same, as a pure question of rules, appeal and actor.
pub(super) fn allowed(rules: &Rules, appeal: &Appeal, actor: &Actor, action: Action) -> bool {
    let Some(line) = Move::of(action) else { return false };
    if !line.from.contains(&appeal.state.standing()) || !fits(appeal, action) {
        return false;
    }
    let mark = actor.mark();
    let seat = |units: &[UnitId]| {
        let posts = actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
        let here = |post: &&Post| units.contains(&post.unit);
        posts.iter().filter(here).any(|post| rules.role_may(&post.role, action))
    };
    let still_owes = |order: &&Order| order.is_live();
    match line.at {
        Where::Receiver => seat(&[appeal.receiver.unit]),
        Where::Assessor => seat(&[appeal.assessor.unit]),
        Where::Dispatcher => seat(&[appeal.assessor.unit, appeal.office.unit]),
        Where::Lead => appeal.lead().is_some_and(|order| seat(&[order.unit.unit])),
        Where::AnyOrder => {
            let units: Vec<_> =
                appeal.orders.iter().filter(still_owes).map(|o| o.unit.unit).collect();
            seat(&units)
        }
        Where::AnyUnit => {
            // The unit complained of does not see who complains.
            let against = appeal.casework.assessment.against.map(|against| against.unit);
            let hidden = |unit: &UnitId| action == Action::ReadIdentity && against == Some(*unit);
            let units: Vec<_> = units(appeal).into_iter().filter(|unit| !hidden(unit)).collect();
            seat(&units)
        }
        Where::Outside => {
            let asks = line.from.contains(&Standing::FollowingUp);
            let barred = appeal.was_handled_by(&mark) || (asks && appeal.was_reviewed_by(&mark));
            !barred && seat(&[appeal.office.unit])
        }
        Where::Caller => appeal.call.is_some() && seat(&[appeal.office.unit]),
        Where::Applicant => appeal.applicant.as_deref() == Some(&mark) && rules.may(actor, action),
        at => allowed_in_depth(appeal, actor, at, seat),
    }
}

/// The post from which the actor may make a move of [`Where::AnyUnit`].
pub(super) fn seat_for(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
) -> Result<Option<Post>, Problem> {
    seat_for_units(work, appeal, action, &units(appeal))
}

/// The seats of handling in depth.
fn allowed_in_depth(
    appeal: &Appeal,
    actor: &Actor,
    at: Where,
    seat: impl Fn(&[UnitId]) -> bool,
) -> bool {
    let mark = actor.mark();
    match at {
        Where::Carrier => {
            let unit = appeal.lead().map_or(appeal.assessor.unit, |order| order.unit.unit);
            seat(&[unit])
        }
        Where::Approver => seat(&appeal.asked().map(|ask| ask.approver.unit).collect::<Vec<_>>()),
        Where::Ruler => seat(&rulers(appeal)),
        Where::SlipDoer => {
            let doing = |slip: &&Slip| slip.is_live() && slip.progress != SlipProgress::Finished;
            seat(&slips(appeal).filter(doing).map(|slip| slip.to.unit).collect::<Vec<_>>())
        }
        Where::SlipChecker => {
            let done = |slip: &&Slip| {
                let others = slip.done_by.as_deref() != Some(&mark);
                slip.progress == SlipProgress::Finished && others
            };
            let order = |slip: &Slip| appeal.orders.iter().find(|order| order.n == slip.order);
            let units = slips(appeal).filter(done).filter_map(order).map(|order| order.unit.unit);
            seat(&units.collect::<Vec<_>>())
        }
        Where::Follower => appeal.casework.special.is_some_and(|special| {
            let himself = actor.staff().is_some_and(|staff| staff.id == special.person);
            himself && seat(&[special.at.unit])
        }),
        Where::Attendant => {
            let waits = appeal.casework.escalations.iter().filter(|one| !one.attended);
            seat(&waits.map(|one| one.to.unit).collect::<Vec<_>>())
        }
        Where::Mover => appeal.was_handled_by(&mark) && seat(&units(appeal)),
        _ => false,
    }
}

/// How the trail marks a member of staff.
pub(super) fn by_mark(staff: StaffId) -> String {
    format!("staff:{staff}")
}

/// The post at one of `units` from which the actor may do something.
pub(super) fn seat_for_units(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
    units: &[UnitId],
) -> Result<Option<Post>, Problem> {
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let may = |post: &&Post| units.contains(&post.unit) && rules.role_may(&post.role, action);
    Ok(posts.iter().find(may).cloned())
}

/// Whether a note of this actor is words beside the handling, which bar him from nothing: he sits at
/// no unit that handles, or at the platform office in a role that only reviews and asks.
pub(super) fn notes_beside(rules: &Rules, appeal: &Appeal, actor: &Actor) -> bool {
    let posts = actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let (office, units) = (appeal.office.unit, units(appeal));
    let writes =
        |post: &&Post| units.contains(&post.unit) && rules.role_may(&post.role, Action::Note);
    let slips = &appeal.casework.slips;
    let handles = |post: &Post| {
        let only_looks = post.unit == office && !rules.role_may(&post.role, Action::Assess);
        let part = [appeal.receiver.unit, appeal.assessor.unit].contains(&post.unit)
            || appeal.orders.iter().any(|order| order.unit.unit == post.unit)
            || slips.iter().any(|slip| slip.to.unit == post.unit);
        part && !only_looks
    };
    posts.iter().filter(writes).all(|post| !handles(post))
}

/// Every move the actor may make now, in the order of the table: the buttons of the page.
pub fn moves_now(work: &Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Action>, Problem> {
    let mut now = Vec::new();
    for line in MOVES {
        if may_make(work, appeal, line.action)? {
            now.push(line.action);
        }
    }
    Ok(now)
}

/// Whether a move has something to be made on: a result that nobody asked for is verified, everything
/// else is released; a clock that stands for one reason is not stopped for another.
fn fits(appeal: &Appeal, action: Action) -> bool {
    let stopped = appeal.stopped().map(|stop| stop.what);
    match action {
        Action::Verify | Action::Release => {
            let State::Reviewing(proposal) = &appeal.state else { return true };
            let result = matches!(proposal.what, Proposed::Result | Proposed::Answer);
            let verified = !appeal.origin.is_rated() && result;
            verified == (action == Action::Verify)
        }
        Action::Acknowledge => {
            let sent = |order: &Order| order.progress == Progress::Sent && order.is_live();
            appeal.orders.iter().any(sent)
        }
        Action::AnswerVisit => appeal.casework.visits.iter().any(Visit::is_owed),
        Action::Reconsider => {
            appeal.casework.object_until.is_some() && !appeal.casework.reconsidered
        }
        Action::Specialise => appeal.casework.special.is_none(),
        Action::Pause => stopped != Some(StopFor::Hold),
        Action::Hold => stopped != Some(StopFor::Pause),
        Action::Extend => stopped.is_none(),
        _ => true,
    }
}

/// Every unit with a part in an appeal.
fn units(appeal: &Appeal) -> Vec<UnitId> {
    let named = [appeal.receiver.unit, appeal.assessor.unit, appeal.office.unit];
    let slips = appeal.casework.slips.iter().map(|slip| slip.to.unit);
    let follower = appeal.casework.special.map(|special| special.at.unit);
    let orders = appeal.orders.iter().map(|order| order.unit.unit);
    named.into_iter().chain(orders).chain(slips).chain(follower).collect()
}

/// Every unit that may open an appeal, with a part or because something was put before it.
fn readers(appeal: &Appeal) -> Vec<UnitId> {
    let work = &appeal.casework;
    let asks = work.asks.iter().map(|ask| ask.approver.unit);
    let disputes = work.disputes.iter().map(|dispute| dispute.ruler.unit);
    let told = work.escalations.iter().map(|one| one.to.unit);
    let shared = work.shares.iter().map(|unit| unit.unit);
    units(appeal).into_iter().chain(asks).chain(disputes).chain(told).chain(shared).collect()
}

/// Units that have to rule on a returned order.
fn rulers(appeal: &Appeal) -> Vec<UnitId> {
    let open = appeal.casework.disputes.iter().filter(|dispute| dispute.ruling.is_none());
    open.map(|dispute| dispute.ruler.unit).collect()
}

fn slips(appeal: &Appeal) -> impl Iterator<Item = &Slip> {
    appeal.casework.slips.iter()
}

pub(super) fn refusal(appeal: &Appeal) -> Problem {
    let said = format!(
        "这件诉求现在是“{}”，这一步不能由您来办：可能轮到别的单位，也可能您经手过，需要另一个人来办。",
        appeal.state.standing().name()
    );
    Problem::refused("not_your_move", said)
}

/// Whether the actor may open an appeal at all.
pub(super) fn may_open(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    let staff = match &work.cx.actor {
        Actor::System => return Ok(true),
        Actor::Guest => return Ok(false),
        actor @ (Actor::Resident(_) | Actor::Service(_)) => {
            let rules = &work.office.rules_of(appeal.rules)?.rules;
            let own = appeal.applicant.as_deref() == Some(&actor.mark());
            return Ok(own && rules.may(actor, Action::ReadCase));
        }
        Actor::Staff(staff) => staff,
    };
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let units = readers(appeal);
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, Action::ReadCase)) {
        let within = match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::Nothing => false,
            Reach::Unit => takes_part(appeal, post.unit, &units),
            Reach::Below => {
                let below = units_below(work.tx, post.unit)?;
                takes_part(appeal, post.unit, &units)
                    || below.iter().any(|unit| takes_part(appeal, *unit, &units))
            }
            Reach::District => true,
        };
        if within {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The platform office is named in every appeal, but only its district-wide roles read them all.
fn takes_part(appeal: &Appeal, unit: UnitId, units: &[UnitId]) -> bool {
    let received = [appeal.receiver.unit, appeal.assessor.unit].contains(&unit);
    received || (unit != appeal.office.unit && units.contains(&unit))
}
