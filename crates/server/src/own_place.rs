//! That the place of the files is this database's own: one mark lies there and stands in the database.
//!
//! Without it a node with another folder than its siblings, or with one that is not mounted, would show
//! no photo and tell nobody why; and two databases in one place would each sweep what the other keeps.

use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use xianban_domain::files::{leave_place, place, take_place};
use xianban_gateways::objects::Objects;
use xianban_kernel::{Moment, Seed};
use xianban_store::{Db, copy};

use crate::configuration::{Fault, Settings};
use crate::database::Database;
use crate::place::Place;

/// How long a sibling that starts for the first time at the same moment may take.
const MEANWHILE: Duration = Duration::from_secs(2);
/// Under what the mark lies in the place.
const LABEL: &str = "place-of-files";
/// The change of the tables that brought the mark.
const FIRST_WITH_PLACE: i64 = 30;

/// The place, checked: it is this database's, or becomes it if neither had another; something can be
/// put there, read and deleted.
pub fn checked(settings: &Settings, db: &Db, now: Moment) -> Result<Arc<dyn Objects>, Fault> {
    if belongs(settings, db, now).is_err() {
        // A sibling may have been between its two marks.
        sleep(MEANWHILE);
        belongs(settings, db, now)?;
    }
    let objects = settings.files.open(now)?;
    let trial: [u8; 32] = Seed::fresh().draw().bytes();
    let name = objects.put(&trial, now)?;
    objects.get(&name)?;
    objects.delete(&name)?;
    Ok(objects)
}

fn belongs(settings: &Settings, db: &Db, now: Moment) -> Result<(), Fault> {
    let known = db.read_blocking(place)?;
    let there = settings.files.as_it_is()?.mark(LABEL)?;
    match (known, there) {
        (Some(known), Some(there)) if known == there => Ok(()),
        // One node with its own folder: there is no other place to take for it.
        (Some(known), _) if alone(settings) => {
            Ok(settings.files.open(now)?.set_mark(LABEL, &known)?)
        }
        (None, Some(there)) if alone(settings) => take(db, there, now),
        (None, None) => take_anew(settings, db, now),
        (Some(_), None) => {
            let why = "is not where they are: is the folder mounted, is it what the other nodes name? To \
                       move them, copy everything with the mark";
            Err(elsewhere(settings, why))
        }
        (_, Some(_)) => Err(of_another(settings)),
    }
}

/// Only one program serves such a district, and only from here.
fn alone(settings: &Settings) -> bool {
    matches!((&settings.database, &settings.files), (Database::File(_), Place::Own(_)))
}

/// A mark that no other database, and no other district, has.
fn drawn(settings: &Settings) -> String {
    format!("{} {}", settings.district, hex::encode(Seed::fresh().draw().bytes::<16>()))
}

fn elsewhere(settings: &Settings, why: &str) -> Fault {
    Fault::FilesElsewhere(format!("{} {why} ({LABEL})", settings.files))
}

fn of_another(settings: &Settings) -> Fault {
    let why = "is the place of another database or district, and two would delete each other's: name \
               another in [files], or, when that database is gone for good, delete the mark";
    elsewhere(settings, why)
}

fn take(db: &Db, mark: String, now: Moment) -> Result<(), Fault> {
    db.write_blocking(Seed::fresh(), move |tx| take_place(tx, &mark, now))?;
    Ok(())
}

/// Draws a mark, and lays it before anybody reads it in the database. Whoever comes second at the same
/// moment waits for the first, lays none and finds his own mark missing.
fn take_anew(settings: &Settings, db: &Db, now: Moment) -> Result<(), Fault> {
    let objects = settings.files.open(now)?;
    let mark = drawn(settings);
    let laid = db.write_blocking(Seed::fresh(), move |tx| -> Result<bool, Fault> {
        let first = take_place(tx, &mark, now)?;
        if first {
            objects.set_mark(LABEL, &mark)?;
        }
        Ok(first)
    })?;
    if laid { Ok(()) } else { belongs(settings, db, now) }
}

/// Before a backup is brought back: files of another database are not mixed with it. `saved` is the mark
/// that the backup holds.
pub fn is_free(settings: &Settings, db: &Db, saved: Option<&str>) -> Result<(), Fault> {
    let Some(there) = settings.files.as_it_is()?.mark(LABEL)? else { return Ok(()) };
    let known = db.read_blocking(|tx| -> Result<_, xianban_store::Error> {
        let there = copy::newest_migration(tx)? >= FIRST_WITH_PLACE;
        if there { place(tx) } else { Ok(None) }
    })?;
    let ours = [saved, known.as_deref()].contains(&Some(&there));
    if ours || alone(settings) { Ok(()) } else { Err(of_another(settings)) }
}

/// After a backup was brought back: the place it was brought to is the database's.
pub fn brought_back(settings: &Settings, db: &Db, now: Moment) -> Result<(), Fault> {
    let objects = settings.files.open(now)?;
    let drawn = drawn(settings);
    db.write_blocking(Seed::fresh(), move |tx| {
        let (known, there) = (place(tx)?, objects.mark(LABEL)?);
        let mark = there.clone().or_else(|| known.clone()).unwrap_or_else(|| drawn.clone());
        if known.as_ref() != Some(&mark) {
            leave_place(tx)?;
            take_place(tx, &mark, now)?;
        }
        if there.is_none() {
            objects.set_mark(LABEL, &mark)?;
        }
        Ok::<_, Fault>(())
    })
}
