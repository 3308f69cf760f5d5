//! One connection, asked from a thread. A question that is not answered in time ends the connection.

use std::future::Future;
use std::time::Duration;

use hashlink::LruCache;
use tokio::runtime::{Builder, Runtime};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_postgres::{Client, Statement};

use super::connection;
use super::way::Route;
use crate::{Error, Result};

/// Statements kept prepared on one connection; beyond it the one longest unused is given back.
const MOST_PREPARED: usize = 512;

/// Whoever hangs up waits so long for the farewell to be sent.
const FAREWELL: Duration = Duration::from_millis(200);

/// One connection to the server.
pub(super) struct Line {
    runtime: Runtime,
    client: Option<Client>,
    talking: Option<JoinHandle<()>>,
    prepared: LruCache<String, Statement>,
    /// Whether statements stay prepared by name: not where a pooler gives each transaction another
    /// connection.
    by_name: bool,
}

/// Why a question has no answer.
pub(super) enum Unanswered {
    /// The driver says.
    Said(tokio_postgres::Error),
    /// Nobody said anything in time.
    Silent(Duration),
}

type Answer<T> = std::result::Result<T, Unanswered>;

impl Line {
    /// Connects, within `patience` for each host of the address.
    pub(super) fn open(route: &Route, patience: Duration, by_name: bool) -> Result<Self> {
        let system = |error: std::io::Error| Error::Gone(error.to_string());
        let runtime = Builder::new_current_thread().enable_all().build().map_err(system)?;
        let (client, talking) = runtime.block_on(route.connect(patience))?;
        let (client, prepared) = (Some(client), LruCache::new(MOST_PREPARED));
        Ok(Self { runtime, client, talking: Some(talking), prepared, by_name })
    }

    pub(super) fn is_closed(&self) -> bool {
        self.client.as_ref().is_none_or(Client::is_closed)
    }

    /// Whether it was hung up because nobody answered.
    pub(super) const fn is_cut(&self) -> bool {
        self.client.is_none()
    }

    /// Asks, and waits so long for the answer.
    pub(super) fn ask<'a, T, F>(
        &'a mut self,
        within: Duration,
        question: impl FnOnce(&'a Client) -> F,
    ) -> Answer<T>
    where
        F: Future<Output = std::result::Result<T, tokio_postgres::Error>>,
    {
        let Some(client) = &self.client else { return Err(Unanswered::Silent(Duration::ZERO)) };
        let asked = self.runtime.block_on(async { timeout(within, question(client)).await });
        match asked {
            Ok(answer) => answer.map_err(Unanswered::Said),
            Err(_) => Err(Unanswered::Silent(within)),
        }
    }

    /// Several statements without parameters.
    pub(super) fn batch(&mut self, within: Duration, sql: &str) -> Answer<()> {
        self.ask(within, |client| client.batch_execute(sql))
    }

    /// The statement, prepared; `None` where statements have no names.
    pub(super) fn statement(&mut self, within: Duration, sql: &str) -> Answer<Option<Statement>> {
        if !self.by_name {
            return Ok(None);
        }
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(Some(statement.clone()));
        }
        let statement = self.ask(within, |client| client.prepare(sql))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(Some(statement))
    }

    /// Hangs up without a word: the other side does not answer.
    pub(super) fn cut(&mut self) {
        self.prepared.clear();
        self.client = None;
        self.talking.take().inspect(JoinHandle::abort);
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.prepared.clear();
        self.client = None;
        if let Some(talking) = self.talking.take() {
            // Nothing can be done for a server that does not take the farewell.
            drop(self.runtime.block_on(async { timeout(FAREWELL, talking).await }));
        }
    }
}

impl Unanswered {
    /// What the engine's callers are told.
    pub(super) fn told(&self) -> Error {
        match self {
            Self::Said(error) => connection::error(error),
            Self::Silent(within) => Error::Gone(format!("no answer within {within:?}")),
        }
    }
}
