//! Backups: everything the program keeps, in one file that either database engine can take in.

mod form;
mod named;
mod restore;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

use indicatif::{ProgressBar, ProgressStyle};
use xianban_domain::keys::{FileKeys, Keys, belongs, is_marked};
use xianban_kernel::Clock;
use xianban_store::{Db, copy};

use self::form::{Head, Piece, TableHead, Writer};
use self::named::{Missing, Named};
use crate::boot;
use crate::configuration::{Fault, Settings};
use crate::last_seal::LastSeal;

pub use restore::{Restore, restore};

/// Rows read at a time.
const AT_A_TIME: i64 = 200;

/// The change of the tables that brought keys.
const FIRST_WITH_KEYS: i64 = 6;

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
    let kept = whole(settings, given, &head, &part);
    let kept = kept.and_then(|kept| {
        fs::rename(&part, &to).map_err(Fault::while_doing(format!("naming {}", to.display())))?;
        Ok(kept)
    });
    if kept.is_err() && part.exists() {
        fs::remove_file(&part)
            .map_err(Fault::while_doing(format!("removing {}", part.display())))?;
    }
    let Kept { rows, files, unsealed } = kept?;
    if !given.with_key {
        println!(
            "without the key: it stays in {}, save it apart (`xianban keys`)",
            FileKeys::of(&settings.data).path().display()
        );
    }
    println!("{rows} rows, {files} files saved in {}", to.display());
    println!("{}", not_sealed(unsealed));
    Ok(())
}

struct Kept {
    rows: u64,
    files: u64,
    unsealed: u64,
}

/// What of a backup no seal answers for, in a line.
fn not_sealed(events: u64) -> String {
    let waiting = match events {
        0 => "every event in it is under a seal".to_owned(),
        1 => "1 event in it is not under a seal yet: taken away, it would not be missed".to_owned(),
        n => format!(
            "{n} events in it are not under a seal yet: taken away, they would not be missed"
        ),
    };
    format!(
        "{waiting}; letters, sessions, drafts and what else is no record are under none \
         (docs/security.md, \"What is not protected\")"
    )
}

/// What waits for a seal.
const UNSEALED: &str = "unsealed";

/// How often a backup is begun again because files of its snapshot were erased meanwhile.
const BEGUN_AGAIN: usize = 3;

/// Rows and files of one moment. Erasing is final, so rows that still name what was erased since are
/// not kept: the next snapshot knows of it.
fn whole(settings: &Settings, given: &Backup, head: &Head, part: &Path) -> Result<Kept, Fault> {
    boot::is_kept(settings)?;
    for _ in 0..=BEGUN_AGAIN {
        if let Some(kept) = written(settings, given, head.clone(), part)? {
            return Ok(kept);
        }
    }
    Err(Fault::backup(part, "cannot be made while files are being erased: try again later"))
}

/// Writes rows and files; `None` when files of an appeal were erased meanwhile.
fn written(
    settings: &Settings,
    given: &Backup,
    head: Head,
    part: &Path,
) -> Result<Option<Kept>, Fault> {
    // Read before the snapshot: the rows then hold this seal and later ones.
    let seal = LastSeal::read(&settings.data)?;
    let db = boot::as_it_is(settings)?;
    own_key(settings, &db)?;
    let Snapshot { writer, rows, unsealed, named } = snapshot(&db, head, part)?;
    let mut out = Out { writer, part };
    let objects = settings.files.as_it_is()?;
    let mut files = 0;
    let missing = named.each(|name| {
        let (bytes, at) = objects.kept(name)?;
        files += 1;
        out.put(&Piece::File(at.millis(), bytes))
    })?;
    let missing = missing.missing(&db)?;
    db.close();
    match missing {
        Missing::Nothing => {}
        Missing::Overtaken => return Ok(None),
        Missing::These(missing) => {
            return Err(Fault::backup(&given.to, named::told(&missing, &settings.files)));
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
    Ok(Some(Kept { rows, files, unsealed }))
}

/// That the key in the data directory is the one the rows are sealed under: without it a backup can
/// be brought back by nobody.
fn own_key(settings: &Settings, db: &Db) -> Result<(), Fault> {
    let data = settings.data.clone();
    db.read_blocking(move |tx| {
        if copy::newest_migration(tx)? >= FIRST_WITH_KEYS && is_marked(tx)? {
            belongs(tx, &Keys::from_provider(&FileKeys::open(&data)?)?)?;
        }
        Ok(())
    })
}

/// The rows of one moment, written.
struct Snapshot {
    writer: Writer,
    rows: u64,
    unsealed: u64,
    named: Named,
}

/// Every row of every table as of one moment. The tables are left as they are: a newer program may
/// save what an older one serves.
fn snapshot(db: &Db, head: Head, part: &Path) -> Result<Snapshot, Fault> {
    let part = part.to_owned();
    let bar = counting();
    db.read_blocking(move |tx| {
        let migration = copy::newest_migration(tx)?;
        if migration == 0 {
            return Err(Fault::backup(&part, "cannot be made: the database is empty"));
        }
        let cannot = || Fault::while_doing(format!("writing {}", part.display()));
        let writer = Writer::begin(&part).map_err(cannot())?;
        let mut out = Out { writer, part: &part };
        out.put(&Piece::Head(Head { migration, ..head.clone() }))?;
        let (mut rows, mut unsealed, mut named) = (0, 0, Named::default());
        for table in copy::tables(tx)? {
            let (name, columns) = (table.name.clone(), table.columns.clone());
            let table_head = TableHead { name, columns };
            out.put(&Piece::Table(table_head.clone()))?;
            let mut page = table.rows_behind(tx, None, AT_A_TIME)?;
            while let Some(last) = page.last().cloned() {
                bar.inc(u64::try_from(page.len()).unwrap_or(0));
                for row in page {
                    named.row(&table_head, &row);
                    out.put(&Piece::Row(row))?;
                    rows += 1;
                    unsealed += u64::from(table_head.name == UNSEALED);
                }
                page = table.rows_behind(tx, Some(&last), AT_A_TIME)?;
            }
        }
        bar.finish_and_clear();
        Ok(Snapshot { writer: out.writer, rows, unsealed, named })
    })
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
