//! Backups: everything the program keeps, in one file that either database engine can take in.

mod form;
mod restore;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use xianban_domain::keys::FileKeys;
use xianban_gateways::objects::{DiskObjects, Objects};
use xianban_kernel::Clock;
use xianban_store::copy;

use self::form::{Head, Piece, TableHead, Writer};
use crate::boot;
use crate::configuration::{Database, Fault, Settings};
use crate::last_seal::LastSeal;

pub use restore::{Restore, restore};

/// Rows or files read at a time.
const AT_A_TIME: i64 = 200;

/// What is saved where.
#[derive(Debug, clap::Args)]
pub struct Backup {
    /// A file that is not there yet, or a directory in which one is made, named after district and
    /// time.
    pub to: PathBuf,
    /// Save the key as well. Whoever then has the file reads everything: keep it under lock, and
    /// keep backups without the key for daily use.
    #[arg(long)]
    pub with_key: bool,
}

/// Saves every row of one snapshot, every file and the copy of the last seal, while the pages are
/// served. The key is left out unless asked for.
pub fn backup(settings: &Settings, given: &Backup) -> Result<(), Fault> {
    let now = Clock::machine().now();
    let to = if given.to.is_dir() {
        let stamp = now.civil().strftime("%Y%m%d-%H%M%S");
        given.to.join(format!("xianban-{}-{stamp}.backup", settings.district))
    } else {
        given.to.clone()
    };
    if to.exists() {
        return Err(Fault::backup(&to, "is there already: give another name"));
    }
    let mut part = to.clone().into_os_string();
    part.push(".part");
    let part = PathBuf::from(part);
    let head = Head { made_at: now.to_string(), migration: 0 };
    let kept = written(settings, given, head, &part);
    let kept = kept.and_then(|kept| {
        fs::rename(&part, &to).map_err(Fault::while_doing(format!("naming {}", to.display())))?;
        Ok(kept)
    });
    if kept.is_err() && part.exists() {
        fs::remove_file(&part)
            .map_err(Fault::while_doing(format!("removing {}", part.display())))?;
    }
    let Kept { rows, files } = kept?;
    if !given.with_key {
        println!(
            "without the key: it stays in {}, save it apart (`xianban keys`)",
            FileKeys::of(&settings.data).path().display()
        );
    }
    println!("{rows} rows, {files} files saved in {}", to.display());
    Ok(())
}

struct Kept {
    rows: u64,
    files: u64,
}

fn written(settings: &Settings, given: &Backup, head: Head, part: &Path) -> Result<Kept, Fault> {
    // Read before the snapshot: the rows then hold this seal and later ones.
    let seal = LastSeal::read(&settings.data)?;
    let (writer, rows) = snapshot(settings, head, part)?;
    let mut out = Out { writer, part };
    let mut files = 0;
    let objects = DiskObjects::open(settings.files())?;
    let (mut last, most) = (None, usize::try_from(AT_A_TIME).unwrap_or(1));
    loop {
        let page = objects.list(last.as_ref(), most)?;
        let Some(end) = page.last() else { break };
        last = Some(end.name);
        for stored in page {
            // One that was erased meanwhile is wanted by no row.
            if objects.exists(&stored.name)? {
                out.put(&Piece::File(stored.at.millis(), objects.get(&stored.name)?))?;
                files += 1;
            }
        }
    }
    if let Some(seal) = seal {
        out.put(&Piece::Seal(seal))?;
    }
    if given.with_key {
        let key = FileKeys::open(&settings.data)?;
        let text = fs::read(key.path()).map_err(Fault::while_doing("reading the key"))?;
        out.put(&Piece::Key(text.trim_ascii().to_vec()))?;
    }
    let cannot = out.cannot();
    out.writer.finish().map_err(cannot)?;
    Ok(Kept { rows, files })
}

/// Every row of every table as of one moment. The tables are left as they are: a newer program may
/// save what an older one serves.
fn snapshot(settings: &Settings, head: Head, part: &Path) -> Result<(Writer, u64), Fault> {
    if let Database::File(path) = &settings.database
        && !path.exists()
    {
        return Err(Fault::backup(path, "is not there: nothing to save"));
    }
    let db = boot::as_it_is(settings)?;
    let part = part.to_owned();
    let bar = counting();
    let saved = db.read_blocking(move |tx| {
        let migration = copy::newest_migration(tx)?;
        if migration == 0 {
            return Err(Fault::backup(&part, "cannot be made: the database is empty"));
        }
        let cannot = || Fault::while_doing(format!("writing {}", part.display()));
        let writer = Writer::begin(&part).map_err(cannot())?;
        let mut out = Out { writer, part: &part };
        out.put(&Piece::Head(Head { migration, ..head.clone() }))?;
        let mut rows = 0;
        for table in copy::tables(tx)? {
            let (name, columns) = (table.name.clone(), table.columns.clone());
            out.put(&Piece::Table(TableHead { name, columns }))?;
            let mut page = table.rows_behind(tx, None, AT_A_TIME)?;
            while let Some(last) = page.last().cloned() {
                bar.inc(u64::try_from(page.len()).unwrap_or(0));
                for row in page {
                    out.put(&Piece::Row(row))?;
                    rows += 1;
                }
                page = table.rows_behind(tx, Some(&last), AT_A_TIME)?;
            }
        }
        bar.finish_and_clear();
        Ok((out.writer, rows))
    });
    db.close();
    saved
}

/// A backup being written, and what it is called when that fails.
struct Out<'a> {
    writer: Writer,
    part: &'a Path,
}

impl<'a> Out<'a> {
    fn put(&mut self, piece: &Piece) -> Result<(), Fault> {
        let cannot = self.cannot();
        self.writer.write(piece).map_err(cannot)
    }

    fn cannot(&self) -> impl FnOnce(std::io::Error) -> Fault + use<'a> {
        Fault::while_doing(format!("writing {}", self.part.display()))
    }
}

/// Rows counted on a terminal.
fn counting() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} rows") {
        bar.set_style(style);
    }
    bar
}
