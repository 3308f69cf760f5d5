use xianban_kernel::{Post, Problem, StaffId};
use xianban_store::params;

use super::appeal::Appeal;
use super::duties::Duty;
use crate::office::Work;
use crate::rules::{Action, DutyKind};
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

impl DutyKind {
    /// The moves that a duty asks for, the one that settles it first.
    pub const fn answers(self) -> &'static [Action] {
        match self {
            Self::Accept => &[Action::Accept],
            Self::Assess => &[Action::Assess],
            Self::Acknowledge => &[Action::Acknowledge],
            Self::Contact | Self::Assist => &[Action::Report],
            Self::Handle => &[Action::Complete, Action::Report],
            Self::Review => &[Action::Release],
            Self::Verify => &[Action::Verify],
            Self::FollowUp => &[Action::FollowUp],
            Self::Call => &[Action::Call],
            Self::Plan => &[Action::Plan],
            Self::Approve => &[Action::Approve],
            Self::Rule => &[Action::Rule],
            Self::Slip => &[Action::DoSlip],
            Self::Check => &[Action::CheckSlip],
            Self::Resume => &[Action::Pause],
            Self::ReviewHold => &[Action::Hold],
            Self::ReviewSpecial => &[Action::FollowSpecial],
            Self::Visit => &[Action::OfferVisit],
            Self::Consult => &[Action::Consult],
            Self::Attend => &[Action::Attend],
            Self::Conclude => &[Action::Conclude],
            Self::FillPool => &[],
        }
    }
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
            own.push(super::store::word(row, &appeal.no, "kind", DutyKind::from_code)?);
        }
    }
    Ok(own)
}
