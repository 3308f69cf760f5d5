use xianban_kernel::{DossierId, FileId, Problem};
use xianban_store::{Tx, params};

use super::file::of_dossier;
use super::kind::Part;

/// Destroys every file of a dossier: key, salt and names; its objects are let go and deleted by the
/// schedule. Answers the files that were still there. The rows stay and say that something was.
pub fn erase(tx: &mut Tx<'_>, district: i64, dossier: DossierId) -> Result<Vec<FileId>, Problem> {
    let mut erased = Vec::new();
    for file in of_dossier(tx, district, dossier)? {
        if file.is_erased() {
            continue;
        }
        for part in [Part::Full, Part::Thumb] {
            if let Some(object) = file.object(part) {
                let_object_go(tx, object)?;
            }
        }
        tx.execute(
            "update file set salt = null, wrapped = null, full_object = null, thumb_object = null,
               name = null
             where district = $1 and id = $2",
            params![district, file.id],
        )?;
        erased.push(file.id);
    }
    Ok(erased)
}

pub(super) fn let_object_go(tx: &mut Tx<'_>, object: &str) -> Result<(), Problem> {
    tx.execute(
        "insert into let_go (district, object) values ($1, $2) on conflict do nothing",
        params![tx.district(), object],
    )?;
    Ok(())
}
