use xianban_kernel::{Actor, Post, Problem};

use super::appeal::Appeal;
use super::moves::Move;
use super::store;
use crate::office::Work;
use crate::organisation::units_below;
use crate::rules::{Action, Reach};

/// The appeal with this number, for the actor of this work: to everybody else it does not exist.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let appeal = store::by_no(work.tx, work.office.district, no)?.ok_or(Problem::NotFound)?;
    if may_open(work, &appeal)? { Ok(appeal) } else { Err(Problem::NotFound) }
}

/// Whether the actor may make a move on an appeal it has open, from the state it is in.
pub fn may_make(work: &Work<'_, '_>, appeal: &Appeal, action: Action) -> Result<bool, Problem> {
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let fits = Move::of(action).is_some_and(|line| line.from.contains(&appeal.state));
    Ok(fits && seated(work, appeal).any(|post| rules.role_may(&post.role, action)))
}

/// The actor's posts at the unit the appeal belongs to.
fn seated<'a>(work: &'a Work<'_, '_>, appeal: &'a Appeal) -> impl Iterator<Item = &'a Post> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    posts.iter().filter(|post| post.unit == appeal.receiver.unit)
}

fn may_open(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<bool, Problem> {
    match &work.cx.actor {
        Actor::System => Ok(true),
        Actor::Guest => Ok(false),
        Actor::Resident(_) | Actor::Service(_) => {
            Ok(appeal.applicant.as_deref() == Some(&work.cx.actor.mark()))
        }
        Actor::Staff(staff) => {
            let rules = &work.office.rules_of(appeal.rules)?.rules;
            for post in staff.posts.iter().filter(|p| rules.role_may(&p.role, Action::ReadCase)) {
                let reach = rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach);
                let within = match reach {
                    Reach::Nothing => false,
                    Reach::Unit => post.unit == appeal.receiver.unit,
                    Reach::Below => {
                        post.unit == appeal.receiver.unit
                            || units_below(work.tx, post.unit)?.contains(&appeal.receiver.unit)
                    }
                    Reach::District => true,
                };
                if within {
                    return Ok(true);
                }
            }
            Ok(false)
        }
    }
}
