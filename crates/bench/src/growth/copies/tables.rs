//! Which tables are copied, and what of a row is another's in a copy.

use xianban_store::copy::Table;

use crate::ground::DISTRICT;

/// What becomes of a column in a copy; every other one stays as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Names a row by a number that begins with its time.
    Row,
    /// A time.
    Time,
    /// The day of the column `at`, as `20261127`.
    Day,
    /// The number that people see.
    No,
    /// Somebody, as `resident:7`; staff stay who they are.
    Who,
}

/// Entries of the ledger that each run adds.
const ENTRIES: usize = 100;

use Change::{Day, No, Row, Time, Who};

/// A table that is copied.
pub(super) struct Copied {
    pub(super) name: &'static str,
    /// Which dossier its rows belong to.
    pub(super) of: &'static str,
    pub(super) changes: &'static [(&'static str, Change)],
}

const fn of(
    name: &'static str,
    of: &'static str,
    changes: &'static [(&'static str, Change)],
) -> Copied {
    Copied { name, of, changes }
}

/// Every table of which a dossier has rows.
pub(super) const COPIED: &[Copied] = &[
    of("dossier", "id", &[("id", Row), ("no", No), ("begun_at", Time)]),
    of("reader", "dossier", &[("dossier", Row), ("reader", Who)]),
    of(
        "event",
        "dossier",
        &[("dossier", Row), ("occurred_at", Time), ("recorded_at", Time), ("actor", Who)],
    ),
    of("vault", "dossier", &[("dossier", Row)]),
    of(
        "duty",
        "dossier",
        &[("dossier", Row), ("since", Time), ("yellow", Time), ("due", Time), ("wake", Time)],
    ),
    of(
        "notice",
        "dossier",
        &[("id", Row), ("dossier", Row), ("reader", Who), ("at", Time), ("read_at", Time)],
    ),
    of("file", "dossier", &[("id", Row), ("dossier", Row), ("stager", Who), ("staged_at", Time)]),
    of(
        "appeal",
        "id",
        &[
            ("id", Row),
            ("no", No),
            ("applicant", Who),
            ("since", Time),
            ("filed_at", Time),
            ("urged_at", Time),
            ("closes_at", Time),
            ("board_since", Time),
            ("parent", Row),
            ("beside", Row),
        ],
    ),
    of("work_order", "appeal", &[("appeal", Row), ("since", Time), ("contacted", Time)]),
    of("returned_order", "appeal", &[("appeal", Row), ("at", Time)]),
    of("low_rating", "appeal", &[("appeal", Row), ("at", Time)]),
    of("reply_sketch", "appeal", &[("appeal", Row)]),
    of("reply_band", "appeal", &[("appeal", Row)]),
    of(
        "praise",
        "id",
        &[
            ("id", Row),
            ("no", No),
            ("giver", Who),
            ("about", Row),
            ("since", Time),
            ("given_at", Time),
        ],
    ),
    of("folded", "id", &[("id", Row), ("no", No), ("begun_at", Time)]),
    of("tie", "dossier", &[("dossier", Row), ("about", Row)]),
    of("fact", "dossier", &[("dossier", Row), ("day", Day), ("at", Time)]),
];

/// The index of words where it is one table: it is copied with its words, numbers and all.
pub(super) const WORDS: Copied = of("text_entry", "id", &[("id", Row), ("at", Time)]);
const WORDS_COLUMNS: &[&str] = &["district", "id", "kind", "scope", "at", "words"];

/// What is written once, before anything is copied: rows that were lived, apart from their copies.
pub(super) fn kept(table: &Copied, kinds: &str) -> [String; 2] {
    let (name, of) = (table.name, table.of);
    let whole = format!(
        "create table growth_{name} as select * from {name} where district = {DISTRICT}
           and {of} in (select id from dossier where district = {DISTRICT} and kind in ({kinds}))"
    );
    [whole, format!("create index growth_{name}_of on growth_{name} ({of})")]
}

