use std::path::PathBuf;

use clap::{Parser, ValueEnum};

/// Files, lists and reads over HTTP, beside what the bare engine does with the same rows.
#[derive(Debug, Parser)]
#[command(name = "xianban-bench", version, about)]
pub struct Arguments {
    /// Which engine.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub engine: EngineName,
    /// Appeals filed in each round; 0 to measure only `--program`.
    #[arg(long, default_value_t = 5000, value_name = "N")]
    pub appeals: usize,
    /// Clients at the same time, each with one kept connection and one resident.
    #[arg(long, default_value_t = 16, value_name = "N", value_parser = at_least_one)]
    pub clients: usize,
    /// Requests of each way of reading, in each round.
    #[arg(long, default_value_t = 1000, value_name = "N")]
    pub reads: usize,
    /// Rounds: ours and the ceiling in turn, each on a fresh database.
    #[arg(long, default_value_t = 3, value_name = "N", value_parser = at_least_one)]
    pub rounds: usize,
    /// A built `xianban`: also measure its memory a minute after its start and its second start.
    #[arg(long, value_name = "FILE")]
    pub program: Option<PathBuf>,
    /// Where SQLite's files lie while they are measured; the system's folder for passing files by
    /// default. PostgreSQL's always lie there.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Where the figures go as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// The engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EngineName {
    /// A file beside the program.
    Sqlite,
    /// A private cluster, synced as it comes.
    Postgres,
}

impl Arguments {
    /// Where files lie.
    pub fn folder(&self) -> PathBuf {
        self.folder.clone().unwrap_or_else(std::env::temp_dir)
    }
}

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|n| *n > 0).ok_or_else(|| "must be a number from 1".to_owned())
}
