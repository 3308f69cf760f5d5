use std::collections::BTreeSet;

use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, Post, Problem, StaffId, UnitId};

use super::readers::may_open;
use crate::appeals::nouns::seats::Needs;
use crate::appeals::nouns::{
    Appeal, MOVES, Move, Order, Progress, Proposed, Seen, Slip, SlipProgress, Standing, State,
    StopFor, Visit, Where,
};
use crate::appeals::rows::store;
use crate::duty::lifted_to;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, superior, unit};
use crate::rules::Rules;
use crate::seats;
use crate::seats::Reach;

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
pub(crate) fn permitted(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Option<Seen>,
    action: Action,
) -> Result<Appeal, Problem> {
    let appeal = by_no(work, no)?;
    let stale = seen.is_some_and(|seen| seen != Seen(appeal.version));
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let mover = Mover::before(work, &appeal)?;
    if !stale && !allowed(&rules, &appeal, &mover, action) {
        return Err(refusal(&appeal));
    }
    work.seat = mover.seat_of_another(&rules, &appeal, action);
    Ok(appeal)
}

/// Somebody before one appeal, with the seats he acts from there.
pub(crate) struct Mover {
    actor: Actor,
    /// His own seats, those he borrows, and those whose duty on this appeal stands with him.
    seats: Vec<Post>,
    borrowed: Vec<Post>,
    /// Whether he may take the place of whoever was named to follow a hard matter.
    follows: bool,
    /// The units above the one that has the appeal, as far as one of his roles urges on from there.
    over: Vec<UnitId>,
    /// The unit in whose rates the appeal counts and the one above, as far as one of his roles objects.
    counts: Vec<UnitId>,
}

impl Mover {
    fn is(&self, person: Option<StaffId>) -> bool {
        person.is_some() && self.actor.staff().map(|staff| staff.id) == person
    }

    fn without_seats(actor: Actor) -> Self {
        let (seats, borrowed, over, counts) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Self { actor, seats, borrowed, follows: false, over, counts }
    }

    /// The actor as he is, at his own seats.
    #[cfg(test)]
    pub(crate) fn plain(actor: &Actor) -> Self {
        let seats = actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
        Self { seats, ..Self::without_seats(actor.clone()) }
    }

    /// The actor of this work before an appeal.
    pub(crate) fn before(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Self, Problem> {
        let actor = work.cx.actor.clone();
        let Some(staff) = actor.staff().cloned() else { return Ok(Self::without_seats(actor)) };
        let (mut seats, mut borrowed) = (staff.posts.to_vec(), staff.borrowed.to_vec());
        for seat in lifted_to(work.tx, appeal.id, &staff)? {
            if !seats.contains(&seat) {
                seats.push(seat.clone());
                borrowed.push(seat);
            }
        }
        let follows = match appeal.casework.special {
            Some(special) if special.person != staff.id => {
                match seats::reach(work, special.person, Some(special.at.unit))? {
                    Reach::Himself => false,
                    Reach::StandIn(stand_in) => stand_in == staff.id,
                    Reach::Nobody => true,
                }
            }
            _ => false,
        };
        let over = overseers(work, appeal, &seats)?;
        let counts = objecting(work, appeal, &seats)?;
        Ok(Self { actor, seats, borrowed, follows, over, counts })
    }

    /// The same person at these seats alone.
    fn at(&self, seats: Vec<Post>) -> Self {
        let (actor, over, counts) = (self.actor.clone(), self.over.clone(), self.counts.clone());
        Self { actor, seats, borrowed: Vec::new(), follows: self.follows, over, counts }
    }

    /// The seat of somebody else from which he makes a move, when none of his own would do.
    fn seat_of_another(&self, rules: &Rules, appeal: &Appeal, action: Action) -> Option<Post> {
        if self.borrowed.is_empty() {
            return None;
        }
        let own = |seat: &&Post| !self.borrowed.contains(seat);
        let seats = self.seats.iter().filter(own).cloned().collect();
        let alone = self.at(seats);
        if allowed(rules, appeal, &alone, action) {
            return None;
        }
        let with = |seat: &&Post| allowed(rules, appeal, &self.at(vec![(*seat).clone()]), action);
        self.borrowed.iter().find(with).cloned()
    }
}

/// The units above the one that has an appeal; nothing when none of `seats` may urge it on or list it.
fn overseers(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    seats: &[Post],
) -> Result<Vec<UnitId>, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let oversees = |post: &Post| {
        let may = |action| rules.role_may(&post.role, action);
        may(Action::Supervise) || may(Action::List)
    };
    let mut over = Vec::new();
    let oversees = seats.iter().any(oversees);
    let mut next = if oversees { above_holder(work, appeal)? } else { None };
    while let Some(one) = next {
        over.push(one.id);
        next = superior(work.tx, &one)?;
    }
    Ok(over)
}

