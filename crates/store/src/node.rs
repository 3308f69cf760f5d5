//! Nodes that serve a district, by their signs of life.

use xianban_kernel::Moment;

use crate::tx::Engine;
use crate::{Result, Tx, params};

/// A node that has been silent for longer than this serves no more.
const SILENT_MILLIS: i64 = 10_000;

/// What a node finds when it gives a sign of life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alive {
    /// Nodes that gave one lately, this one included.
    pub nodes: i64,
    /// What the database's own clock shows, where it has one.
    pub engine: Option<Moment>,
}

/// Whoever gave no sign of life since then serves no more at `at`.
pub(crate) fn silent_since(at: Moment) -> Moment {
    at.plus_millis(-SILENT_MILLIS)
}

/// Writes that the node `name`, begun at `began`, lives at `at`.
pub fn give_sign(tx: &mut Tx<'_>, name: &str, at: Moment, began: Moment) -> Result<Alive> {
    tx.execute(
        "insert into node (district, name, at, began_at) values ($1, $2, $3, $4)
         on conflict (district, name) do update set at = excluded.at",
        params![tx.district(), name, at, began],
    )?;
    let since = silent_since(at);
    let row = tx.row(
        "select count(*) as n from node where district = $1 and at >= $2",
        params![tx.district(), since],
    )?;
    let nodes = row.map_or(Ok(1), |row| row.get("n"))?;
    Ok(Alive { nodes, engine: engine_clock(tx)? })
}

/// A node leaves; those that left without a word a day before `at` go with it.
pub fn take_leave(tx: &mut Tx<'_>, name: &str, at: Moment) -> Result<()> {
    let long_gone = at.plus_hours(-24);
    tx.execute(
        "delete from node where district = $1 and (name = $2 or at < $3)",
        params![tx.district(), name, long_gone],
    )?;
    Ok(())
}

fn engine_clock(tx: &mut Tx<'_>) -> Result<Option<Moment>> {
    if matches!(tx.engine(), Engine::Sqlite(_)) {
        return Ok(None);
    }
    let sql = "select cast(extract(epoch from clock_timestamp()) * 1000 as bigint) as now";
    tx.row(sql, params![])?.map(|row| row.get("now")).transpose()
}
