use std::collections::HashMap;
use std::error::Error as _;
use std::sync::Arc;

use bytes::BytesMut;
use postgres::error::SqlState;
use postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use postgres::{Statement, Transaction};
use xianban_kernel::Seed;

use crate::tx::Engine;
use crate::{Error, Param, Result, Row, Tx, Value};

/// Statements prepared on one connection.
pub(super) type Prepared = HashMap<String, Statement>;

/// One transaction of a worker.
pub(crate) struct PostgresTx<'a> {
    transaction: Transaction<'a>,
    prepared: &'a mut Prepared,
    writes: bool,
    lost_race: bool,
    broken: Option<Error>,
}

impl<'a> PostgresTx<'a> {
    pub(super) const fn new(
        transaction: Transaction<'a>,
        prepared: &'a mut Prepared,
        writes: bool,
    ) -> Self {
        Self { transaction, prepared, writes, lost_race: false, broken: None }
    }

    /// Whether rows can be held: not in a snapshot that only reads.
    pub(crate) const fn writes(&self) -> bool {
        self.writes
    }

    /// Notes that what this attempt read has changed since.
    pub(crate) const fn lose_race(&mut self) {
        self.lost_race = true;
    }

    pub(super) fn into_tx(self, seed: Seed) -> Tx<'a> {
        Tx::new(Engine::Postgres(self), seed)
    }

    /// Whether a statement of this attempt lost a race: the attempt is worth repeating.
    pub(super) const fn lost_race(&self) -> bool {
        self.lost_race
    }

    /// How the connection broke during this attempt, if it did.
    pub(super) fn broken(&self) -> Option<Error> {
        self.broken.clone()
    }

    pub(super) fn into_transaction(self) -> Transaction<'a> {
        self.transaction
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let statement = self.statement(sql)?;
        let outcome = self.transaction.execute(&statement, &borrowed(params));
        outcome.map_err(|error| self.failed(&error))
    }

    /// Several statements without parameters: migrations.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        let outcome = self.transaction.batch_execute(sql);
        outcome.map_err(|error| self.failed(&error))
    }

    pub(crate) fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let statement = self.statement(sql)?;
        let outcome = self.transaction.query(&statement, &borrowed(params));
        let found = outcome.map_err(|error| self.failed(&error))?;
        let columns: Arc<[String]> =
            statement.columns().iter().map(|column| column.name().to_owned()).collect();
        found.iter().map(|row| read_row(row, &columns)).collect()
    }

    fn statement(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let outcome = self.transaction.prepare(sql);
        let statement = outcome.map_err(|error| self.failed(&error))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn failed(&mut self, error: &postgres::Error) -> Error {
        self.lost_race |= is_lost_race(error);
        let failed = self::error(error);
        if matches!(failed, Error::Gone(_)) {
            self.broken = Some(failed.clone());
        }
        failed
    }
}

fn borrowed<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

fn read_row(row: &postgres::Row, columns: &Arc<[String]>) -> Result<Row> {
    let values = (0..columns.len())
        .map(|place| {
            row.try_get::<_, Option<Value>>(place)
                .map(|value| value.unwrap_or(Value::Null))
                .map_err(|error| self::error(&error))
        })
        .collect::<Result<_>>()?;
    Ok(Row::new(Arc::clone(columns), values))
}

/// Serialization failure or deadlock: the attempt may win the next time.
pub(super) fn is_lost_race(error: &postgres::Error) -> bool {
    matches!(
        error.code(),
        Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED)
    )
}

pub(super) fn error(error: &postgres::Error) -> Error {
    if error.is_closed() {
        return Error::Gone(error.to_string());
    }
    let Some(refusal) = error.as_db_error() else {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        return Error::Gone(format!("{error} {cause}"));
    };
    match *refusal.code() {
        SqlState::UNIQUE_VIOLATION => Error::Unique {
            table: refusal.table().unwrap_or_default().to_owned(),
            detail: refusal.constraint().unwrap_or_default().to_owned(),
        },
        SqlState::DISK_FULL => Error::Full,
        SqlState::T_R_SERIALIZATION_FAILURE | SqlState::T_R_DEADLOCK_DETECTED => Error::Contended,
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::TOO_MANY_CONNECTIONS => Error::Gone(refusal.message().to_owned()),
        _ => Error::Sql(format!("{} {}", refusal.code().code(), refusal.message())),
    }
}

impl ToSql for Param<'_> {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(int) => int.to_sql(ty, out),
            Self::Real(real) => real.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::FLOAT8 | Type::TEXT | Type::BYTEA)
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(
        ty: &Type,
        raw: &'a [u8],
    ) -> std::result::Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        Ok(match *ty {
            Type::INT8 => Self::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Self::Int(i64::from(i32::from_sql(ty, raw)?)),
            Type::FLOAT8 => Self::Real(f64::from_sql(ty, raw)?),
            Type::BYTEA => Self::Bytes(raw.to_vec()),
            _ => Self::Text(String::from_sql(ty, raw)?),
        })
    }

    fn accepts(ty: &Type) -> bool {
        matches!(
            *ty,
            Type::INT8
                | Type::INT4
                | Type::FLOAT8
                | Type::BYTEA
                | Type::TEXT
                | Type::VARCHAR
                | Type::NAME
        )
    }
}
