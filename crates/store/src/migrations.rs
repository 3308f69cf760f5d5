use crate::tx::Engine;
use crate::{Result, Tx, params};

/// Every change of the tables, in order. A line is only ever added.
const MIGRATIONS: &[(i64, &str, &str)] = &[
    (1, "ground", include_str!("../migrations/0001_ground.sql")),
    (2, "organisation", include_str!("../migrations/0002_organisation.sql")),
    (3, "identity", include_str!("../migrations/0003_identity.sql")),
    (4, "trail", include_str!("../migrations/0004_trail.sql")),
    (5, "appeals", include_str!("../migrations/0005_appeals.sql")),
    (6, "keys", include_str!("../migrations/0006_keys.sql")),
    (7, "cards", include_str!("../migrations/0007_cards.sql")),
    (8, "import", include_str!("../migrations/0008_import.sql")),
    (9, "files", include_str!("../migrations/0009_files.sql")),
    (10, "beside", include_str!("../migrations/0010_beside.sql")),
    (11, "outside", include_str!("../migrations/0011_outside.sql")),
    (12, "content", include_str!("../migrations/0012_content.sql")),
    (13, "casework", include_str!("../migrations/0013_casework.sql")),
    (14, "knock", include_str!("../migrations/0014_knock.sql")),
    (15, "organisation_event", include_str!("../migrations/0015_organisation_event.sql")),
    (16, "absence", include_str!("../migrations/0016_absence.sql")),
    (17, "closing", include_str!("../migrations/0017_closing.sql")),
    (18, "rules", include_str!("../migrations/0018_rules.sql")),
    (19, "reply_sketch", include_str!("../migrations/0019_reply_sketch.sql")),
    (20, "registers", include_str!("../migrations/0020_registers.sql")),
    (21, "overview", include_str!("../migrations/0021_overview.sql")),
    (22, "documents", include_str!("../migrations/0022_documents.sql")),
    (23, "phrase", include_str!("../migrations/0023_phrase.sql")),
    (24, "outline", include_str!("../migrations/0024_outline.sql")),
    (25, "seats", include_str!("../migrations/0025_seats.sql")),
    (26, "unsent", include_str!("../migrations/0026_unsent.sql")),
    (27, "closed", include_str!("../migrations/0027_closed.sql")),
    (28, "provisional", include_str!("../migrations/0028_provisional.sql")),
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
pub(crate) fn run(tx: &mut Tx<'_>, last: i64) -> Result<usize> {
    tx.batch("create table if not exists migration (n bigint primary key, name text not null)")?;
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
