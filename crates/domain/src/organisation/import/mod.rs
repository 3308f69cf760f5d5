//! A district as its staff write it down: places, units, grids, their teams and the staff, as CSV
//! tables or one JSON file. The form is described in `docs/organisation-import.md`.
//!
//! A file goes through four hands, each of which knows nothing of the next: [`Records`] (cells with
//! where they stand), lines (cells read as words of the field), the check against what is there
//! already, and the [`ImportPlan`] of what changes. Nothing is written before all of it fits; what a
//! file leaves out stays as it is.

mod check;
mod eaten;
mod spoken;
mod ground;
mod lines;
mod plan;
mod records;
mod sheet;
mod standing;
mod table;

use crate::organisation::Right;
use std::collections::BTreeMap;

use xianban_kernel::{Context, Fault, Problem};

pub use lines::NAME_MOST;
pub use plan::{ImportPlan, Tally};
pub use records::{Brought, Misfit, Records, Spot};
pub use table::Table;

use self::ground::Ground;
use self::lines::Lines;
use self::standing::Standing;
use crate::identity::{PasswordHash, require};
use crate::ledger::{Subject, history_of};
use crate::office::{Office, Work};
use crate::organisation::carry;

/// What became of reading a file: a plan, or every fault in it.
pub type Planned = Result<ImportPlan, Vec<Misfit>>;

/// Reads what was brought, checks it as a whole against what is there, and plans what changes.
pub fn plan_import(work: &mut Work<'_, '_>, records: &Records) -> Result<Planned, Problem> {
    require(work, Right::ManageOrganisation)?;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let mut misfits = Vec::new();
    let lines = Lines::of(records, &rules, &mut misfits);
    let standing = Standing::around(work, &lines)?;
    check::check(&lines, &standing, &rules, &mut misfits);
    let ground = Ground::of(&lines, &standing);
    ground.check(&mut misfits);
    if misfits.is_empty() {
        let mut plan = ImportPlan::of(&lines, &standing);
        plan.remarks = records.assumed().to_vec();
        plan.remarks.extend(ground.remarks());
        return Ok(Ok(plan));
    }
    misfits.sort_by(|one, other| one.at.cmp(&other.at));
    Ok(Err(misfits))
}

/// Makes all changes of a plan, piece by piece behind people's work; `told` hears how many are made.
/// Cut off half-way it is begun again with the same file: what is there already is not done twice.
pub async fn import(
    office: &Office,
    cx: &Context,
    plan: &ImportPlan,
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

/// What the sender of a form has seen of the thing it is about.
#[derive(Clone, Debug)]
pub enum Seen {
    /// It is to be added; its code stands in this field.
    Nothing(&'static str),
    /// It, and the number of the last change to it.
    Upto(Subject, i64),
    /// Whatever it was: the form only adds to it.
    Whatever,
}

/// Makes the changes that a form asks for.
///
/// # Errors
/// [`Problem::Faults`] by column, [`Problem::Stale`] when somebody else changed it meanwhile.
pub fn amend(
    work: &mut Work<'_, '_>,
    records: &Records,
    seen: &Seen,
    passwords: &BTreeMap<String, PasswordHash>,
) -> Result<(), Problem> {
    let fault = |misfit: Misfit| {
        let field = if misfit.column.is_empty() { "name" } else { misfit.column };
        Fault { field, said: misfit.why }
    };
    let plan = plan_import(work, records)?
        .map_err(|misfits| Problem::Faults(misfits.into_iter().map(fault).collect()))?;
    match seen {
        Seen::Nothing(field) if plan.tallies.iter().any(|(_, tally)| tally.new == 0) => {
            return Err(Problem::fault(field, "已经有了，请换一个；要修改它，请打开它的页面。"));
        }
        Seen::Upto(subject, n) => {
            let now = history_of(work, subject)?.first().map_or(0, |kept| kept.n);
            if now != *n {
                let said = "别人刚刚改过，您的内容没有保存，但都还在下面。";
                return Err(Problem::Stale { said: said.to_owned() });
            }
        }
        Seen::Nothing(_) | Seen::Whatever => {}
    }
    carry(work, &plan.changes, passwords)
}
