use std::fs::File;
use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use indicatif::{ProgressBar, ProgressStyle};
use tokio::task::{JoinError, JoinSet};
use xianban_domain::appeals::import::{Landed, Lines, Source, import};
use xianban_domain::office::Office;
use xianban_kernel::{Actor, Clock, Context, Problem, Seed};

use crate::boot;
use crate::closed;
use crate::configuration::{Fault, Settings};

/// Rows on their way at once: enough to fill a group commit, few enough to hold in memory.
const UNDER_WAY: usize = 64;

/// What is brought in, from where.
#[derive(Debug, clap::Args)]
pub struct Appeals {
    /// JSON Lines, UTF-8: `id`, `at` and `text` in each line, `user`, `title`, `reply` with
    /// `replied_at` where there are any; other fields are passed over.
    pub file: PathBuf,
    /// What the other platform is called: with a row's `id` it tells which rows are here already.
    #[arg(long, value_name = "NAME", default_value = "other")]
    pub source: Source,
    /// Where bad rows are told with line and reason; in the data directory unless told otherwise.
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
}

/// Brings appeals of another platform in: good rows land, bad rows go to the report, rows that are
/// here already are left alone. Stopped by Ctrl-C it finishes what is under way; run again, it goes
/// on where it stopped.
pub fn appeals(settings: &Settings, given: &Appeals) -> Result<(), Fault> {
    let office = boot::as_left(settings)?;
    let opened = || Fault::while_doing(format!("opening {}", given.file.display()));
    let file = File::open(&given.file).map_err(opened())?;
    let length = file.metadata().map_err(opened())?.len();
    let report = Report::at(given.report.clone().unwrap_or_else(|| report(settings, &given.file)));
    let mut run = Run { office, source: given.source.clone(), tally: Tally::default(), report };
    let runtime = tokio::runtime::Runtime::new().map_err(Fault::while_doing("starting"))?;
    let whole = runtime.block_on(run.through(Lines::of(BufReader::new(file)), length))?;
    run.office.db.close();
    if run.report.file.is_some() {
        println!("bad rows are told in {}", run.report.path.display());
    }
    if !whole {
        println!("stopped before the end: run it again to bring in the rest");
    }
    let Tally { added, already_there, bad } = run.tally;
    println!("{added} added, {already_there} already there, {bad} bad");
    if whole { Ok(()) } else { Err(Fault::Stopped) }
}

fn report(settings: &Settings, file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    settings.data.join(format!("import-{name}.bad.txt"))
}

#[derive(Clone, Copy, Default)]
struct Tally {
    added: u64,
    already_there: u64,
    bad: u64,
}

struct Run {
    office: Office,
    source: Source,
    tally: Tally,
    report: Report,
}

/// What became of the row in a line.
type Outcome = (u64, Result<Landed, Problem>);

impl Run {
    /// Brings in line after line; answers whether it came to the end.
    async fn through(
        &mut self,
        mut lines: Lines<BufReader<File>>,
        length: u64,
    ) -> Result<bool, Fault> {
        let (bar, stopped) = (bar(length), stop_wanted());
        let mut under_way: JoinSet<Outcome> = JoinSet::new();
        let mut whole = false;
        while !stopped.load(Ordering::Relaxed) {
            let Some(read) = lines.next_row().map_err(Fault::while_doing("reading the file"))?
            else {
                whole = true;
                break;
            };
            bar.set_position(lines.bytes());
            match read {
                Err(bad) => self.bad(&bad.to_string())?,
                Ok(row) => {
                    let (office, source, line) =
                        (self.office.clone(), self.source.clone(), lines.line());
                    let cx = Context::new(Actor::System, Clock::machine().now(), Seed::fresh());
                    under_way.spawn(async move {
                        let landed =
                            office.write_later(&cx, move |work| import(work, &source, &row));
                        (line, landed.await)
                    });
                }
            }
            while under_way.len() >= UNDER_WAY {
                self.land_one(&mut under_way).await?;
            }
        }
        while !under_way.is_empty() {
            self.land_one(&mut under_way).await?;
        }
        bar.finish_and_clear();
        Ok(whole)
    }

    async fn land_one(&mut self, under_way: &mut JoinSet<Outcome>) -> Result<(), Fault> {
        let Some(landed) = under_way.join_next().await else { return Ok(()) };
        let broken = |error: JoinError| Problem::broken(error.to_string());
        let (line, landed) = landed.map_err(broken)?;
        match landed {
            Ok(Landed::Added) => self.tally.added += 1,
            Ok(Landed::AlreadyThere) => self.tally.already_there += 1,
            Err(refused @ (Problem::Refused { .. } | Problem::Faults(_))) => {
                self.bad(&format!("第 {line} 行：{}", refused.said()))?;
            }
            Err(problem) => return Err(problem.into()),
        }
        Ok(())
    }

    fn bad(&mut self, told: &str) -> Result<(), Fault> {
        self.tally.bad += 1;
        self.report.tell(told)
    }
}

/// The report, made with its first line.
struct Report {
    path: PathBuf,
    file: Option<File>,
}

impl Report {
    const fn at(path: PathBuf) -> Self {
        Self { path, file: None }
    }

    fn tell(&mut self, line: &str) -> Result<(), Fault> {
        let cannot = || Fault::while_doing(format!("writing {}", self.path.display()));
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(closed::file(&self.path).map_err(cannot())?),
        };
        writeln!(file, "{line}").map_err(cannot())
    }
}

/// Shown on a terminal only.
fn bar(length: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{wide_bar} {bytes}/{total_bytes} {eta}");
    let bar = ProgressBar::new(length);
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar
}

/// Becomes true at the first Ctrl-C; a second one ends the program as usual.
fn stop_wanted() -> Arc<AtomicBool> {
    let stopped = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&stopped);
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            told.store(true, Ordering::Relaxed);
        }
    });
    stopped
}
