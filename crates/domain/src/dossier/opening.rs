use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Tx, params};

use super::row::{Dossier, change_readers};
use super::vault::{Kept, Sealed, Vault};
use crate::keys::Keys;

/// A dossier about to be opened: its key is drawn, and what is kept waits to be written with its row.
pub struct Opening {
    vault: Vault,
    kept: Vec<Sealed>,
}

impl Opening {
    /// Begins with an empty vault under a new key; nothing is written yet.
    pub fn begin(tx: &mut Tx<'_>, keys: &Keys, district: i64, id: DossierId) -> Self {
        Self { vault: Vault::fresh(tx.draw(), keys, district, id), kept: Vec::new() }
    }

    /// Keeps `value`; the answer goes into the first event's payload.
    pub fn keep(&mut self, tx: &mut Tx<'_>, value: &str) -> Result<Kept, Problem> {
        let (kept, sealed) = self.vault.sealed(tx.draw(), value)?;
        self.kept.push(sealed);
        Ok(kept)
    }

    /// Writes row, key, values and readers; `false` when its row or its number is taken and others
    /// must be drawn.
    pub fn write(
        self,
        tx: &mut Tx<'_>,
        dossier: &Dossier,
        readers: &BTreeSet<String>,
    ) -> Result<bool, Problem> {
        let wrapped = self.vault.wrapped(tx.draw())?;
        let touched = tx.execute(
            "insert into dossier (district, id, kind, no, title, words, place, where_said, unit, sort,
               list, begun_at, key)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict do nothing",
            params![
                dossier.district,
                dossier.id,
                dossier.kind,
                dossier.no,
                dossier.title,
                dossier.words,
                dossier.place,
                dossier.where_said,
                dossier.unit,
                dossier.sort,
                dossier.list,
                dossier.begun_at,
                wrapped,
            ],
        )?;
        if touched == 0 {
            return Ok(false);
        }
        for sealed in &self.kept {
            self.vault.insert(tx, sealed)?;
        }
        change_readers(tx, dossier, &BTreeSet::new(), readers)?;
        Ok(true)
    }
}
