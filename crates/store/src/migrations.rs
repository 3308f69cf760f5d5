use crate::tx::Engine;
use crate::{Error, Result, Tx, params};

/// Every change of the tables, in order: one a room, and from then on only ever added to.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "ground", include_str!("../migrations/0001_ground.sql")),
    (2, "rules", include_str!("../migrations/0002_rules.sql")),
    (3, "organisation", include_str!("../migrations/0003_organisation.sql")),
    (4, "identity", include_str!("../migrations/0004_identity.sql")),
    (5, "seats", include_str!("../migrations/0005_seats.sql")),
    (6, "dossier", include_str!("../migrations/0006_dossier.sql")),
    (7, "duty", include_str!("../migrations/0007_duty.sql")),
    (8, "notice", include_str!("../migrations/0008_notice.sql")),
    (9, "files", include_str!("../migrations/0009_files.sql")),
    (10, "appeals", include_str!("../migrations/0010_appeals.sql")),
    (11, "content", include_str!("../migrations/0011_content.sql")),
    (12, "phrases", include_str!("../migrations/0012_phrases.sql")),
    (13, "unsent", include_str!("../migrations/0013_unsent.sql")),
    (14, "praise", include_str!("../migrations/0014_praise.sql")),
    (15, "folded", include_str!("../migrations/0015_folded.sql")),
    (18, "teams", include_str!("../migrations/0018_teams.sql")),
    (20, "home", include_str!("../migrations/0020_home.sql")),
    (21, "figures", include_str!("../migrations/0021_figures.sql")),
    (22, "extracts", include_str!("../migrations/0022_extracts.sql")),
    (24, "staged_from", include_str!("../migrations/0024_staged_from.sql")),
    (25, "locks", include_str!("../migrations/0025_locks.sql")),
    (26, "ledger", include_str!("../migrations/0026_ledger.sql")),
    (27, "factors", include_str!("../migrations/0027_factors.sql")),
    (28, "signed", include_str!("../migrations/0028_signed.sql")),
    (29, "lists", include_str!("../migrations/0029_lists.sql")),
    (30, "files_place", include_str!("../migrations/0030_files_place.sql")),
    (31, "machines", include_str!("../migrations/0031_machines.sql")),
    (32, "found", include_str!("../migrations/0032_found.sql")),
];

/// Number of the newest change this program knows.
pub fn newest_known() -> i64 {
    MIGRATIONS.last().map_or(0, |(n, ..)| *n)
}

/// Whether the list of changes made is there at all.
pub(crate) fn laid(tx: &mut Tx<'_>) -> Result<bool> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => "select 1 as n from sqlite_master where name = 'migration'",
        Engine::Postgres(_) => {
            "select 1 as n from pg_class
             where relname = 'migration' and relnamespace = current_schema()::regnamespace"
        }
    };
    Ok(tx.row(sql, params![])?.is_some())
}

/// Runs what this database has not seen yet, up to change `last`; answers how many that were.
/// Nodes that begin at once wait for each other; tables that a newer program made are refused.
pub(crate) fn run(tx: &mut Tx<'_>, last: i64) -> Result<usize> {
    take_turn(tx)?;
    tx.batch("create table if not exists migration (n bigint primary key, name text not null)")?;
    let row = tx.row("select coalesce(max(n), 0) as n from migration", params![])?;
    let (found, known) = (row.map_or(Ok(0), |row| row.get("n"))?, newest_known());
    if found > known {
        return Err(Error::Newer { found, known });
    }
    let mut new = 0;
    for (n, name, sql) in MIGRATIONS.iter().filter(|(n, ..)| *n <= last) {
        if tx.row("select n from migration where n = $1", params![*n])?.is_some() {
            continue;
        }
        tx.batch(sql)?;
        if *n == 1 {
            crate::text_index::lay(tx)?;
        }
        tx.execute("insert into migration (n, name) values ($1, $2)", params![*n, *name])?;
        new += 1;
    }
    Ok(new)
}

/// Whoever migrates holds this lock of the server to the end of its transaction. A change of a large
/// table takes its time, and so does waiting for it.
fn take_turn(tx: &mut Tx<'_>) -> Result<()> {
    match tx.engine() {
        Engine::Sqlite(_) => Ok(()),
        Engine::Postgres(_) => {
            tx.batch("set local lock_timeout = 0; select pg_advisory_xact_lock(7867710810)")
        }
    }
}
