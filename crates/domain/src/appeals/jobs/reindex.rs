use xianban_kernel::Problem;
use xianban_store::{Tx, index_text};

use crate::appeals::rows::{entry, found_by, store};
use crate::dossier::{Dossier, Vault};
use crate::keys::Keys;
use crate::organisation::{district_path, place};

/// Puts an appeal into the full-text index again; one whose words were erased stays out.
pub fn reindex(tx: &mut Tx<'_>, keys: &Keys, dossier: &Dossier) -> Result<(), Problem> {
    let appeal = store::load(tx, dossier.district, dossier.id)?.ok_or(Problem::NotFound)?;
    let vault = Vault::open(tx, keys, appeal.district, appeal.id)?;
    let title = vault.read(tx, appeal.words.title)?;
    let Some(text) = vault.read(tx, appeal.words.text)? else { return Ok(()) };
    let scope = match appeal.place {
        Some(at) => place(tx, at)?.path.to_string(),
        None => district_path(appeal.district),
    };
    let words = found_by(&appeal, &title.unwrap_or_default(), &text);
    Ok(index_text(tx, entry(&appeal, &scope), &words)?)
}
