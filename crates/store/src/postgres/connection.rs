use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use tokio::time::Instant;
use tokio_postgres::Column;
use tokio_postgres::error::SqlState;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use xianban_kernel::Seed;

use super::line::{Line, Unanswered};
use crate::tx::Engine;
use crate::{Error, Param, Result, Row, Tx, Value};

/// One transaction of a worker.
pub(crate) struct PostgresTx<'a> {
    line: &'a mut Line,
    writes: bool,
    /// How long the answer to a statement is waited for.
    within: Duration,
    /// When the job must be over, if somebody waits for it.
    until: Option<Instant>,
    lost_race: bool,
    broken: Option<Error>,
    /// The first statement that was refused: nothing of this transaction can be kept.
    refused: Option<Error>,
}

impl<'a> PostgresTx<'a> {
    pub(super) const fn new(
        line: &'a mut Line,
        writes: bool,
        (within, until): (Duration, Option<Instant>),
    ) -> Self {
        Self { line, writes, within, until, lost_race: false, broken: None, refused: None }
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

    /// Why nothing of this attempt can be kept, whatever the job made of it.
    pub(super) fn refused(&self) -> Option<Error> {
        self.refused.clone()
    }

    pub(crate) fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        let within = self.left();
        let outcome = match self.line.statement(within, sql) {
            Err(unanswered) => Err(unanswered),
            Ok(Some(statement)) => {
                let params = borrowed(params);
                self.line
                    .ask(within, |client| async move { client.execute(&statement, &params).await })
            }
            Ok(None) => {
                let params = typed(params);
                self.line
                    .ask(within, |client| async move { client.execute_typed(sql, &params).await })
            }
        };
        outcome.map_err(|unanswered| self.failed(&unanswered))
    }

    /// Several statements without parameters: migrations.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        let outcome = self.line.batch(self.left(), sql);
        outcome.map_err(|unanswered| self.failed(&unanswered))
    }

    pub(crate) fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        let within = self.left();
        let outcome = match self.line.statement(within, sql) {
            Err(unanswered) => Err(unanswered),
            Ok(Some(statement)) => {
                let params = borrowed(params);
                self.line
                    .ask(within, |client| async move { client.query(&statement, &params).await })
            }
            Ok(None) => {
                let params = typed(params);
                self.line
                    .ask(within, |client| async move { client.query_typed(sql, &params).await })
            }
        };
        let found = outcome.map_err(|unanswered| self.failed(&unanswered))?;
        let Some(first) = found.first() else { return Ok(Vec::new()) };
        let columns: Arc<[String]> =
            first.columns().iter().map(Column::name).map(str::to_owned).collect();
        found.iter().map(|row| read_row(row, &columns)).collect()
    }

    /// How long the next answer is waited for.
    fn left(&self) -> Duration {
        let left = self.until.map(|until| until.saturating_duration_since(Instant::now()));
        left.map_or(self.within, |left| left.min(self.within))
    }

    fn failed(&mut self, unanswered: &Unanswered) -> Error {
        let failed = unanswered.told();
        match unanswered {
            Unanswered::Said(error) => self.lost_race |= is_lost_race(error),
            Unanswered::Silent(_) => self.line.cut(),
        }
        if matches!(failed, Error::Gone(_)) {
            self.broken = Some(failed.clone());
        }
        self.refused.get_or_insert_with(|| failed.clone());
        failed
    }
}

/// Parameters with their types, for a statement without a name; the server finds out what a null is.
fn typed<'a>(params: &'a [Param<'a>]) -> Vec<(&'a (dyn ToSql + Sync), Type)> {
    let with_type = |param: &'a Param<'a>| -> (&'a (dyn ToSql + Sync), Type) {
        let of = match param {
            Param::Null => Type::UNKNOWN,
            Param::Int(_) => Type::INT8,
            Param::Real(_) => Type::FLOAT8,
            Param::Text(_) => Type::TEXT,
            Param::Bytes(_) => Type::BYTEA,
        };
        (param, of)
    };
    params.iter().map(with_type).collect()
}

fn borrowed<'a>(params: &'a [Param<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

fn read_row(row: &tokio_postgres::Row, columns: &Arc<[String]>) -> Result<Row> {
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
pub(super) fn is_lost_race(error: &tokio_postgres::Error) -> bool {
    matches!(
        error.code(),
        Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED)
    )
}

pub(super) fn error(error: &tokio_postgres::Error) -> Error {
    if error.is_closed() {
        return Error::Gone(error.to_string());
    }
    let Some(refusal) = error.as_db_error() else {
        let cause = error.source().map(ToString::to_string).unwrap_or_default();
        return Error::Gone(format!("{error} {cause}"));
    };
    if *refusal.code() == SqlState::UNIQUE_VIOLATION {
        return Error::Unique {
            table: refusal.table().unwrap_or_default().to_owned(),
            detail: refusal.constraint().unwrap_or_default().to_owned(),
        };
    }
    refused(refusal.code(), refusal.message())
}

/// What a refusal by the server, or by a pooler before it, means.
fn refused(code: &SqlState, said: &str) -> Error {
    match *code {
        SqlState::DISK_FULL => Error::Full(said.to_owned()),
        SqlState::QUERY_CANCELED => Error::Late(said.to_owned()),
        SqlState::LOCK_NOT_AVAILABLE
        | SqlState::T_R_SERIALIZATION_FAILURE
        | SqlState::T_R_DEADLOCK_DETECTED => Error::Contended,
        SqlState::ADMIN_SHUTDOWN
        | SqlState::CRASH_SHUTDOWN
        | SqlState::CANNOT_CONNECT_NOW
        | SqlState::READ_ONLY_SQL_TRANSACTION
        | SqlState::IDLE_IN_TRANSACTION_SESSION_TIMEOUT
        | SqlState::TOO_MANY_CONNECTIONS => Error::Gone(said.to_owned()),
        // Connection exceptions: a pooler says so of a server that it has lost or cannot reach.
        _ if code.code().starts_with("08") => Error::Gone(said.to_owned()),
        _ => Error::Sql(format!("{} {said}", code.code())),
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
        matches!(*ty, Type::INT8 | Type::FLOAT8 | Type::TEXT | Type::BYTEA | Type::UNKNOWN)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pooler_that_has_lost_its_server_is_a_database_that_went_away() {
        let said = "server conn crashed?";
        for code in ["08P01", "08006", "57P01", "57P03", "25006", "53300"] {
            let told = refused(&SqlState::from_code(code), said);
            assert!(matches!(&told, Error::Gone(why) if why == said), "{code}: {told}");
        }
        assert!(matches!(refused(&SqlState::from_code("42601"), said), Error::Sql(_)));
    }
}
