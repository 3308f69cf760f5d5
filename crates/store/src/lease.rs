//! Work that only one node may do at a time.

use xianban_kernel::Moment;

use crate::node::silent_since;
use crate::{Result, Tx, params};

/// Takes or renews the lease `name` for `owner` until `until`; `false` while another holds it. One
/// statement compares and sets, so of two nodes one gets it.
///
/// Nodes read their own clocks: a lease keeps work from being done twice, it does not guard data. One that
/// ends further ahead than twice its length was taken by a clock that ran ahead, and is void; so is the
/// lease of a node whose last sign of life is too old.
pub fn hold_lease(
    tx: &mut Tx<'_>,
    name: &str,
    owner: &str,
    at: Moment,
    until: Moment,
) -> Result<bool> {
    let never = until.plus_millis(until.millis() - at.millis());
    let touched = tx.execute(
        "insert into lease (name, owner, until) values ($1, $2, $3)
         on conflict (name) do update set owner = excluded.owner, until = excluded.until
           where lease.owner = excluded.owner or lease.until <= $4 or lease.until > $5
             or exists (select 1 from node
                        where node.district = $6 and node.name = lease.owner and node.at < $7)",
        params![name, owner, until, at, never, tx.district(), silent_since(at)],
    )?;
    Ok(touched == 1)
}

/// Gives the lease back, so that the next node need not wait for its end.
pub fn give_lease_back(tx: &mut Tx<'_>, name: &str, owner: &str) -> Result<()> {
    tx.execute("delete from lease where name = $1 and owner = $2", params![name, owner])?;
    Ok(())
}

/// Ends a lease, whoever had it: for a program that knows it is alone.
pub fn void_lease(tx: &mut Tx<'_>, name: &str) -> Result<()> {
    tx.execute("delete from lease where name = $1", params![name])?;
    Ok(())
}
