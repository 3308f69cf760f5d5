use xianban_kernel::{Draw, Seed};

use crate::postgres::PostgresTx;
use crate::sqlite::SqliteTx;
use crate::{Error, Param, Result, Row};

/// A transaction as a room sees it: statements, rows, and the random numbers of this attempt.
pub struct Tx<'a> {
    engine: Engine<'a>,
    draw: Draw,
    district: i64,
    counts_once: bool,
    plans: Option<Vec<Plan>>,
}

/// A query and how SQLite goes about it, line by line.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The statement.
    pub sql: String,
    /// The steps of its plan.
    pub steps: Vec<String>,
}

pub(crate) enum Engine<'a> {
    Sqlite(SqliteTx<'a>),
    Postgres(PostgresTx<'a>),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(engine: Engine<'a>, seed: Seed) -> Self {
        Self { engine, draw: seed.draw(), district: 0, counts_once: false, plans: None }
    }

    pub(crate) const fn engine(&mut self) -> &mut Engine<'a> {
        &mut self.engine
    }

    pub(crate) fn into_engine(self) -> Engine<'a> {
        self.engine
    }

    /// The district whose rows this transaction reads and writes: the first part of every key.
    pub const fn district(&self) -> i64 {
        self.district
    }

    pub(crate) const fn enter(&mut self, district: i64) {
        self.district = district;
    }

    /// Promises that this job finds what it wrote and then does nothing twice: when the answer to
    /// its commit is lost it is simply run again.
    pub const fn count_once(&mut self) {
        self.counts_once = true;
    }

    pub(crate) const fn counts_once(&self) -> bool {
        self.counts_once
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

    /// From now on keeps the plan of each query, for whoever watches that none walks through a whole
    /// table. The plans of the other engine follow from how full its tables are, and are not kept.
    pub fn watch(&mut self) {
        self.plans = Some(Vec::new());
    }

    /// The plans kept since [`Tx::watch`].
    pub fn watched(&mut self) -> Vec<Plan> {
        self.plans.take().unwrap_or_default()
    }

    fn keep_plan(&mut self, sql: &str, params: &[Param<'_>]) -> Result<()> {
        let (Some(plans), Engine::Sqlite(tx)) = (&mut self.plans, &self.engine) else {
            return Ok(());
        };
        let steps = tx.rows(&format!("explain query plan {sql}"), params)?;
        let steps = steps.iter().map(|step| step.get("detail")).collect::<Result<_>>()?;
        plans.push(Plan { sql: sql.to_owned(), steps });
        Ok(())
    }

    /// All rows of a query.
    pub fn rows(&mut self, sql: &str, params: &[Param<'_>]) -> Result<Vec<Row>> {
        if self.plans.is_some() {
            self.keep_plan(sql, params)?;
        }
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

    /// A number under which no row of a table stands yet: others are drawn while one does. Whoever writes the
    /// same number at the same time meets a conflict, and its next attempt draws another.
    pub fn free_row(
        &mut self,
        table: &'static str,
        mut drawn: impl FnMut(&mut Draw) -> i64,
    ) -> Result<i64> {
        let sql = format!("select 1 as taken from {table} where district = $1 and id = $2");
        let district = self.district;
        loop {
            let row = drawn(&mut self.draw);
            if self.row(&sql, crate::params![district, row])?.is_none() {
                return Ok(row);
            }
        }
    }

    /// What follows a `select` whose rows must not change until this job ends: another job that asks
    /// for them waits and then reads them as they are. Reading a snapshot holds nothing.
    pub const fn holding(&self) -> &'static str {
        match &self.engine {
            Engine::Postgres(tx) if tx.writes() => " for update",
            Engine::Sqlite(_) | Engine::Postgres(_) => "",
        }
    }

    /// Waits until no other job that named `about` is under way: for what has no row yet to hold. Ask
    /// before reading what must not change.
    pub fn take_turns(&mut self, about: &[u8; 32]) -> Result<()> {
        let Engine::Postgres(tx) = &mut self.engine else { return Ok(()) };
        let name = about.first_chunk().copied().map_or(0, i64::from_be_bytes);
        tx.execute("select pg_advisory_xact_lock($1)", crate::params![name]).map(drop)
    }

    /// The error of a job that meets a row another job wrote meanwhile: it is run again.
    pub const fn raced(&mut self) -> Error {
        if let Engine::Postgres(tx) = &mut self.engine {
            tx.lose_race();
        }
        Error::Contended
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
