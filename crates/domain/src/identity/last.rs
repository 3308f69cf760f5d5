//! The platform office is where every ladder of seats ends: who dispatches there, who reviews there and
//! who manages accounts there is never the last to go, and one of each has no day on which he ends.

use crate::identity::Right;
use xianban_kernel::{Post, Problem, Role};
use xianban_store::params;

use crate::office::Work;
use crate::organisation::{UnitKind, units_of};

/// The seats of the platform office that have to be kept up, those that somebody holds for good now.
pub(super) fn kept_up(work: &mut Work<'_, '_>) -> Result<Vec<Post>, Problem> {
    let offices = units_of(work.tx, work.office.district, UnitKind::PlatformOffice)?;
    let Some(office) = offices.first() else { return Ok(Vec::new()) };
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let at = UnitKind::PlatformOffice;
    let owed = [rules.head_at(at).cloned(), rules.reviewer_at(at).cloned()];
    let keeps = rules.roles.iter().filter(|rule| rule.may(Right::ManageAccounts));
    let roles = owed.into_iter().flatten().chain(keeps.map(|rule| rule.code.clone()));
    let mut held = Vec::new();
    for role in roles {
        let seat = Post { unit: office.id, role };
        if is_held(work, &seat)? {
            held.push(seat);
        }
    }
    Ok(held)
}

/// That the same seats are still held for good, after something changed.
///
/// # Errors
/// A refusal that names the seat; what was changed is rolled back with it.
pub(super) fn still_kept_up(work: &mut Work<'_, '_>, held: &[Post]) -> Result<(), Problem> {
    for seat in held {
        if !is_held(work, seat)? {
            return Err(last(work, &seat.role));
        }
    }
    Ok(())
}

fn last(work: &Work<'_, '_>, role: &Role) -> Problem {
    let rules = &work.office.rules_at(work.cx.at).rules;
    let name = rules.role(role).map_or(role.code(), |rule| rule.name.as_str());
    let said = format!(
        "平台办公室只剩这一位长期在岗的“{name}”，没有他，没人接的事就没有人管了。请先再任命一位，再来办这一步。"
    );
    Problem::refused("last_of_the_office", said)
}

/// Whether an account in use holds a seat from now on without an end.
fn is_held(work: &mut Work<'_, '_>, seat: &Post) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select 1 as one from post join staff on staff.district = post.district \
         and staff.id = post.staff
         where post.district = $1 and post.unit = $2 and post.role = $3 and post.from_at <= $4
           and post.until_at is null and staff.disabled_at is null limit 1",
        params![work.tx.district(), seat.unit, seat.role, work.cx.at],
    )?;
    Ok(row.is_some())
}
