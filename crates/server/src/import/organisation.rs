use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use xianban_domain::identity::{Password, PasswordHash, Username};
use xianban_domain::organisation::{self, Brought, ImportPlan, Misfit, Records, plan_import};
use xianban_kernel::{Actor, Clock, Context, Seed};

use crate::boot;
use crate::configuration::{Fault, Settings};

/// Lines of a preview; a whole district has thousands.
const SHOWN: usize = 200;

/// What is brought in, from where.
#[derive(Debug, clap::Args)]
pub struct Organisation {
    /// A JSON or GeoJSON file, a CSV or XLSX file named after its table (units, grids, members,
    /// places, staff, outlines), or a directory of such files.
    pub file: PathBuf,
    /// Say what would change, and write nothing.
    #[arg(long)]
    pub preview: bool,
}

/// Brings a district's organisation in.
pub fn organisation(settings: &Settings, given: &Organisation) -> Result<(), Fault> {
    let brought = brought(&given.file)?;
    let records = Records::read(&brought).map_err(|misfits| unfit(&misfits))?;
    let fresh = boot::is_kept(settings).is_err();
    let office = boot::district(settings, Clock::machine().now())?;
    if fresh {
        println!("district {} is begun in {}", settings.district, settings.data.display());
    }
    let cx = Context::new(Actor::System, Clock::machine().now(), Seed::fresh());
    let runtime = tokio::runtime::Runtime::new().map_err(Fault::while_doing("starting"))?;
    let planned = runtime.block_on(office.read(&cx, move |work| plan_import(work, &records)))?;
    let plan = planned.map_err(|misfits| unfit(&misfits))?;
    tell(&plan, given.preview);
    if given.preview {
        return Ok(());
    }
    let (passwords, shown) = passwords(&plan)?;
    let bar = bar(plan.changes.len());
    let told = |made: usize| bar.inc(u64::try_from(made).unwrap_or(0));
    runtime.block_on(organisation::import(&office, &cx, &plan, &passwords, told))?;
    bar.finish_and_clear();
    for (username, password) in shown {
        println!("{username}: password, shown this once: {password}");
    }
    println!("{} changes made", plan.changes.len());
    office.db.close();
    Ok(())
}

/// The file, or the tables in the directory in the order of their names.
fn brought(path: &Path) -> Result<Vec<Brought>, Fault> {
    let reading = |path: &Path| Fault::while_doing(format!("reading {}", path.display()));
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        let entries = fs::read_dir(path).map_err(reading(path))?;
        let entries: Result<Vec<_>, _> = entries.map(|entry| entry.map(|e| e.path())).collect();
        files = entries.map_err(reading(path))?;
        files.retain(|file| {
            let ending = file.extension().unwrap_or_default().to_ascii_lowercase();
            ["csv", "tsv", "xlsx", "json", "geojson"].iter().any(|known| ending == *known)
        });
        files.sort();
    }
    let one = |file: PathBuf| {
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Brought { name, bytes: fs::read(&file).map_err(reading(&file))? })
    };
    files.into_iter().map(one).collect()
}

fn unfit(misfits: &[Misfit]) -> Fault {
    for misfit in misfits {
        println!("{misfit}");
    }
    Fault::Unfit(misfits.len())
}

fn tell(plan: &ImportPlan, preview: bool) {
    if preview {
        for note in plan.notes().take(SHOWN) {
            println!("{note}");
        }
        let more = plan.notes().count().saturating_sub(SHOWN);
        if more > 0 {
            println!("and {more} more");
        }
    }
    for remark in &plan.remarks {
        println!("{remark}");
    }
    for (table, tally) in &plan.tallies {
        println!(
            "{table}: {} new, {} changed, {} the same, {} not in the file and left alone",
            tally.new, tally.changed, tally.same, tally.left
        );
    }
}

type Passwords = (BTreeMap<String, PasswordHash>, Vec<(String, String)>);

/// One for each account that is added, changed at its first login.
fn passwords(plan: &ImportPlan) -> Result<Passwords, Fault> {
    let (mut hashes, mut shown) = (BTreeMap::new(), Vec::new());
    let bar = bar(plan.accounts.len());
    for account in &plan.accounts {
        let username: Username = account.parse()?;
        let mut draw = Seed::fresh().draw();
        let (password, text) = Password::drawn(&username, &mut draw)?;
        hashes.insert(account.clone(), password.hash(&mut draw)?);
        shown.push((account.clone(), text));
        bar.inc(1);
    }
    bar.finish_and_clear();
    Ok((hashes, shown))
}

/// Shown on a terminal only.
fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(u64::try_from(length).unwrap_or(0));
    if let Ok(style) = ProgressStyle::with_template("{wide_bar} {pos}/{len} {eta}") {
        bar.set_style(style);
    }
    bar
}
