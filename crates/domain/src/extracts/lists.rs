use xianban_kernel::{Problem, StaffId};
use xianban_store::params;

use super::noun::Extract;
use super::words::Action;
use crate::dossier::{Dossier, Vault};
use crate::files::File;
use crate::folded::{self, Held};
use crate::office::Work;

/// The extract with this number, for whoever asked for it, and for the auditor who sees who had what.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Extract>, Problem> {
    folded::by_no::<Extract>(work, no, Action::Read)
}

/// What the actor asked for, newest first.
pub fn own(work: &mut Work<'_, '_>, most: i64) -> Result<Vec<Held<Extract>>, Problem> {
    let Some(by) = work.cx.actor.staff().map(|staff| staff.id) else { return Ok(Vec::new()) };
    folded::marked::<Extract>(work, &mark(by), false, most)
}

fn mark(by: StaffId) -> String {
    format!("staff:{by}")
}

/// How many matters were written so far.
pub fn progress(work: &mut Work<'_, '_>, held: &Held<Extract>) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select done from extract_progress where district = $1 and dossier = $2",
        params![held.district, held.id],
    )?;
    row.map_or(Ok(held.rows), |row| Ok(row.get("done")?))
}

/// The name of an extract's workbook, for whoever asked for it.
pub fn sees_file(
    work: &mut Work<'_, '_>,
    dossier: &Dossier,
    _: &File,
) -> Result<Option<String>, Problem> {
    let held = folded::load::<Extract>(work.tx, dossier.id)?;
    if !is_own(work, &held) {
        return Err(Problem::NotFound);
    }
    let Some(name) = held.file_name else { return Ok(None) };
    let vault = Vault::open(work.tx, &work.office.keys, held.district, held.id)?;
    vault.read(work.tx, name)
}

/// Whether the actor asked for it: nobody else has its workbook.
pub fn is_own(work: &Work<'_, '_>, held: &Extract) -> bool {
    work.cx.actor.staff().is_some_and(|staff| staff.id == held.by)
}
