use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use xianban_domain::keys::{FileKeys, KeyProvider, Keys, RootKey, root_of};
use xianban_domain::rooms::index_anew;
use xianban_kernel::{Clock, Problem, Seed};
use xianban_store::copy::{self, Table};
use xianban_store::{Db, Tx, Value, newest_known};

use super::form::{Piece, Reader, TableHead};
use super::{UNSEALED, not_sealed};
use crate::alone;
use crate::boot;
use crate::closed;
use crate::configuration::{Fault, Settings};
use crate::last_seal::LastSeal;
use crate::own_place;
use crate::trail;

/// What is brought back, over what.
#[derive(Debug, clap::Args)]
pub struct Restore {
    /// A file that `backup` made, on either database engine.
    pub from: PathBuf,
    /// The saved key, when it is neither in the data directory nor in the backup.
    #[arg(long, value_name = "FILE")]
    pub key: Option<PathBuf>,
    /// Replace everything in a database that is used, in one transaction: nothing of it is left. A
    /// served SQLite file is refused; programs that serve PostgreSQL must be started again afterwards.
    #[arg(long)]
    pub replace: bool,
}

/// Rows held before they are written.
const ROWS_HELD: usize = 200;

/// Appeals indexed in one piece of work.
const AT_A_TIME: i64 = 100;

/// Brings a backup back: checks the whole file and the key first, then puts files, rows and the last
/// seal in place, makes the search index anew and checks the trail.
pub fn restore(settings: &Settings, given: &Restore) -> Result<(), Fault> {
    let seen = Seen::of(&given.from)?;
    closed::folder(&settings.data)?;
    let held = alone::held(settings)?;
    let keys = bring_key(settings, given, &seen)?;
    let db = boot::as_it_is(settings)?;
    own_place::is_free(settings, &db, seen.place.as_deref())?;
    make_room(&db, given, &seen)?;
    let now = Clock::machine().now();
    let objects = settings.files.open(now)?;
    let mut reader = Reader::open(&given.from).map_err(cannot_read(&given.from))?;
    while let Some(piece) = reader.next().map_err(cannot_read(&given.from))? {
        if let Piece::File(_, bytes) = piece {
            // Put now: a program that still serves sweeps what is old and has no row yet.
            objects.put(&bytes, now)?;
        }
    }
    let (from, replace) = (given.from.clone(), given.replace);
    db.write_blocking(Seed::fixed(0), move |tx| take_in(tx, &from, replace))?;
    LastSeal::bring_back(&settings.data, seen.seal.as_ref())?;
    db.migrate()?;
    own_place::brought_back(settings, &db, now)?;
    index(&db, &keys)?;
    db.close();
    drop(held);
    println!("{} rows, {} files brought back from {}", seen.rows, seen.files, seen.made_at);
    println!("{}", not_sealed(seen.unsealed));
    trail::verify(settings)
}

/// What a backup holds, when all of it was read and found whole.
struct Seen {
    made_at: String,
    migration: i64,
    rows: u64,
    files: u64,
    unsealed: u64,
    /// Which key its rows are sealed under.
    key_mark: Option<Vec<u8>>,
    /// The mark of the place where its files lay.
    place: Option<String>,
    seal: Option<LastSeal>,
    key: Option<RootKey>,
}

impl Seen {
    fn of(path: &Path) -> Result<Self, Fault> {
        let mut reader = Reader::open(path).map_err(cannot_read(path))?;
        let Some(Piece::Head(head)) = reader.next().map_err(cannot_read(path))? else {
            return Err(Fault::backup(path, "does not begin with its head"));
        };
        if head.migration > newest_known() {
            return Err(Fault::backup(path, "was made by a newer program: use that one"));
        }
        let (made_at, migration) = (head.made_at, head.migration);
        let (rows, files, unsealed, key_mark) = (0, 0, 0, None);
        let (place, seal, key) = (None, None, None);
        let mut seen =
            Self { made_at, migration, rows, files, unsealed, key_mark, place, seal, key };
        let mut table: Option<TableHead> = None;
        while let Some(piece) = reader.next().map_err(cannot_read(path))? {
            match piece {
                Piece::Head(_) => return Err(Fault::backup(path, "has two heads")),
                Piece::Table(head) => table = Some(head),
                Piece::Row(row) => {
                    seen.rows += 1;
                    let waits = table.as_ref().is_some_and(|table| table.name == UNSEALED);
                    seen.unsealed += u64::from(waits);
                    if let Some(Value::Bytes(mark)) = mark(table.as_ref(), "key_mark", &row) {
                        seen.key_mark = Some(mark.clone());
                    }
                    if let Some(Value::Text(mark)) = mark(table.as_ref(), "files_place", &row) {
                        seen.place = Some(mark.clone());
                    }
                }
                Piece::File(..) => seen.files += 1,
                Piece::Seal(seal) => seen.seal = Some(seal),
                Piece::Key(key) => seen.key = std::str::from_utf8(&key).ok().and_then(root_of),
            }
        }
        Ok(seen)
    }
}

