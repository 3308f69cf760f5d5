use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, StaffId, UnitId};
use xianban_store::params;

use crate::appeals::nouns::Appeal;
use crate::identity::posts_of;
use crate::office::Work;

/// People whose role at one of the district's units may make a move, by unit and name: account, name,
/// unit. Those who are named for a task are chosen from them.
pub fn able(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    action: Action,
) -> Result<Vec<(StaffId, String, UnitId)>, Problem> {
    let rows = work.tx.rows(
        "select distinct unit.id as unit, staff.name, staff.id, post.role
         from unit join post on post.district = unit.district \
         and post.unit = unit.id join staff on staff.district = unit.district and staff.id = post.staff
         where unit.district = $1 and unit.closed_at is null and staff.disabled_at is null
         and post.from_at <= $2 and (post.until_at is null or post.until_at > $2)
         order by unit.id, staff.name, staff.id, post.role",
        params![appeal.district, work.cx.at],
    )?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let mut found: Vec<(StaffId, String, UnitId)> = Vec::new();
    for row in &rows {
        let one = (row.get("id")?, row.get("name")?, row.get("unit")?);
        if rules.role_may(&row.get("role")?, action) && found.last() != Some(&one) {
            found.push(one);
        }
    }
    Ok(found)
}

/// Whether a person's role at a unit may make a move.
pub(crate) fn is_able(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    (person, at): (StaffId, UnitId),
    action: Action,
) -> Result<bool, Problem> {
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let may = |post: &xianban_kernel::Post| post.unit == at && rules.role_may(&post.role, action);
    Ok(posts_of(work, person)?.iter().any(may))
}
