//! The rows that a run added, ready to be written again.

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use crate::Outcome;

/// Tables that no filing writes: the sealer's, the schedule's, the migrations'.
const NOT_FILED: [&str; 4] = ["seal", "lease", "migration", "key_mark"];

/// Rows, table by table, each in the order it was written.
pub struct Rows(Vec<Table>);

struct Table {
    insert: String,
    rows: Vec<Vec<Value>>,
}

impl Rows {
    /// What stands in the file `after` and not yet in the file `before`. Rows are numbered as they
    /// are written, so these are the ones behind the last number of `before`.
    pub fn added(before: &Path, after: &Path) -> Outcome<Self> {
        let (before, after) = (reading(before)?, reading(after)?);
        let mut tables = Vec::new();
        for name in names(&after)? {
            let sql = format!("select coalesce(max(rowid), 0) from {name}");
            let last: i64 = before.query_row(&sql, [], |row| row.get(0))?;
            let table = match name.as_str() {
                // What the sealer has taken away since was written too, beside its event.
                "unsealed" => Table::read(
                    &after,
                    "insert into unsealed (district, dossier, seq, hash) values (?, ?, ?, ?)",
                    "select district, dossier, seq, hash from event where rowid > 0 order by rowid",
                )?,
                _ => Table::whole(&after, &name, last)?,
            };
            tables.push(table);
        }
        tables.push(words(&after)?);
        tables.retain(|table| !table.rows.is_empty());
        Ok(Self(tables))
    }

    /// Writes what falls to one of so many appeals: of each table the same share.
    pub fn write(&self, to: &Connection, appeal: usize, appeals: usize) -> Outcome<()> {
        for table in &self.0 {
            let mut statement = to.prepare_cached(&table.insert)?;
            let cut = |at: usize| table.rows.len() * at / appeals;
            for row in table.rows.get(cut(appeal)..cut(appeal + 1)).unwrap_or_default() {
                statement.execute(params_from_iter(row))?;
            }
        }
        Ok(())
    }
}

impl Table {
    fn whole(from: &Connection, name: &str, last: i64) -> Outcome<Self> {
        let sql = format!("select * from {name} where rowid > {last} order by rowid");
        let columns = from.prepare(&sql)?.column_count();
        let places = vec!["?"; columns].join(", ");
        Self::read(from, &format!("insert into {name} values ({places})"), &sql)
    }

    fn read(from: &Connection, insert: &str, select: &str) -> Outcome<Self> {
        let mut statement = from.prepare(select)?;
        let columns = statement.column_count();
        let rows = statement.query_map([], |row| (0..columns).map(|at| row.get(at)).collect())?;
        Ok(Self { insert: insert.to_owned(), rows: rows.collect::<Result<_, _>>()? })
    }
}

/// The full text: its index keeps no text, but tells which word stands where.
fn words(from: &Connection) -> Outcome<Table> {
    from.execute_batch(
        "create virtual table temp.word using fts5vocab('main', 'text_index', 'instance')",
    )?;
    Table::read(
        from,
        "insert into text_index (rowid, words) values (?, ?)",
        "select doc, group_concat(term, ' ' order by offset) from temp.word
         group by doc order by doc",
    )
}

/// Ordinary tables that a filing writes.
fn names(of: &Connection) -> Outcome<Vec<String>> {
    let mut statement = of.prepare(
        "select name from sqlite_master
         where type = 'table' and name not like 'sqlite_%' and name not like 'text_index%'",
    )?;
    let names = statement.query_map([], |row| row.get::<_, String>(0))?;
    let names = names.collect::<Result<Vec<_>, _>>()?;
    Ok(names.into_iter().filter(|name| !NOT_FILED.contains(&name.as_str())).collect())
}

fn reading(path: &Path) -> Outcome<Connection> {
    Ok(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn what_was_added_is_written_again_with_its_words() {
        let folder = tempfile::tempdir().unwrap();
        let [before, after, again] =
            ["before", "after", "again"].map(|name| folder.path().join(name));
        let ground = Connection::open(&before).unwrap();
        let tables = "create table notice (id bigint, fields text);
             create virtual table text_index
               using fts5(words, content='', contentless_delete=1);
             insert into notice values (1, 'old');";
        ground.execute_batch(tables).unwrap();
        ground.close().unwrap();
        fs::copy(&before, &after).unwrap();
        fs::copy(&before, &again).unwrap();
        let run = Connection::open(&after).unwrap();
        let added = "insert into notice values (2, 'new'), (3, null);
             insert into text_index (rowid, words) values (9, '路 路灯'), (5, '灯');";
        run.execute_batch(added).unwrap();
        run.close().unwrap();

        let rows = Rows::added(&before, &after).unwrap();
        let again = Connection::open(&again).unwrap();
        (0..2).for_each(|appeal| rows.write(&again, appeal, 2).unwrap());

        let count = |sql: &str| again.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
        assert_eq!(count("select count(*) from notice where id > 1"), 2);
        assert_eq!(count("select sum(rowid) from text_index where words match '路灯'"), 9);
        assert_eq!(count("select sum(rowid) from text_index where words match '灯'"), 5);
    }
}
