use std::fs;
use std::path::{Path, PathBuf};

use xianban_domain::office::{Office, Work};
use xianban_domain::rules::{self, SHIPPED};
use xianban_kernel::{Actor, Clock, Context, Moment, Problem, Seed};

use crate::boot;
use crate::closed;
use crate::configuration::{Fault, Settings};

/// What can be done with the rules.
#[derive(Debug, clap::Subcommand)]
pub enum Rules {
    /// List every version: from when, by whom, why.
    List,
    /// Write a version as a file, TOML with its comments or JSON by the file's ending.
    Export {
        /// Where to.
        file: PathBuf,
        /// Which version; the newest when not given.
        #[arg(long)]
        version: Option<i64>,
        /// The rules that come with this program instead, to compare with: `rules check` says how
        /// they differ from what is in force.
        #[arg(long, conflicts_with = "version")]
        shipped: bool,
    },
    /// Say whether a file could come into force here, and what it changes; write nothing.
    Check {
        /// The file, TOML or JSON.
        file: PathBuf,
    },
    /// Bring a file into force as the next version.
    Import {
        /// The file, TOML or JSON.
        file: PathBuf,
        /// Why; kept with the version.
        #[arg(long)]
        why: String,
        /// The day from which new appeals start under it, such as 2026-12-01; at once when not given.
        #[arg(long)]
        from: Option<String>,
    },
}

/// Does it.
pub fn run(settings: &Settings, what: &Rules) -> Result<(), Fault> {
    // What comes with the program is there before any district is.
    if let Rules::Export { file, shipped: true, .. } = what {
        return put(file, SHIPPED.to_owned());
    }
    boot::is_kept(settings)?;
    let office = boot::district(settings, Clock::machine().now())?;
    match what {
        Rules::List => list(&office)?,
        Rules::Export { file, version, .. } => export(&office, file, *version)?,
        Rules::Check { file } => check(&office, &read(file)?)?,
        Rules::Import { file, why, from } => bring(&office, &read(file)?, why, from.as_deref())?,
    }
    office.db.close();
    Ok(())
}

fn cx() -> Context {
    Context::new(Actor::System, Clock::machine().now(), Seed::fresh())
}

/// Reads, or writes, as the program itself.
fn doing<T: Send + 'static>(
    office: &Office,
    verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Fault> {
    let runtime = tokio::runtime::Runtime::new().map_err(Fault::while_doing("starting"))?;
    Ok(runtime.block_on(office.write(&cx(), verb))?)
}

fn list(office: &Office) -> Result<(), Fault> {
    for one in doing(office, rules::versions)? {
        let by = if one.by.is_empty() { "-" } else { &one.by };
        println!("{}\t{}\t{by}\t{}\t{} running", one.version, one.valid_from, one.why, one.running);
    }
    Ok(())
}

fn export(office: &Office, to: &Path, version: Option<i64>) -> Result<(), Fault> {
    let text = doing(office, move |work| {
        let newest = || rules::versions(work).map(|all| all.first().map_or(0, |one| one.version));
        let version = version.map_or_else(newest, Ok)?;
        rules::text_of(work, version)
    })?;
    put(to, text)
}

fn put(to: &Path, text: String) -> Result<(), Fault> {
    let json = to.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let text = if json { rules::json_of(&text)? } else { text };
    closed::write(to, text.as_bytes())
}

/// The text of a rules file, TOML or JSON.
pub fn read(file: &Path) -> Result<String, Fault> {
    let text = fs::read_to_string(file);
    let text = text.map_err(Fault::while_doing(format!("reading {}", file.display())))?;
    Ok(rules::toml_of(&text)?)
}

fn check(office: &Office, text: &str) -> Result<(), Fault> {
    let text = text.to_owned();
    let preview = doing(office, move |work| rules::preview_of(work, &text))?;
    for one in &preview.differences {
        let (from, to) = (one.from.as_deref().unwrap_or("-"), one.to.as_deref().unwrap_or("-"));
        println!("{}: {from} -> {to}", one.at.join("."));
    }
    for warning in &preview.fit.warnings {
        println!("note: {warning}");
    }
    for fault in &preview.fit.faults {
        println!("fault: {fault}");
    }
    match preview.fit.faults.len() {
        0 => Ok(()),
        n => Err(Fault::Unfit(n)),
    }
}

fn bring(office: &Office, text: &str, why: &str, from: Option<&str>) -> Result<(), Fault> {
    let (text, why) = (text.to_owned(), why.to_owned());
    let day = |day: &str| {
        let at = Moment::parse(&format!("{day}T00:00:00+08:00"));
        at.ok_or_else(|| Problem::fault("from", "write the day as 2026-12-01"))
    };
    let from = from.map(day).transpose()?;
    let version = doing(office, move |work| {
        let seen = rules::draft(work)?.n;
        if seen > 0 {
            let said = "a draft is being worked on in the console: publish or discard it first";
            return Err(Problem::refused("draft_open", said));
        }
        let draft = rules::change_draft(work, seen, &text)?;
        rules::publish(work, draft.n, from, &why)
    })?;
    println!("version {version}");
    Ok(())
}
