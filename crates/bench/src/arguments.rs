use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Files, lists and reads over HTTP, beside what the bare engine does with the same rows.
#[derive(Debug, Parser)]
#[command(name = "xianban-bench", version, about, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// A part with a table of its own, instead of filings.
    #[command(subcommand)]
    pub part: Option<Part>,
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

/// Parts of the bench with a table of their own.
#[derive(Debug, Subcommand)]
pub enum Part {
    /// Asks dashboard, overview and reports over a year of synthetic matters.
    Figures(FiguresAsked),
    /// Grows one district to each of several sizes by the program's own verbs, and times the pages there.
    Growth(GrowthAsked),
    /// Breaks everything around a served program while clients write, and looks what is there afterwards.
    Chaos(ChaosAsked),
    /// Does to a served program what a stranger can do, and tells its memory and what another visitor
    /// waits before, during and after.
    Strain(StrainAsked),
    /// Runs a city on this machine: two PostgreSQL clusters, PgBouncer, a proxy before two nodes, and
    /// many clients that file. Restarts the nodes one by one, stops the standby for a while, kills the
    /// primary; tells what failed, how long, and whether every acknowledged filing is there once.
    Nodes(NodesAsked),
}

/// Which program, by which ways.
#[derive(Debug, Args)]
pub struct NodesAsked {
    /// A built `xianban`.
    #[arg(long, value_name = "FILE")]
    pub program: PathBuf,
    /// Only these ways to the database; all without it, each in a city of its own.
    #[arg(long, value_enum, value_name = "WAY", value_delimiter = ',')]
    pub ways: Vec<WayName>,
    /// What stands before the nodes.
    #[arg(long, value_enum, default_value = "haproxy")]
    pub front: FrontName,
    /// Clients at the same time.
    #[arg(long, default_value_t = 8, value_name = "N", value_parser = at_least_one)]
    pub clients: usize,
    /// Where the table goes as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// How nodes come to the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WayName {
    /// An address with both servers and `target_session_attrs=read-write`.
    Direct,
    /// PgBouncer with `pool_mode = transaction`, `prepared = false`.
    Transaction,
    /// PgBouncer with `pool_mode = session`.
    Session,
    /// HAProxy, which passes bytes on.
    Relay,
}

/// What shares requests out to the nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FrontName {
    /// It asks /readyz.
    Haproxy,
    /// It asks nobody and goes to the next node where one does not answer.
    Nginx,
}

/// Which program is broken, and for how long.
#[derive(Debug, Args)]
pub struct ChaosAsked {
    /// A built `xianban`.
    #[arg(long, value_name = "FILE")]
    pub program: PathBuf,
    /// Which engine: one node on a file, or two on a cluster.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub engine: EngineName,
    /// For how long something is broken, one fault after another.
    #[arg(long, default_value_t = 60, value_name = "N")]
    pub seconds: u64,
    /// Or until there were so many faults.
    #[arg(long, value_name = "N")]
    pub most: Option<usize>,
    /// Clients at the same time.
    #[arg(long, default_value_t = 8, value_name = "N", value_parser = at_least_one)]
    pub clients: usize,
    /// From which the faults are drawn.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Where the report goes as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// Which program is strained, and how.
#[derive(Debug, Args)]
pub struct StrainAsked {
    /// A built `xianban`.
    #[arg(long, value_name = "FILE")]
    pub program: PathBuf,
    /// Which engine.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub engine: EngineName,
    /// Only these strains; all without it.
    #[arg(long, value_enum, value_name = "STRAIN", value_delimiter = ',')]
    pub only: Vec<StrainName>,
    /// Where the table goes as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// What a stranger does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum StrainName {
    /// 100 wrong logins at a time, all from one address.
    Logins,
    /// The same, each from an address of its own.
    SpreadLogins,
    /// 1,100 connections that say nothing; the program may raise its limit of 1,024 descriptors.
    Silent,
    /// The same where it may not.
    SilentBound,
    /// 64 uploads that hardly go on.
    SlowUploads,
    /// 3,000 small photos of guests.
    GuestPhotos,
    /// 150 filings of one resident.
    Filings,
    /// Eight photos of about 30 MB.
    LargePhotos,
}

/// How many matters, and how often each page is asked.
#[derive(Debug, Args)]
pub struct FiguresAsked {
    /// Which engine.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub engine: EngineName,
    /// Matters of the year.
    #[arg(long, default_value_t = 3000, value_name = "N", value_parser = at_least_one)]
    pub matters: usize,
    /// How often each page is asked.
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = at_least_one)]
    pub times: usize,
    /// From which everything is drawn.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Where SQLite's file lies; the system's folder for passing files by default.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Where the table goes as JSON.
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

/// To which sizes a district grows, and how often each page is asked.
#[derive(Debug, Args)]
pub struct GrowthAsked {
    /// Which engine.
    #[arg(long, value_enum, default_value = "sqlite")]
    pub engine: EngineName,
    /// How many appeals it has when it is measured, growing.
    #[arg(long, value_name = "N,N", value_delimiter = ',', default_value = "3000,30000",
          value_parser = at_least_one)]
    pub sizes: Vec<usize>,
    /// So many appeals are lived by the program's own verbs; what is more is copied from them.
    #[arg(long, default_value_t = 3000, value_name = "N", value_parser = at_least_one)]
    pub lived: usize,
    /// What is still open is copied too: the work at hand grows as the history does.
    #[arg(long)]
    pub open_too: bool,
    /// How often each page is asked at each size, after three times that do not count.
    #[arg(long, default_value_t = 30, value_name = "N", value_parser = at_least_one)]
    pub times: usize,
    /// From which everything is drawn.
    #[arg(long, default_value_t = 1, value_name = "N")]
    pub seed: u64,
    /// Where SQLite's file lies; the system's folder for passing files by default.
    #[arg(long, value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// Where the table goes as JSON.
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
