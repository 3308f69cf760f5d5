use xianban_kernel::{Draw, Seed};

use crate::postgres::PostgresTx;
use crate::sqlite::SqliteTx;
use crate::{Param, Result, Row};

/// A transaction as a room sees it: statements, rows, and the random numbers of this attempt.
pub struct Tx<'a> {
    engine: Engine<'a>,
    draw: Draw,
}

pub(crate) enum Engine<'a> {
    Sqlite(SqliteTx<'a>),
    Postgres(PostgresTx<'a>),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>, seed: Seed) -> Self {
        Self { engine, draw: seed.draw() }
    }

    pub(crate) const fn engine(&mut self) -> &mut Engine<'a> {
        &mut self.engine
    }

    pub(crate) fn into_engine(self) -> Engine<'a> {
        self.engine
    }

    /// The random numbers of this attempt: the same in every attempt.
    pub const fn draw(&mut self) -> &mut Draw {
        &mut self.draw
    }

    /// Runs a statement; answers how many rows it touched.
    pub fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<u64> {
        match &mut self.engine {
            Engine::Sqlite(tx) => tx.execute(sql, params),
            Engine::Postgres(tx) => tx.execute(sql, params),
        }
    }

    /// All rows of a query.
    pub fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        match &mut self.engine {
            Engine::Sqlite(tx) => tx.rows(sql, params),
            Engine::Postgres(tx) => tx.rows(sql, params),
        }
    }

    /// The first row of a query, if any.
    pub fn row(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Option<Row>> {
        Ok(self.rows(sql, params)?.into_iter().next())
    }

    /// Several statements without parameters: migrations.
    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        match &mut self.engine {
            Engine::Sqlite(tx) => tx.batch(sql),
            Engine::Postgres(tx) => tx.batch(sql),
        }
    }

    /// What follows `select` in a claim so that two workers never take the same row: on PostgreSQL
    /// rows another worker holds are passed over; SQLite has one writer and needs nothing.
    pub const fn passing_over_claimed(&self) -> &'static str {
        match &self.engine {
            Engine::Sqlite(_) => "",
            Engine::Postgres(_) => " for update skip locked",
        }
    }
}
