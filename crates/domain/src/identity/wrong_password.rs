//! Wrong passwords, by account and by whom they come from: a device the account was opened on before,
//! or a network address. Whoever fails locks himself out, nobody else.

use xianban_kernel::{Moment, Problem, StaffId};
use xianban_store::params;

use super::lockout::Lockout;
use super::source::Source;
use crate::office::Work;

/// Whether `source` failed so often that it has to wait.
pub(super) fn is_locked(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    source: &Source,
) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select at from wrong_password
         where district = $1 and staff = $2 and source = $3 and locked_until > $4",
        params![work.tx.district(), staff, source.print, work.cx.at],
    )?;
    Ok(row.is_some())
}

/// Counts a failure, and locks when the rule says so.
pub(super) fn count(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    source: &Source,
    lockout: Lockout,
) -> Result<(), Problem> {
    let row = work.tx.row(
        "select failed from wrong_password where district = $1 and staff = $2 and source = $3",
        params![work.tx.district(), staff, source.print],
    )?;
    let failed: i64 = row.map_or(Ok(0), |row| row.get("failed"))?;
    let (failed, locked_until): (i64, Option<Moment>) = lockout.after(failed, work.cx.at);
    work.tx.execute(
        "insert into wrong_password (district, staff, source, failed, locked_until, at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (district, staff, source) do update set failed = excluded.failed,
           locked_until = excluded.locked_until, at = excluded.at",
        params![work.tx.district(), staff, source.print, failed, locked_until, work.cx.at],
    )?;
    Ok(())
}

/// Forgets the failures of one source, or of all.
pub(super) fn forgive(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    source: Option<&Source>,
) -> Result<(), Problem> {
    let print = source.map(|source| source.print);
    let of = if print.is_some() { " and source = $3" } else { "" };
    let sql = format!("delete from wrong_password where district = $1 and staff = $2{of}");
    let district = work.tx.district();
    match print {
        Some(print) => work.tx.execute(&sql, params![district, staff, print])?,
        None => work.tx.execute(&sql, params![district, staff])?,
    };
    Ok(())
}
