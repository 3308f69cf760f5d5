use xianban_kernel::Problem;
use xianban_store::{Tx, params};

use super::claim::staged_since;
use super::erase::let_object_go;
use crate::office::Work;

/// Lets go what was staged and never sent, up to `most` files; answers how many.
pub fn sweep(work: &mut Work<'_, '_>, most: i64) -> Result<usize, Problem> {
    let since = staged_since(&work.office.rules_at(work.cx.at).rules.forms, work.cx.at);
    let swept = work.tx.rows(
        "delete from file where district = $1 and dossier is null and staged_at <= $2
           and id in (select id from file where district = $1 and dossier is null
             and staged_at <= $2 order by id limit $3)
         returning full_object, thumb_object",
        params![work.office.district, since, most],
    )?;
    for row in &swept {
        let objects: [Option<String>; 2] = [row.get("full_object")?, row.get("thumb_object")?];
        for object in objects.iter().flatten() {
            let_object_go(work.tx, object)?;
        }
    }
    Ok(swept.len())
}

/// Objects to delete, up to `most`.
pub fn let_go(tx: &mut Tx<'_>, most: i64) -> Result<Vec<String>, Problem> {
    let rows = tx.rows(
        "select object from let_go where district = $1 order by object limit $2",
        params![tx.district(), most],
    )?;
    Ok(rows.iter().map(|row| row.get("object")).collect::<Result<_, _>>()?)
}

/// Notes that an object was deleted.
pub fn forget(tx: &mut Tx<'_>, object: &str) -> Result<(), Problem> {
    tx.execute(
        "delete from let_go where district = $1 and object = $2",
        params![tx.district(), object],
    )?;
    Ok(())
}

/// Whether a row needs this object. One that nobody needs, and that is older than a day, is an
/// orphan.
pub fn known(tx: &mut Tx<'_>, object: &str) -> Result<bool, Problem> {
    let row = tx.row(
        "select id from file where district = $1 and full_object = $2
         union select id from file where district = $1 and thumb_object = $2 limit 1",
        params![tx.district(), object],
    )?;
    Ok(row.is_some())
}
