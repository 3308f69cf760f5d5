//! A district as its staff write it down: places, units, grids, their teams and the staff, as CSV
//! tables or one JSON file. The form is described in `docs/organisation-import.md`.
//!
//! A file goes through four hands, each of which knows nothing of the next: [`Records`] (cells with
//! where they stand), lines (cells read as words of the field), the check against what is there
//! already, and the [`Plan`] of what changes. Nothing is written before all of it fits; what a file
//! leaves out stays as it is.

mod check;
mod lines;
mod plan;
mod records;
mod standing;
mod table;

use std::collections::BTreeMap;

use xianban_kernel::{Context, Problem};

pub use plan::{Plan, Tally};
pub use records::{Brought, Misfit, Records, Spot};
pub use table::Table;

use self::lines::Lines;
use self::standing::Standing;
use crate::identity::{PasswordHash, require};
use crate::office::{Office, Work};
use crate::organisation::carry;
use crate::rules::Action;

/// What became of reading a file: a plan, or every fault in it.
pub type Planned = Result<Plan, Vec<Misfit>>;

/// Reads what was brought, checks it as a whole against what is there, and plans what changes.
pub fn plan(work: &mut Work<'_, '_>, records: &Records) -> Result<Planned, Problem> {
    require(work, Action::ManageOrganisation)?;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let mut misfits = Vec::new();
    let lines = Lines::of(records, &rules, &mut misfits);
    let standing = Standing::around(work, &lines)?;
    check::check(&lines, &standing, &rules, &mut misfits);
    if misfits.is_empty() {
        return Ok(Ok(Plan::of(&lines, &standing)));
    }
    misfits.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(Err(misfits))
}

/// Makes all changes of a plan, piece by piece behind people's work; `told` hears how many are made.
/// Cut off half-way it is begun again with the same file: what is there already is not done twice.
pub async fn carry_out(
    office: &Office,
    cx: &Context,
    plan: &Plan,
    passwords: &BTreeMap<String, PasswordHash>,
    mut told: impl FnMut(usize),
) -> Result<(), Problem> {
    for (n, piece) in (0..).zip(plan.pieces()) {
        let (made, passwords) = (piece.len(), passwords.clone());
        let verb = move |work: &mut Work<'_, '_>| carry(work, &piece, &passwords);
        office.write_later(&cx.part(n), verb).await?;
        told(made);
    }
    Ok(())
}
