//! How long pages and moves take while a district grows: one database is filled to each of several sizes
//! by the program's own verbs ([`life`]), spread over five years, and at each size the pages ([`pages`])
//! are asked over HTTP of the real routes. What is slower at the last size than at the first stands out.
//!
//! Not lived here: whistles, consultations, meetings, praise and second rounds; their lists are asked
//! all the same, as they may not grow with the appeals.

mod ask;
mod fill;
mod life;
mod pages;
mod stage;
mod table;

use xianban_domain::office::Office;
use xianban_kernel::Clock;

use crate::Outcome;
use crate::arguments::GrowthAsked;
use crate::door::Door;
use crate::figures::house::House;
use crate::ground::{self, Ground};
use crate::machine;
use fill::{Filler, YEARS};
use pages::Askers;
use stage::Stage;
use table::{Size, Table};

/// Residents with a session.
const RESIDENTS: usize = 2;

/// Grows the district, asks the pages and prints the table.
pub fn run(asked: &GrowthAsked) -> Outcome<()> {
    let folder = asked.folder.clone().unwrap_or_else(std::env::temp_dir);
    let machine = machine::look(&folder)?;
    let house = House::build(asked.engine, Some(&folder))?;
    let db = house.open()?;
    let now = Clock::machine().now();
    let begin = now.plus_hours(-24 * (365 * YEARS + 30));
    let ground = ground::lay_ground_at(&db, RESIDENTS, begin)?;
    let office = ground::office(&db)?;
    let mut sizes = asked.sizes.clone();
    sizes.sort_unstable();
    let ends = (sizes.first().copied().unwrap_or(1), sizes.last().copied().unwrap_or(1));
    let stage = Stage::set(&office, (begin, now), ends)?;
    let askers = askers(&office, ground)?;
    let mut filler = Filler::new(&office, stage, asked.seed)?;
    let mut measured = Vec::new();
    for size in sizes {
        let grown = filler.grow(size)?;
        house.settle()?;
        let (standing, bytes) = (filler.standing()?, house.bytes()?);
        let door = Door::open(&office, true)?;
        let pages = pages::pages(&office, &filler)?;
        let asked = ask::ask(&door, &askers, (&pages, &filler), asked.times)?;
        door.close()?;
        measured.push(Size { appeals: size, grown, standing, bytes, asked });
        eprint!("{}", Table::new(machine.clone(), db.engine(), measured.clone()));
    }
    let table = Table::new(machine, db.engine(), measured);
    print!("{table}");
    if let Some(path) = &asked.json {
        std::fs::write(path, serde_json::to_vec_pretty(&table)?)?;
    }
    drop((filler, office));
    db.close();
    Ok(())
}

fn askers(office: &Office, ground: Ground) -> Outcome<Askers> {
    Ok(Askers {
        ground,
        dispatcher: ground::staff(office, "bench3", ("platform", "dispatcher"))?,
        reviewer: ground::staff(office, "bench4", ("platform", "reviewer"))?,
        auditor: ground::staff(office, "bench5", ("platform", "audit_admin"))?,
    })
}

#[cfg(test)]
mod tests {
    use xianban_domain::rooms;
    use xianban_store::{Db, SqliteOptions};

    use super::*;

    /// What was lived in a new database, up to each of these sizes.
    fn lived(db: &Db, sizes: &[usize]) -> (Office, Filler) {
        let now = Clock::machine().now();
        let begin = now.plus_hours(-24 * (365 * YEARS + 30));
        ground::lay_ground_at(db, RESIDENTS, begin).unwrap();
        let office = ground::office(db).unwrap();
        let ends = (sizes[0], sizes[sizes.len() - 1]);
        let stage = Stage::set(&office, (begin, now), ends).unwrap();
        let mut filler = Filler::new(&office, stage, 1).unwrap();
        for size in sizes {
            let grown = filler.grow(*size).unwrap();
            assert!(grown.moves > 3 * u64::try_from(grown.appeals).unwrap(), "{grown:?}");
        }
        (office, filler)
    }

    #[test]
    fn what_was_lived_is_sealed_counted_and_holds_when_it_is_verified() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&folder.path().join("xianban.db"), SqliteOptions::default()).unwrap();
        let (office, filler) = lived(&db, &[40, 60]);
        let standing = filler.standing().unwrap();
        assert_eq!((standing.appeals, standing.counted), (60, 60));
        assert_eq!((standing.unsealed, standing.changes), (0, 0));
        assert!(standing.events > 240 && standing.open < 12, "{standing:?}");
        let desk = office.clone();
        let broken = db.of_district(ground::DISTRICT);
        let broken = broken.read_blocking(move |tx| rooms::verify(&desk, tx, None)).unwrap();
        assert_eq!(broken, None);
    }
}