fn above_holder(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<Unit>, Problem> {
    let holder = unit(work.tx, appeal.holder().unit)?;
    superior(work.tx, &holder)
}

/// The unit in whose rates an appeal counts and the one above it; nothing when none of `seats` may object.
fn objecting(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    seats: &[Post],
) -> Result<Vec<UnitId>, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let may = |post: &Post| rules.role_may(&post.role, Action::ObjectCount);
    let Some((_, at)) = appeal.counts_for().filter(|_| seats.iter().any(may)) else {
        return Ok(Vec::new());
    };
    let counted = unit(work.tx, at.unit)?;
    let above = superior(work.tx, &counted)?;
    Ok([at.unit].into_iter().chain(above.map(|above| above.id)).collect())
}

/// Whether the actor may make a move on an appeal it has open, from the state it is in.
pub fn may_make(work: &mut Work<'_, '_>, appeal: &Appeal, action: Action) -> Result<bool, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let mover = Mover::before(work, appeal)?;
    Ok(allowed(&rules, appeal, &mover, action))
}

/// The same, as a pure question of rules, appeal and mover.
pub(crate) fn allowed(rules: &Rules, appeal: &Appeal, mover: &Mover, action: Action) -> bool {
    let Some(line) = Move::of(action) else { return false };
    if !line.from.contains(&appeal.state.standing()) || !fits(appeal, line.needs) {
        return false;
    }
    let (actor, mark) = (&mover.actor, mover.actor.mark());
    let seat = |units: &[UnitId]| {
        let here = |post: &&Post| units.contains(&post.unit);
        mover.seats.iter().filter(here).any(|post| rules.role_may(&post.role, action))
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
        Where::AnyUnit if action == Action::ReadIdentity => seat(&told_who(rules, appeal)),
        Where::AnyUnit => seat(&appeal.parts()),
        Where::Outside => {
            let asks = line.from.contains(&Standing::FollowingUp);
            let barred = appeal.was_handled_by(&mark) || (asks && !appeal.may_be_asked_by(&mark));
            // Whoever was drawn from elsewhere asks from his own seat.
            let drawn = asks && mover.is(appeal.casework.asker) && rules.may(actor, action);
            !barred && (drawn || seat(&[appeal.office.unit]))
        }
        Where::Caller => appeal.call.is_some() && seat(&[appeal.office.unit]),
        Where::Applicant => appeal.applicant.as_deref() == Some(&mark) && rules.may(actor, action),
        at => allowed_in_depth(appeal, mover, at, seat),
    }
}

/// The units with a part that may read who the applicant is: not the one complained of, none of a kind
/// that reaches him through the community only, such as a property company.
fn told_who(rules: &Rules, appeal: &Appeal) -> Vec<UnitId> {
    let against = appeal.casework.assessment.against.map(|against| against.unit);
    let relayed = |at: &AtUnit| rules.casework.relay_only.contains(&at.kind);
    let orders = appeal.orders.iter().map(|order| &order.unit).filter(|at| relayed(at));
    let slips = appeal.casework.slips.iter().map(|slip| &slip.to).filter(|at| relayed(at));
    let hidden: BTreeSet<UnitId> = orders.chain(slips).map(|at| at.unit).chain(against).collect();
    appeal.parts().into_iter().filter(|unit| !hidden.contains(unit)).collect()
}

/// The post from which the actor may make a move of [`Where::AnyUnit`].
pub(crate) fn seat_for(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
) -> Result<Option<Post>, Problem> {
    let units = if action == Action::ReadIdentity {
        told_who(&work.office.rules_of(appeal.rules)?.rules, appeal)
    } else {
        appeal.parts()
    };
    seat_for_units(work, appeal, action, &units)
}

