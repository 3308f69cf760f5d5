use xianban_kernel::{Post, Problem, StaffId};
use xianban_store::params;

use crate::appeals::nouns::{Appeal, Duty};
use crate::appeals::rows::store;
use crate::office::Work;
use crate::rules::DutyKind;
use crate::seats::stands_for;

/// With whom a duty stands instead of its own seat, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Nobody sits there; this seat stands for it.
    Empty(Post),
    /// Everybody there had a hand in it; it stands at this seat.
    Barred(Post),
}

/// Where the ladder of seats ended for a duty of an appeal; `None` when somebody of its own seat has
/// it.
pub fn instead(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    duty: &Duty,
) -> Result<Option<Instead>, Problem> {
    let row = work.tx.row(
        "select at_unit, at_role from duty
         where district = $1 and appeal = $2 and kind = $3 and work_order = $4 and lifted = 1",
        params![appeal.district, appeal.id, duty.kind.code(), duty.order],
    )?;
    if let Some(row) = row {
        let at = Post { unit: row.get("at_unit")?, role: row.get("at_role")? };
        return Ok(Some(Instead::Barred(at)));
    }
    let seat = Post { unit: duty.unit, role: duty.role.clone() };
    let to = stands_for(work, &seat)?;
    Ok(to.map(Instead::Empty))
}

/// What of an appeal stands with the actor himself, the most urgent first.
pub fn own_duties(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Vec<DutyKind>, Problem> {
    let Some(staff) = work.cx.actor.staff().cloned() else { return Ok(Vec::new()) };
    let rows = work.tx.rows(
        "select kind, at_unit, at_role, person from duty
         where district = $1 and appeal = $2 and barred not like $3 order by due, kind",
        params![appeal.district, appeal.id, format!("%,{},%", staff.id)],
    )?;
    let mut own = Vec::new();
    for row in &rows {
        let at = Post { unit: row.get("at_unit")?, role: row.get("at_role")? };
        let named: Option<StaffId> = row.get("person")?;
        if named == Some(staff.id) || staff.posts.contains(&at) {
            own.push(store::word(row, &appeal.no, "kind", DutyKind::from_code)?);
        }
    }
    Ok(own)
}
