//! Where the matters lie: one file, or one database of a private cluster; gone when dropped.

use std::fs;
use std::path::{Path, PathBuf};

use postgres::{Client, NoTls};
use tempfile::TempDir;
use xianban_store::{Db, PostgresOptions, SqliteOptions};
use xianban_testkit::postgres::Cluster;

use crate::Outcome;
use crate::arguments::EngineName;

/// A database to fill.
pub enum House {
    /// A folder with the file.
    Sqlite(TempDir),
    /// A database of a cluster, by its name.
    Postgres(Box<Cluster>, String),
}

impl House {
    /// An empty one.
    pub fn build(engine: EngineName, folder: Option<&Path>) -> Outcome<Self> {
        let folder = folder.map_or_else(std::env::temp_dir, Path::to_path_buf);
        Ok(match engine {
            EngineName::Sqlite => Self::Sqlite(TempDir::with_prefix_in("xianban-bench-", folder)?),
            EngineName::Postgres => {
                let cluster = Cluster::start_durable();
                let name = cluster.empty_database();
                Self::Postgres(Box::new(cluster), name)
            }
        })
    }

    /// Opens it as the program does.
    pub fn open(&self) -> Outcome<Db> {
        Ok(match self {
            Self::Sqlite(folder) => Db::sqlite(&file(folder), SqliteOptions::default())?,
            Self::Postgres(cluster, name) => {
                Db::postgres(&cluster.url(name), &PostgresOptions::default())?
            }
        })
    }

    /// Lets the engine do what it does by itself in the course of a year.
    pub fn settle(&self) -> Outcome<()> {
        if let Self::Postgres(cluster, name) = self {
            Client::connect(&cluster.url(name), NoTls)?.batch_execute("vacuum analyze")?;
        }
        Ok(())
    }

    /// What it takes on the disk.
    pub fn bytes(&self) -> Outcome<u64> {
        match self {
            Self::Sqlite(folder) => Ok(fs::metadata(file(folder))?.len()),
            Self::Postgres(cluster, name) => {
                let size = "select pg_database_size(current_database())";
                let row = Client::connect(&cluster.url(name), NoTls)?.query_one(size, &[])?;
                Ok(u64::try_from(row.try_get::<_, i64>(0)?)?)
            }
        }
    }
}

fn file(folder: &TempDir) -> PathBuf {
    folder.path().join("xianban.db")
}