/// What stands beside: which copies are made, the day before each day, and what the auditor reads.
pub(super) fn laid_beside() -> [String; 5] {
    let copy = "create table growth_copy (id bigint, no text, moved bigint, earlier bigint)";
    let day = "create table growth_day (day bigint primary key, eve bigint)";
    let person = format!(
        "create table growth_person as select * from person where district = {DISTRICT}
           and erased_at is null"
    );
    let entries = format!(
        "create table growth_ledger_entry as select * from ledger_entry
         where district = {DISTRICT} order by subject, n limit {ENTRIES}"
    );
    let logins = format!(
        "create table growth_login_event as select * from login_event
         where district = {DISTRICT}"
    );
    [copy.to_owned(), day.to_owned(), person, entries, logins]
}

/// The statement that copies its rows of all that `growth_copy` names.
pub(super) fn copying(table: &Copied, columns: &[String], stays: &str) -> String {
    let value = |column: &String| {
        let found = table.changes.iter().find(|(name, _)| name == column);
        found.map_or_else(|| format!("t.{column}"), |(_, change)| change.of(column, stays))
    };
    let (name, of) = (table.name, table.of);
    let values: Vec<_> = columns.iter().map(value).collect();
    format!(
        "insert into {name} ({}) select {} from growth_copy c cross join growth_{name} t
         where t.{of} = c.id and t.district = {DISTRICT}",
        columns.join(", "),
        values.join(", ")
    )
}

/// The columns of a table that is copied.
pub(super) fn columns(table: &Copied, tables: &[Table]) -> Option<Vec<String>> {
    if table.name == WORDS.name {
        return Some(WORDS_COLUMNS.iter().map(|&name| name.to_owned()).collect());
    }
    tables.iter().find(|one| one.name == table.name).map(|one| one.columns.clone())
}

impl Change {
    /// The value in a copy; `stays` is the one resident who has his copies too.
    fn of(self, column: &str, stays: &str) -> String {
        match self {
            Self::Row => format!("t.{column} - c.moved"),
            Self::Time => format!("t.{column} - c.earlier"),
            Self::No => "c.no".to_owned(),
            Self::Day => format!(
                "case when (t.at + 28800000) % 86400000 >= c.earlier then t.{column}
                 else (select d.eve from growth_day d where d.day = t.{column}) end"
            ),
            Self::Who => format!(
                "case when t.{column} like 'resident:%' and t.{column} <> '{stays}'
                 then 'resident:' || (cast(substr(t.{column}, 10) as bigint) - c.moved)
                 else t.{column} end"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use xianban_kernel::Problem;
    use xianban_store::copy::tables;
    use xianban_store::{Db, SqliteOptions};

    use super::*;

    /// Copied in a way of their own: people, what the auditor reads, figures.
    const APART: &str = "person ledger_entry login_event fact_change tally";
    /// Grow with the district, its rules and its staff, or are gone within days.
    const STAY: &str = "absence brief_day content_version device district_laid expert \
        extract_progress factor files_place grid grid_member identity_view imported key_mark \
        knock ledger let_go login_code outbox outline phrase place place_code post recovery \
        replay rule_draft rule_set seal seat service_account session staff unit unit_cover \
        unit_duty unsealed unsent wrong_code wrong_password";

    #[test]
    fn of_every_table_it_is_said_whether_it_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&folder.path().join("xianban.db"), SqliteOptions::default()).unwrap();
        db.migrate().unwrap();
        let all = db.read_blocking(|tx| tables(tx).map_err(Problem::from)).unwrap();
        let mut said: Vec<&str> = COPIED.iter().map(|one| one.name).collect();
        said.extend(APART.split_whitespace().chain(STAY.split_whitespace()));
        said.sort_unstable();
        assert_eq!(all.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), said);
        for one in COPIED {
            let has = columns(one, &all).unwrap();
            let named = one.changes.iter().map(|(name, _)| *name).chain([one.of]);
            let lost: Vec<_> = named.filter(|name| !has.iter().any(|own| own == name)).collect();
            assert_eq!(lost, [""; 0], "of {}", one.name);
        }
    }
}
