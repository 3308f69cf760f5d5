use xianban_kernel::{Moment, Problem};
use xianban_store::{Result, Tx, params};

use super::Keys;

/// The key's only row.
const ROW: i64 = 1;

/// Whether rows of this database may already be sealed under some key: a key file that is missing
/// then must be brought back, never drawn anew.
pub fn is_marked(tx: &mut Tx<'_>) -> Result<bool> {
    Ok(tx.row("select mark from key_mark where id = $1", params![ROW])?.is_some())
}

/// Marks a fresh database with this key, and refuses one that was marked with another.
pub fn take_on(tx: &mut Tx<'_>, keys: &Keys, at: Moment) -> std::result::Result<(), Problem> {
    tx.execute(
        "insert into key_mark (id, mark, marked_at) values ($1, $2, $3) on conflict do nothing",
        params![ROW, keys.mark(), at],
    )?;
    belongs(tx, keys)
}

/// Refuses a database that is not marked with this key.
pub fn belongs(tx: &mut Tx<'_>, keys: &Keys) -> std::result::Result<(), Problem> {
    let row = tx.row("select mark from key_mark where id = $1", params![ROW])?;
    let found: Option<[u8; 32]> = row.map(|row| row.get("mark")).transpose()?;
    if found == Some(keys.mark()) {
        return Ok(());
    }
    Err(Problem::broken(
        "this database was written under another key: bring back the key file that belongs to it",
    ))
}
