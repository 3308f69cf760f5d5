//! Tables as they are, whatever rooms they belong to: for backups that any engine can read again.
//! The full-text index is left out: it is a copy that its room makes anew.

use crate::tx::Engine;
use crate::{Error, Param, Result, ToParam, Tx, Value, migrations, params};

/// Tables that are not copied: the list of migrations travels as a number, the index is made anew,
/// and a lead over a schedule and a sign of life belong to a running program.
const LEFT_OUT: &[&str] = &["migration", "text_entry", "text_index", "lease", "node"];

/// Rows written by one statement: the widest table then has a tenth of the parameters allowed.
const ROWS_A_STATEMENT: usize = 100;

/// A table and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<String>,
    /// The primary key, by which it is read in order.
    key: Vec<String>,
}

/// Every table that is copied, by name; none in a database that was never migrated.
pub fn tables(tx: &mut Tx<'_>) -> Result<Vec<Table>> {
    let sql = match tx.engine() {
        Engine::Sqlite(_) => {
            "select m.name as table_name, c.name as column_name, c.pk as key_place
             from sqlite_master m join pragma_table_info(m.name) c
             where m.type = 'table' and m.name not like 'sqlite_%'
               and m.name not like 'text_index_%'
             order by m.name, c.cid"
        }
        Engine::Postgres(_) => {
            "select c.relname as table_name, a.attname as column_name,
               coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1 as key_place
             from pg_class c join pg_attribute a on a.attrelid = c.oid
             left join pg_index i on i.indrelid = c.oid and i.indisprimary
             where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
               and a.attnum > 0 and not a.attisdropped
             order by c.relname collate \"C\", a.attnum"
        }
    };
    let mut found: Vec<(Table, Vec<(i64, String)>)> = Vec::new();
    for row in tx.rows(sql, params![])? {
        let (name, column): (String, String) = (row.get("table_name")?, row.get("column_name")?);
        if LEFT_OUT.contains(&name.as_str()) {
            continue;
        }
        if found.last().is_none_or(|(table, _)| table.name != name) {
            found.push((Table { name, columns: Vec::new(), key: Vec::new() }, Vec::new()));
        }
        if let Some((table, key)) = found.last_mut() {
            let place: i64 = row.get("key_place")?;
            if place > 0 {
                key.push((place, column.clone()));
            }
            table.columns.push(column);
        }
    }
    found.into_iter().map(|(table, key)| table.ordered_by(key)).collect()
}

/// Number of the newest migration this database has seen; 0 when it has seen none.
pub fn newest_migration(tx: &mut Tx<'_>) -> Result<i64> {
    if !migrations::laid(tx)? {
        return Ok(0);
    }
    let row = tx.row("select coalesce(max(n), 0) as n from migration", params![])?;
    row.map_or(Ok(0), |row| row.get("n"))
}

impl Table {
    fn ordered_by(mut self, mut key: Vec<(i64, String)>) -> Result<Self> {
        key.sort_unstable();
        self.key = key.into_iter().map(|(_, column)| column).collect();
        if self.key.is_empty() {
            return Err(Error::inconsistent("table", &self.name, "has no primary key"));
        }
        Ok(self)
    }

    /// Up to `most` rows behind `last` in the order of the key, from the first without one.
    pub fn rows_behind(
        &self,
        tx: &mut Tx<'_>,
        last: Option<&[Value]>,
        most: i64,
    ) -> Result<Vec<Vec<Value>>> {
        let (columns, key) = (self.columns.join(", "), self.key.join(", "));
        let behind = last.map(|row| self.key_of(row)).unwrap_or_default();
        let place = |n: usize| format!("${n}");
        let bound: Vec<_> = (1..=behind.len()).map(place).collect();
        let whence = if bound.is_empty() {
            String::new()
        } else {
            format!("where ({key}) > ({})", bound.join(", "))
        };
        let limit = place(bound.len() + 1);
        let name = &self.name;
        let sql = format!("select {columns} from {name} {whence} order by {key} limit {limit}");
        let mut given: Vec<Param<'_>> = behind.iter().map(|value| value.to_param()).collect();
        given.push(Param::Int(most));
        let rows = tx.rows(&sql, &given)?;
        Ok(rows.iter().map(|row| row.cells().map(|(_, value)| value.clone()).collect()).collect())
    }

    fn key_of<'a>(&self, row: &'a [Value]) -> Vec<&'a Value> {
        let place = |key: &String| self.columns.iter().position(|column| column == key);
        self.key.iter().filter_map(place).filter_map(|place| row.get(place)).collect()
    }

    /// Writes rows that were read from a table of this name; their values stand in the order of
    /// `columns`.
    pub fn insert(&self, tx: &mut Tx<'_>, columns: &[String], rows: &[Vec<Value>]) -> Result<()> {
        let fits = |row: &Vec<Value>| row.len() == columns.len();
        if !rows.iter().all(fits) || !columns.iter().all(|name| self.columns.contains(name)) {
            return Err(Error::inconsistent("table", &self.name, "a row with other columns"));
        }
        // Many rows a statement, and what is left over one by one: few statements to prepare.
        let chunks = rows.chunks_exact(ROWS_A_STATEMENT);
        let left = chunks.remainder();
        for some in chunks.chain(left.chunks(1)) {
            let mut place = 0;
            let mut next = || {
                place += 1;
                format!("${place}")
            };
            let mut bound = || columns.iter().map(|_| next()).collect::<Vec<_>>().join(", ");
            let places: Vec<_> = some.iter().map(|_| format!("({})", bound())).collect();
            let (names, places) = (columns.join(", "), places.join(", "));
            let sql = format!("insert into {} ({names}) values {places}", self.name);
            let given: Vec<Param<'_>> = some.iter().flatten().map(ToParam::to_param).collect();
            tx.execute(&sql, &given)?;
        }
        Ok(())
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self, tx: &mut Tx<'_>) -> Result<bool> {
        Ok(tx.row(&format!("select 1 as n from {} limit 1", self.name), params![])?.is_none())
    }

    /// Deletes all its rows.
    pub fn clear(&self, tx: &mut Tx<'_>) -> Result<()> {
        tx.execute(&format!("delete from {}", self.name), params![]).map(drop)
    }
}

/// Takes every row out of the full-text index.
pub fn clear_text(tx: &mut Tx<'_>) -> Result<()> {
    tx.execute("delete from text_entry", params![])?;
    if matches!(tx.engine(), Engine::Sqlite(_)) {
        tx.execute("insert into text_index (text_index) values ('delete-all')", params![])?;
    }
    Ok(())
}
