//! PostgreSQL: a private cluster with every sync; each run gets a database copied from one template.
//! The ceiling is pgbench with the statements of recorded filings.

mod pgbench;
mod recording;
mod script;
mod tap;

use std::sync::Arc;

use postgres::{Client, NoTls};
use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions};
use xianban_testkit::postgres::Cluster;

use crate::Outcome;
use crate::arguments::Arguments;
use crate::ground::{Ground, lay_ground};
use crate::rounds::House;
use crate::speed::Speed;
use pgbench::Pgbench;

const TEMPLATE: &str = "ground";

/// The cluster, and what pgbench plays.
pub struct PostgresHouse {
    cluster: Arc<Cluster>,
    ground: Ground,
    pgbench: Pgbench,
    version: String,
}

impl PostgresHouse {
    /// Starts the cluster, lays the ground and records what a filing says to the engine.
    pub fn build(arguments: &Arguments) -> Outcome<Self> {
        let cluster = Arc::new(Cluster::start_durable());
        let mut laid = None;
        let name = cluster.database(TEMPLATE, |url| {
            laid = Some(in_the_template(url, arguments.clients));
        });
        let ground = laid.ok_or("the ground was not laid")??;
        let url = cluster.url(&name);
        let recorded = recording::record(&url, &ground)?;
        let folder = TempDir::with_prefix("xianban-bench-")?;
        let pgbench = Pgbench::prepare(&url, &recorded, folder, arguments)?;
        let version = version(&url)?;
        cluster.drop_database(&name);
        Ok(Self { cluster, ground, pgbench, version })
    }
}

fn in_the_template(url: &str, clients: usize) -> Outcome<Ground> {
    let db = Db::postgres(
        url,
        &PostgresOptions { writers: 1, readers: 1, queue: 64, ..PostgresOptions::default() },
    )?;
    let ground = lay_ground(&db, clients);
    db.close();
    ground
}

fn version(url: &str) -> Outcome<String> {
    let mut client = Client::connect(url, NoTls)?;
    let mut settings = Vec::new();
    for name in
        ["server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers"]
    {
        let value: String = client.query_one(&format!("show {name}"), &[])?.try_get(0)?;
        settings.push(format!("{name} = {value}"));
    }
    Ok(format!("postgresql; {}", settings.join(", ")))
}

impl House for PostgresHouse {
    type Copy = Copy;

    fn ground(&self) -> &Ground {
        &self.ground
    }

    fn engine(&self) -> String {
        self.version.clone()
    }

    fn ceiling_is(&self) -> &'static str {
        "pgbench, prepared mode, as many clients: the statements of a recorded filing of average size one after \
         another on one connection each, with its payload as parameters and rows of their own; \
         no HTTP, no hashing, no sealer, no decisions between the statements"
    }

    fn fresh(&self) -> Outcome<Copy> {
        let name = self.cluster.database(TEMPLATE, |_| ());
        Ok(Copy { cluster: Arc::clone(&self.cluster), name })
    }

    fn open(&self, copy: &Copy) -> Outcome<Db> {
        Ok(Db::postgres(&copy.url(), &PostgresOptions::default())?)
    }

    fn bytes(&self, copy: &Copy) -> Outcome<u64> {
        let mut client = Client::connect(&copy.url(), NoTls)?;
        let row = client.query_one("select pg_database_size(current_database())", &[])?;
        Ok(u64::try_from(row.try_get::<_, i64>(0)?)?)
    }

    fn ceiling(&self, _: &Copy, _: usize) -> Outcome<Speed> {
        self.pgbench.run(&self.fresh()?.url())
    }
}

/// A database of the cluster; dropped with this.
pub struct Copy {
    cluster: Arc<Cluster>,
    name: String,
}

impl Copy {
    fn url(&self) -> String {
        self.cluster.url(&self.name)
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        self.cluster.drop_database(&self.name);
    }
}
