use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use xianban_kernel::Secret;
use xianban_web::PublicAddress;

use crate::database::Tls;
use crate::{backup, import, rules, setup, trail, user};

/// An open platform for hearing residents and getting each matter done.
#[derive(Debug, Parser)]
#[command(name = "xianban", version, about)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Where and on what.
    #[command(flatten)]
    pub settings: GivenSettings,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Begin a real district: its unit, its platform office and three administrators, whose drawn
    /// passwords are shown once. What is there already stays; a second time changes nothing.
    Setup(setup::Setup),
    /// Bring the tables up to date and serve the pages.
    Serve,
    /// Lay the demo district, serve it, and live through a year of its matters meanwhile.
    Demo {
        /// Only the bare district, without its year.
        #[arg(long)]
        empty: bool,
    },
    /// Bring the tables up to date, then stop.
    Migrate,
    /// Show the settings as they would be used, then stop.
    CheckConfig {
        /// Show a configuration file with every setting instead.
        #[arg(long)]
        sample: bool,
    },
    /// Say where the key outside the database lives and how to save it.
    Keys,
    /// Save everything in one file, while the pages are served.
    Backup(backup::Backup),
    /// Bring a backup back into an empty database, of either engine; another data directory or
    /// database may be served meanwhile. Letters that had not gone out when the backup was made go
    /// out when the restored data is served.
    Restore(backup::Restore),
    /// Bring in what another platform kept.
    Import {
        /// What.
        #[command(subcommand)]
        what: Import,
    },
    /// The rules of the district: what is in force, files out and in.
    Rules {
        /// What to do with them.
        #[command(subcommand)]
        what: rules::Rules,
    },
    /// Accounts of staff and of other systems.
    User {
        /// What to do with them.
        #[command(subcommand)]
        what: user::User,
    },
    /// What happened, in an order nobody can change unseen.
    Trail {
        /// What to do with it.
        #[command(subcommand)]
        what: Trail,
    },
}

/// What can be brought in.
#[derive(Debug, Subcommand)]
pub enum Import {
    /// Appeals with their replies and real times, each once; may run while the pages are served.
    /// Ends with `N added, N already there, N bad`; fails when it was stopped before the end.
    Appeals(import::Appeals),
    /// Units, grids, places and staff of the district, as docs/organisation-import.md describes:
    /// checked as a whole before anything is written; what the file leaves out stays as it is.
    Organisation(import::Organisation),
}

/// What can be done with the trail.
#[derive(Debug, Subcommand)]
pub enum Trail {
    /// Check every seal, chain, vault and row in one snapshot; fails at the first broken place.
    Verify,
    /// Write one appeal's trail as a file that a stranger can check without this program; the form
    /// is described in docs/trail-export.md.
    Export(trail::Export),
}

/// Settings as given on the command line or in `XIANBAN_*` variables; each may also stand in the
/// configuration file, which has the last word after these two.
#[derive(Debug, Default, Args)]
pub struct GivenSettings {
    /// Address to serve on.
    #[arg(long, global = true, value_name = "ADDR", env = "XIANBAN_LISTEN")]
    pub listen: Option<SocketAddr>,
    /// Directory for the database file, photos and keys.
    #[arg(long, global = true, value_name = "DIR", env = "XIANBAN_DATA")]
    pub data: Option<PathBuf>,
    /// A `postgres://` address; without one, a SQLite file in the data directory.
    #[arg(
        long,
        global = true,
        value_name = "URL",
        env = "XIANBAN_DATABASE",
        hide_env_values = true
    )]
    pub database: Option<String>,
    /// A PEM file with the authorities whose certificates count for the database, instead of this
    /// machine's.
    #[arg(long, global = true, value_name = "FILE", env = "XIANBAN_DATABASE_CA")]
    pub database_ca: Option<PathBuf>,
    /// Whether the database may be reached in plain text.
    #[arg(long, global = true, value_name = "WHETHER", env = "XIANBAN_DATABASE_TLS")]
    pub database_tls: Option<Tls>,
    /// County code of the district, six digits.
    #[arg(
        long,
        global = true,
        value_name = "CODE",
        env = "XIANBAN_DISTRICT",
        value_parser = clap::value_parser!(i64).range(100_000..=999_999)
    )]
    pub district: Option<i64>,
    /// Where people find the site, such as `https://xianban.example`; with https, browsers keep to it.
    #[arg(long, global = true, value_name = "URL", env = "XIANBAN_PUBLIC_ADDRESS")]
    pub public_address: Option<PublicAddress>,
    /// Proxies whose X-Forwarded-For is believed, with commas between.
    #[arg(
        long,
        global = true,
        value_name = "ADDR",
        env = "XIANBAN_TRUSTED_PROXIES",
        value_delimiter = ','
    )]
    pub trusted_proxies: Option<Vec<IpAddr>>,
    /// A file that says by how many milliseconds the clock is off, read again all the time: for trials of
    /// what a wrong clock does.
    #[arg(long, global = true, hide = true, value_name = "FILE")]
    pub clock_off_by: Option<PathBuf>,
    /// The secret of the gateway for short messages, when no file holds it; meant for the variable.
    #[arg(
        long,
        global = true,
        hide = true,
        env = "XIANBAN_SMS_SECRET",
        hide_env_values = true,
        value_parser = secret
    )]
    pub sms_secret: Option<Secret<String>>,
    /// The bucket's secret key; a file in `[files.s3]` goes before it.
    #[arg(
        long,
        global = true,
        hide = true,
        env = "XIANBAN_S3_SECRET",
        hide_env_values = true,
        value_parser = secret
    )]
    pub s3_secret: Option<Secret<String>>,
    /// A TOML file with the same names.
    #[arg(long, global = true, value_name = "FILE", env = "XIANBAN_CONFIG")]
    pub config: Option<PathBuf>,
}

fn secret(text: &str) -> Result<Secret<String>, &'static str> {
    if text.trim().is_empty() { Err("it is empty") } else { Ok(Secret::new(text.to_owned())) }
}
