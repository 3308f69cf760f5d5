use crate::appeals::nouns::Action;
use xianban_kernel::{Actor, Problem, Staff};

use crate::appeals::nouns::Appeal;
use crate::duty::lifted_to;
use crate::office::Work;
use crate::organisation::units_below;
use crate::rules::Reach;
use crate::search::Sight;

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
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, Action::ReadCase)) {
        let within = match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::Nothing => false,
            Reach::Unit => appeal.is_read_at(post.unit),
            Reach::Below => {
                let below = units_below(work.tx, post.unit)?;
                appeal.is_read_at(post.unit) || below.iter().any(|unit| appeal.is_read_at(*unit))
            }
            Reach::District => true,
        };
        if within {
            return Ok(true);
        }
    }
    // What stands with somebody by name, or further up than its seat, is opened by whom it stands with.
    Ok(appeal.named_people().any(|named| named == staff.id)
        || !lifted_to(work.tx, appeal.id, staff)?.is_empty())
}

/// What of all appeals the actor may open, as a condition for lists.
pub fn sight(work: &mut Work<'_, '_>) -> Result<Sight, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let Actor::Staff(staff) = work.cx.actor.clone() else { return Ok(Sight::default()) };
    if !rules.may(&work.cx.actor, Action::ReadCase) {
        return Ok(Sight::default());
    }
    let mut units = Vec::new();
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, Action::ReadCase)) {
        match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::District => return Ok(Sight::everything()),
            Reach::Below => units.extend(units_below(work.tx, post.unit)?),
            Reach::Unit => {}
            Reach::Nothing => continue,
        }
        units.push(post.unit);
    }
    units.sort_unstable();
    units.dedup();
    Ok(Sight::of(Some(staff.id), &units, staff.posts.to_vec()))
}
