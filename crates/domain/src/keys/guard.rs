use xianban_kernel::{Moment, Problem};
use xianban_store::{Tx, params};

use super::Keys;

/// Ties a database to its key: the first start writes the key's mark, every later start compares
/// it. Another key is refused, before it seals anything that the right key could not open.
pub fn tie_to_key(tx: &mut Tx<'_>, keys: &Keys, at: Moment) -> Result<(), Problem> {
    tx.execute(
        "insert into key_mark (id, mark, made_at) values (1, $1, $2) on conflict (id) do nothing",
        params![keys.mark(), at],
    )?;
    let row = tx.row("select mark from key_mark where id = 1", params![])?;
    let mark: Option<[u8; 32]> = row.map(|row| row.get("mark")).transpose()?;
    if mark == Some(keys.mark()) {
        return Ok(());
    }
    Err(Problem::broken(
        "this database was made with another key than the one given: restore the key file saved \
         with it; a new key cannot open what is there",
    ))
}
