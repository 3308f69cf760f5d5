use xianban_kernel::{Actor, Problem, Staff, UnitId};

use crate::appeals::nouns::Appeal;
use crate::appeals::rows::owed;
use crate::office::Work;
use crate::organisation::units_below;
use crate::rules::{Action, Reach};

/// Every unit with a part in an appeal.
pub(crate) fn units(appeal: &Appeal) -> Vec<UnitId> {
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

/// Whether the actor may open an appeal at all.
pub(crate) fn may_open(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    match &work.cx.actor {
        Actor::System => Ok(true),
        Actor::Guest => Ok(false),
        actor @ (Actor::Resident(_) | Actor::Service(_)) => {
            let own = appeal.applicant.as_deref() == Some(&actor.mark());
            Ok(own && rules.may(actor, Action::ReadCase))
        }
        actor @ Actor::Staff(staff) => {
            // Whoever had a hand in it finds it again: his own report, what he declined.
            let own = appeal.hands.contains_key(&actor.mark());
            if own && rules.may(actor, Action::ReadCase) {
                return Ok(true);
            }
            let staff = staff.clone();
            within_reach(work, appeal, &staff)
        }
    }
}

fn within_reach(work: &mut Work<'_, '_>, appeal: &Appeal, staff: &Staff) -> Result<bool, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
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
    // What stands with somebody by name, or further up than its seat, is opened by whom it stands with.
    Ok(appeal.casework.names(staff.id) || !owed::lifted_to(work.tx, appeal, staff)?.is_empty())
}

/// The platform office is named in every appeal, but only its district-wide roles read them all.
fn takes_part(appeal: &Appeal, unit: UnitId, units: &[UnitId]) -> bool {
    let received = [appeal.receiver.unit, appeal.assessor.unit].contains(&unit);
    received || (unit != appeal.office.unit && units.contains(&unit))
}
