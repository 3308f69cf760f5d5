use std::collections::BTreeSet;

use xianban_kernel::Seed;
use xianban_store::copy::{self, Table};
use xianban_store::{Db, Error, Tx, Value, newest_known};
use xianban_testkit::{Engine, Ground};

/// Every row of a table, read a few at a time.
fn rows(tx: &mut Tx<'_>, table: &Table) -> Result<Vec<Vec<Value>>, Error> {
    let mut all: Vec<Vec<Value>> = Vec::new();
    loop {
        let page = table.rows_behind(tx, all.last().map(Vec::as_slice), 37)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

fn everything(db: &Db) -> Vec<(Table, Vec<Vec<Value>>)> {
    let read = db.read_blocking(|tx| -> Result<_, Error> {
        let tables = copy::tables(tx)?.into_iter();
        tables.map(|table| rows(tx, &table).map(|rows| (table, rows))).collect::<Result<_, _>>()
    });
    read.unwrap()
}

/// The same whatever order the engine keeps texts in.
fn sorted(all: &[(Table, Vec<Vec<Value>>)]) -> Vec<(String, BTreeSet<String>)> {
    let shown = |rows: &[Vec<Value>]| rows.iter().map(|row| format!("{row:?}")).collect();
    all.iter().map(|(table, rows)| (table.name.clone(), shown(rows))).collect()
}

#[test]
fn every_table_of_one_engine_is_copied_whole_into_the_other() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    for (from, into) in [(Engine::Sqlite, Engine::Postgres), (Engine::Postgres, Engine::Sqlite)] {
        let (old, new) = (from.database(Ground::Demo), into.database(Ground::Bare));
        let all = everything(&old);
        let places = all.iter().find(|(table, _)| table.name == "place").unwrap();
        assert!(places.1.len() > 7_000, "households and all");
        let given = all.clone();
        let copied = new.write_blocking(Seed::fixed(1), move |tx| -> Result<(), Error> {
            for table in copy::tables(tx)? {
                let (there, rows) = given.iter().find(|(t, _)| t.name == table.name).unwrap();
                table.insert(tx, &there.columns, rows)?;
            }
            Ok(())
        });
        copied.unwrap();
        assert_eq!(sorted(&everything(&new)), sorted(&all));
    }
}

#[test]
fn the_same_tables_are_copied_from_both_engines_and_none_is_forgotten() {
    let names = |engine: Engine| -> Vec<String> {
        let db = engine.database(Ground::Bare);
        assert_eq!(db.read_blocking(copy::newest_migration).unwrap(), newest_known());
        everything(&db).into_iter().map(|(table, _)| table.name).collect()
    };
    let names: Vec<_> = Engine::asked().map(names).collect();
    assert!(names.iter().all(|of_one| *of_one == names[0]), "{names:?}");
    for name in
        ["appeal", "event", "seal", "vault", "dossier", "reader", "person", "replay", "imported"]
    {
        assert!(names[0].iter().any(|copied| copied == name), "{name}");
    }
    for name in ["text_entry", "text_index_data", "lease", "migration"] {
        assert!(!names[0].iter().any(|copied| copied == name), "{name}");
    }
}