/// The mark in a row, if it is one of this table.
fn mark<'a>(table: Option<&TableHead>, name: &str, row: &'a [Value]) -> Option<&'a Value> {
    let table = table.filter(|table| table.name == name)?;
    row.get(table.columns.iter().position(|column| column == "mark")?)
}

/// Finds the key that belongs to the backup and puts it in the data directory, if it is not there.
fn bring_key(settings: &Settings, given: &Restore, seen: &Seen) -> Result<Keys, Fault> {
    let own = FileKeys::of(&settings.data);
    let there = own.path().exists();
    let root = match (&given.key, &seen.key) {
        _ if there => own.root()?,
        (Some(file), _) => FileKeys::at(file.clone()).root()?,
        (None, Some(key)) => key.clone(),
        (None, None) => {
            let why = format!(
                "does not hold the key: say where your copy is with --key, or put it in {}",
                own.path().display()
            );
            return Err(Fault::backup(&given.from, why));
        }
    };
    let keys = Keys::from_root(root.clone());
    if seen.key_mark.as_ref().is_some_and(|mark| *mark != keys.mark()) {
        let why = if there {
            format!("was written under another key than {}", own.path().display())
        } else {
            "was written under another key".to_owned()
        };
        return Err(Fault::backup(&given.from, why));
    }
    if !there {
        FileKeys::bring_back(&settings.data, &root, &mut Seed::fresh().draw())?;
    }
    Ok(keys)
}

/// Lays the tables as they were when the backup was made; refuses a database that is used.
fn make_room(db: &Db, given: &Restore, seen: &Seen) -> Result<(), Fault> {
    let laid = db.read_blocking(copy::newest_migration)?;
    if laid > seen.migration {
        let why = "is older than the tables here: bring it back into an empty database";
        return Err(Fault::backup(&given.from, why));
    }
    db.migrate_to(seen.migration)?;
    let used = db.read_blocking(|tx| -> Result<bool, xianban_store::Error> {
        for table in copy::tables(tx)? {
            if !table.is_empty(tx)? {
                return Ok(true);
            }
        }
        Ok(false)
    })?;
    if used && !given.replace {
        return Err(Fault::DatabaseUsed);
    }
    Ok(())
}

/// Writes every row, in place of what was there.
fn take_in(tx: &mut Tx<'_>, from: &Path, replace: bool) -> Result<(), Fault> {
    let tables = copy::tables(tx)?;
    if replace {
        copy::clear_text(tx)?;
        tables.iter().try_for_each(|table| table.clear(tx))?;
    }
    let known: BTreeMap<_, _> = tables.iter().map(|table| (table.name.as_str(), table)).collect();
    let mut into: Option<Filling<'_>> = None;
    let mut reader = Reader::open(from).map_err(cannot_read(from))?;
    while let Some(piece) = reader.next().map_err(cannot_read(from))? {
        match (piece, &mut into) {
            (Piece::Table(TableHead { name, columns }), last) => {
                last.as_mut().map_or(Ok(()), |filling| filling.write(tx))?;
                let table = known.get(name.as_str());
                let unknown = || Fault::backup(from, format!("has a table {name} unknown here"));
                let table = *table.ok_or_else(unknown)?;
                into = Some(Filling { table, columns, rows: Vec::new() });
            }
            (Piece::Row(row), Some(filling)) => {
                filling.rows.push(row);
                if filling.rows.len() >= ROWS_HELD {
                    filling.write(tx)?;
                }
            }
            (Piece::Row(_), None) => return Err(Fault::backup(from, "has a row without table")),
            _ => {}
        }
    }
    Ok(into.as_mut().map_or(Ok(()), |filling| filling.write(tx))?)
}

/// A table being filled, and the rows read for it that are not written yet.
struct Filling<'a> {
    table: &'a Table,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Filling<'_> {
    fn write(&mut self, tx: &mut Tx<'_>) -> Result<(), xianban_store::Error> {
        self.table.insert(tx, &self.columns, &self.rows)?;
        self.rows.clear();
        Ok(())
    }
}

fn index(db: &Db, keys: &Keys) -> Result<(), Problem> {
    let mut last = None;
    loop {
        let (keys, after) = (keys.clone(), last);
        let indexed =
            db.write_blocking(Seed::fixed(0), move |tx| index_anew(tx, &keys, after, AT_A_TIME))?;
        if indexed.is_none() {
            return Ok(());
        }
        last = indexed;
    }
}

fn cannot_read(path: &Path) -> impl FnOnce(std::io::Error) -> Fault {
    let path = path.to_owned();
    move |error| match error.kind() {
        std::io::ErrorKind::InvalidData => Fault::backup(&path, error.to_string()),
        _ => Fault::while_doing(format!("reading {}", path.display()))(error),
    }
}
