use std::collections::BTreeSet;

use xianban_kernel::{DossierId, FileId, Problem};
use xianban_store::Tx;

use super::file::{KeptFile, of_dossier};
use crate::dossier::Broken;
use crate::keys::Keys;

/// What the events of a dossier say of its files.
pub struct Claimed {
    /// Each with who brought it, as the trail marks people.
    pub kept: Vec<(KeptFile, String)>,
    /// Those that were destroyed.
    pub erased: BTreeSet<FileId>,
}

/// Compares the files of a dossier, rows and objects, with what its events say; `fetch` gives the bytes
/// of an object.
pub(crate) fn verify(
    keys: &Keys,
    tx: &mut Tx<'_>,
    id: DossierId,
    claimed: &Claimed,
    fetch: &dyn Fn(&str) -> Option<Vec<u8>>,
) -> Result<Option<Broken>, Problem> {
    let broken = |place: &str, why: &str| {
        Ok(Some(Broken { place: format!("dossier {id} file {place}"), why: why.to_owned() }))
    };
    let district = tx.district();
    let rows = match of_dossier(tx, district, id) {
        Ok(rows) => rows,
        Err(error) => return broken("row", &error.to_string()),
    };
    let named: BTreeSet<FileId> = claimed.kept.iter().map(|(kept, _)| kept.file).collect();
    if let Some(row) = rows.iter().find(|row| !named.contains(&row.id)) {
        return broken(&row.id.to_string(), "is in no event");
    }
    for (kept, actor) in &claimed.kept {
        let place = kept.file.to_string();
        let Some(row) = rows.iter().find(|row| row.id == kept.file) else {
            return broken(&place, "is gone");
        };
        let whole = if claimed.erased.contains(&row.id) {
            row.is_erased()
        } else {
            row.holds(keys, kept, fetch)
        };
        if !whole || !row.is_row_of(kept, actor) {
            return broken(&place, "is not what its event says");
        }
    }
    Ok(None)
}
