use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::types::ValueRef;
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags};
use xianban_kernel::Seed;

use crate::tx::Engine;
use crate::{Error, Param, Result, Row, Tx, Value};

/// One connection inside a transaction or savepoint.
pub(crate) struct SqliteTx<'a> {
    connection: &'a Connection,
    /// Whether a statement was run that may have changed something.
    wrote: &'a Cell<bool>,
}

/// How the connection that writes is set. The log is only as durable as its syncs: full, so that an
/// answer means "on disk".
pub const WRITER_PRAGMAS: &str = "pragma journal_mode = wal; pragma synchronous = full; \
     pragma secure_delete = on; pragma wal_autocheckpoint = 4000; pragma foreign_keys = on; \
     pragma cache_size = -8000; pragma temp_store = memory;";

pub(super) fn for_writing(path: &Path, max_pages: Option<i64>) -> Result<Connection> {
    let connection = Connection::open(path).map_err(|error| of(Some(path), &error))?;
    let error = |error| of(Some(path), &error);
    prepare(&connection)?;
    connection.execute_batch(WRITER_PRAGMAS).map_err(error)?;
    is_whole(&connection, path)?;
    if let Some(pages) = max_pages {
        connection.pragma_update(None, "max_page_count", pages).map_err(error)?;
    }
    Ok(connection)
}

pub(super) fn for_reading(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(error)?;
    prepare(&connection)?;
    connection
        .execute_batch(
            "pragma query_only = on; pragma cache_size = -8000; pragma temp_store = memory",
        )
        .map_err(error)?;
    Ok(connection)
}

/// A file is looked through at the start for so long at most: a large one in part.
const LOOK: Duration = Duration::from_secs(20);

/// Whether the pages of the file are what they should be.
fn is_whole(connection: &Connection, path: &Path) -> Result<()> {
    let (done, ends) = channel::<()>();
    let stop = connection.get_interrupt_handle();
    let looked = thread::scope(|scope| {
        scope.spawn(move || {
            if ends.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
                stop.interrupt();
            }
        });
        let found =
            connection.query_row("pragma quick_check(1)", (), |row| row.get::<_, String>(0));
        drop(done);
        found
    });
    let why = match looked {
        Ok(said) if said == "ok" => return Ok(()),
        Err(rusqlite::Error::SqliteFailure(failure, _))
            if failure.code == ErrorCode::OperationInterrupted =>
        {
            return Ok(());
        }
        Ok(said) => said,
        Err(error) => error.to_string(),
    };
    Err(Error::Damaged { file: path.display().to_string(), why: why.replace('\n', " ") })
}

fn prepare(connection: &Connection) -> Result<()> {
    connection.busy_timeout(Duration::from_secs(5)).map_err(error)?;
    connection.set_prepared_statement_cache_capacity(256);
    // A statement keeps its plan: without this, each new value of a parameter that could matter to
    // the planner prepares it again, which was an eighth of the writer's time.
    let keeps_plan = DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG;
    connection.set_db_config(keeps_plan, true).map(drop).map_err(error)
}

impl<'a> SqliteTx<'a> {
    pub(crate) const fn new(connection: &'a Connection, wrote: &'a Cell<bool>) -> Self {
        Self { connection, wrote }
    }

    pub(crate) fn into_tx(self, seed: Seed) -> Tx<'a> {
        Tx::new(Engine::Sqlite(self), seed)
    }

    pub(crate) fn execute(&self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let mut statement = self.bound(sql, params)?;
        let touched = statement.raw_execute().map_err(|error| self.told(&error))?;
        Ok(u64::try_from(touched).unwrap_or(u64::MAX))
    }

    /// Several statements without parameters: migrations.
    pub(crate) fn batch(&self, sql: &str) -> Result<()> {
        self.wrote.set(true);
        self.connection.execute_batch(sql).map_err(|error| self.told(&error))
    }

    pub(crate) fn rows(&self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let mut statement = self.bound(sql, params)?;
        let columns: Arc<[String]> = statement.column_names().map(str::to_owned).collect();
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(|error| self.told(&error))? {
            let values = (0..columns.len())
                .map(|place| row.get_ref(place).map(read).map_err(|error| self.told(&error)))
                .collect::<Result<_>>()?;
            found.push(Row::new(Arc::clone(&columns), values));
        }
        Ok(found)
    }

    fn told(&self, error: &rusqlite::Error) -> Error {
        of(self.connection.path().map(Path::new), error)
    }

    fn bound(&self, sql: &str, params: &[Param<'_>]) -> Result<CachedStatement<'a>> {
        let mut statement =
            self.connection.prepare_cached(sql).map_err(|error| self.told(&error))?;
        self.wrote.set(self.wrote.get() || !statement.readonly());
        for (place, param) in (1..).zip(params) {
            match *param {
                Param::Null => statement.raw_bind_parameter(place, rusqlite::types::Null),
                Param::Int(int) => statement.raw_bind_parameter(place, int),
                Param::Real(real) => statement.raw_bind_parameter(place, real),
                Param::Text(text) => statement.raw_bind_parameter(place, text),
                Param::Bytes(bytes) => statement.raw_bind_parameter(place, bytes),
            }
            .map_err(|error| self.told(&error))?;
        }
        Ok(statement)
    }
}

fn read(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        ValueRef::Real(real) => Value::Real(real),
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it is the function of every map_err here")]
pub(super) fn error(error: rusqlite::Error) -> Error {
    of(None, &error)
}

/// What an error of the engine means; what concerns the file names it.
pub(super) fn of(file: Option<&Path>, error: &rusqlite::Error) -> Error {
    const UNIQUE: &str = "UNIQUE constraint failed: ";
    let file =
        || file.map_or_else(|| "the database file".to_owned(), |file| file.display().to_string());
    let rusqlite::Error::SqliteFailure(failure, message) = error else {
        return Error::Sql(error.to_string());
    };
    match (failure.code, message.as_deref()) {
        (ErrorCode::DiskFull, _) => Error::Full(file()),
        (ErrorCode::ConstraintViolation, Some(text)) if text.starts_with(UNIQUE) => {
            let detail = text.trim_start_matches(UNIQUE);
            let table = detail.split('.').next().unwrap_or_default();
            Error::Unique { table: table.to_owned(), detail: detail.to_owned() }
        }
        (ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase, _) => {
            Error::Damaged { file: file(), why: error.to_string() }
        }
        (
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::DatabaseBusy,
            _,
        ) => Error::Gone(format!("{}: {error}", file())),
        _ => Error::Sql(error.to_string()),
    }
}