/// The seats of handling in depth.
fn allowed_in_depth(
    appeal: &Appeal,
    mover: &Mover,
    at: Where,
    seat: impl Fn(&[UnitId]) -> bool,
) -> bool {
    let mark = mover.actor.mark();
    match at {
        Where::Carrier => {
            let unit = appeal.holder().unit;
            seat(&[unit])
        }
        Where::Approver => {
            let others = appeal.asked().filter(|ask| !ask.is_by(&mark));
            seat(&others.map(|ask| ask.approver.unit).collect::<Vec<_>>())
        }
        Where::Ruler => seat(&rulers(appeal, &mark)),
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
            (mover.is(Some(special.person)) || mover.follows) && seat(&[special.at.unit])
        }),
        Where::Attendant => {
            let waits = appeal.casework.escalations.iter().filter(|one| !one.attended);
            seat(&waits.map(|one| one.to.unit).collect::<Vec<_>>())
        }
        Where::Overseer => seat(&[appeal.assessor.unit, appeal.office.unit]) || seat(&mover.over),
        Where::Urged => {
            appeal.unanswered().any(|one| one.by != mark) && seat(&[appeal.holder().unit])
        }
        Where::Counted => {
            let unit = appeal.counts_for().map(|(_, by)| by.unit);
            unit.is_some_and(|unit| seat(&[unit])) || seat(&mover.counts)
        }
        Where::CountRuler => {
            let others = appeal.objection().is_some_and(|one| one.by != mark);
            others && !appeal.was_handled_by(&mark) && seat(&[appeal.office.unit])
        }
        Where::Mover => appeal.was_handled_by(&mark) && seat(&appeal.parts()),
        _ => false,
    }
}

/// How the trail marks a member of staff.
pub(crate) fn by_mark(staff: StaffId) -> String {
    format!("staff:{staff}")
}

/// The post at one of `units` from which the actor may do something.
pub(crate) fn seat_for_units(
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
pub(crate) fn notes_beside(rules: &Rules, appeal: &Appeal, actor: &Actor) -> bool {
    let posts = actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let (office, units) = (appeal.office.unit, appeal.parts());
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
pub fn moves_now(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<Action>, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let mover = Mover::before(work, appeal)?;
    let may = |action: &Action| allowed(&rules, appeal, &mover, *action);
    Ok(MOVES.iter().map(|line| line.action).filter(may).collect())
}

/// The units from whose seats the actor acts on this appeal.
pub(crate) fn units_here(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<UnitId>, Problem> {
    let mover = Mover::before(work, appeal)?;
    Ok(mover.seats.iter().map(|seat| seat.unit).collect())
}

/// Whether a move has what it needs, as far as the appeal alone says: a result that nobody asked for is
/// verified, everything else is released; a clock that stands for one reason is not stopped for another.
fn fits(appeal: &Appeal, needs: Needs) -> bool {
    let stopped = appeal.stopped().map(|stop| stop.what);
    let reviewed = |as_result: bool| {
        let State::Reviewing(proposal) = &appeal.state else { return true };
        let result = matches!(proposal.what, Proposed::Result | Proposed::Answer);
        (!appeal.origin.is_rated() && result) == as_result
    };
    match needs {
        Needs::ResultNobodyAskedFor => reviewed(true),
        Needs::WordsForSomebody => reviewed(false),
        // A later round is the leader's: who received the first no longer settles it alone.
        Needs::FirstHand => appeal.round == 1 || appeal.state == State::Submitted,
        Needs::SentOrder => {
            let sent = |order: &Order| order.progress == Progress::Sent && order.is_live();
            appeal.orders.iter().any(sent)
        }
        Needs::TakenRating => appeal.disownable().is_some(),
        Needs::OwedVisit => appeal.casework.visits.iter().any(Visit::is_owed),
        Needs::TimeToObject => {
            appeal.casework.object_until.is_some() && !appeal.casework.reconsidered
        }
        Needs::Countable => appeal.counts_for().is_some(),
        Needs::NotSpecial => appeal.casework.special.is_none(),
        Needs::NoHold => stopped != Some(StopFor::Hold),
        Needs::NoPause => stopped != Some(StopFor::Pause),
        Needs::ExtensionLeft => stopped.is_none(),
        // Their own verbs say what is missing (`lists/offer`).
        Needs::WorkedOff
        | Needs::RoomForPlan
        | Needs::ReturnableOrder
        | Needs::MovableOrder
        | Needs::Experts
        | Needs::AskToAnswer
        | Needs::Asker
        | Needs::Nothing => true,
    }
}

/// Units that have to rule on an order that somebody else returned.
fn rulers(appeal: &Appeal, mark: &str) -> Vec<UnitId> {
    let open = appeal.casework.disputes.iter().filter(|dispute| dispute.ruling.is_none());
    let open = open.filter(|dispute| dispute.by.as_deref() != Some(mark));
    open.map(|dispute| dispute.ruler.unit).collect()
}

fn slips(appeal: &Appeal) -> impl Iterator<Item = &Slip> {
    appeal.casework.slips.iter()
}

pub(crate) fn refusal(appeal: &Appeal) -> Problem {
    let said = format!(
        "这件诉求现在是“{}”，这一步不能由您来办：可能轮到别的单位，也可能您经手过，需要另一个人来办。",
        appeal.state.standing().name()
    );
    Problem::refused("not_your_move", said)
}
