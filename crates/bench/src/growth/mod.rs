//! How long pages and moves take while a district grows: one database is filled to each of several sizes,
//! spread over five years, and at each size the pages ([`pages`]) are asked over HTTP of the real routes.
//! What is slower at the last size than at the first stands out.
//!
//! The first thousands are lived by the program's own verbs ([`life`]), with the demo's small year among
//! them for whistles, consultations, meetings, praise and second rounds; the others are copies of their
//! rows ([`copies`]).

mod ask;
mod copies;
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
use copies::Copies;
use fill::{Filler, Grown, YEARS};
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
    let (first, last) = (sizes.first().copied().unwrap_or(1), sizes.last().copied().unwrap_or(1));
    let lived = asked.lived.min(last);
    let stage = Stage::set(&office, (begin, now), (first.min(lived), lived))?;
    let askers = askers(&office, ground)?;
    let mut filler = Filler::new(&office, stage, asked.seed)?;
    filler.tell_the_year()?;
    let only = Some(lived).filter(|lived| *lived < last);
    let (mut measured, mut copies) = (Vec::new(), None);
    for size in sizes {
        let grown = grow(&mut filler, &mut copies, (size, lived), (last, asked.open_too))?;
        house.settle()?;
        let (standing, bytes) = (filler.standing()?, house.bytes()?);
        let door = Door::open(&office, true)?;
        let pages = pages::pages(&office, &filler)?;
        let asked = ask::ask(&door, &askers, (&pages, &filler), asked.times)?;
        door.close()?;
        measured.push(Size { appeals: size, grown, standing, bytes, asked });
        eprint!("{}", Table::new(machine.clone(), db.engine(), only, measured.clone()));
    }
    let table = Table::new(machine, db.engine(), only, measured);
    print!("{table}");
    if let Some(path) = &asked.json {
        std::fs::write(path, serde_json::to_vec_pretty(&table)?)?;
    }
    drop((filler, office));
    db.close();
    Ok(())
}

/// Grows to a size: what is to be lived is lived, then the rest copied. What can be copied is settled
/// before anything is asked, as asking files appeals too.
fn grow(
    filler: &mut Filler,
    copies: &mut Option<Copies>,
    (size, lived): (usize, usize),
    (last, open_too): (usize, bool),
) -> Outcome<Grown> {
    let mut grown = filler.grow(size.min(lived))?;
    if copies.is_none() && size >= lived && last > lived {
        *copies = Some(filler.copies(open_too)?);
    }
    if let Some(copies) = copies.as_mut().filter(|_| size > lived) {
        filler.copy(copies, size, &mut grown)?;
    }
    Ok(grown)
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
    use super::pages::Who;
    use xianban_domain::rooms;
    use xianban_store::{Db, PostgresOptions, SqliteOptions};
    use xianban_testkit::postgres::Cluster;

    use crate::client::{Client, Form};

    use super::*;

    /// The stage in a new database.
    fn laid(db: &Db, ends: (usize, usize)) -> (Office, Filler, Ground) {
        let now = Clock::machine().now();
        let begin = now.plus_hours(-24 * (365 * YEARS + 30));
        let ground = ground::lay_ground_at(db, RESIDENTS, begin).unwrap();
        let office = ground::office(db).unwrap();
        let stage = Stage::set(&office, (begin, now), ends).unwrap();
        let filler = Filler::new(&office, stage, 1).unwrap();
        (office, filler, ground)
    }

    /// What was lived in a new database, up to each of these sizes.
    fn lived(db: &Db, sizes: &[usize]) -> (Office, Filler) {
        let (office, mut filler, _) = laid(db, (sizes[0], sizes[sizes.len() - 1]));
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

    /// Where a count of the facts and what was added up differ.
    const UNEQUAL: &str = "select count(*) as n from (
        select count, day, count(*) as number from fact where district = $1
          and count in ('filed', 'accepted', 'closed', 'rated') group by count, day
        except
        select count, day, number from tally where district = $1 and scope = 'd'
          and facet = 'all') as unequal";
    /// Rows that would be a copy's, where nothing was lived for them.
    const ALONE: &str = "select count(*) as n from duty where district = $1
        and dossier not in (select id from dossier where district = $1)";

    fn number(office: &Office, sql: &'static str) -> i64 {
        let read = move |tx: &mut xianban_store::Tx<'_>| {
            let row = tx.row(sql, xianban_store::params![ground::DISTRICT])?;
            Ok::<i64, xianban_kernel::Problem>(row.unwrap().get("n")?)
        };
        office.db.read_blocking(read).unwrap()
    }

    /// The year, some that were lived, and copies up to two sizes.
    fn copied(db: &Db) -> (Office, Ground) {
        let (office, mut filler, ground) = laid(db, (130, 130));
        filler.tell_the_year().unwrap();
        filler.grow(130).unwrap();
        let mut copies = filler.copies(true).unwrap();
        for (size, more) in [(400, 270), (450, 50)] {
            let mut grown = Grown::default();
            filler.copy(&mut copies, size, &mut grown).unwrap();
            assert_eq!(grown.copies, more);
            let standing = filler.standing().unwrap();
            assert_eq!((standing.appeals, standing.changes), (i64::try_from(size).unwrap(), 0));
        }
        (office, ground)
    }

    fn every_copy_counts_and_opens(db: &Db) {
        let (office, ground) = copied(db);
        assert_eq!((number(&office, UNEQUAL), number(&office, ALONE)), (0, 0));
        let twice = "select count(*) as n from folded where district = $1 and kind = 'whistle'";
        let once =
            "select count(*) as n from growth_folded where district = $1 and kind = 'whistle'";
        assert!(number(&office, once) > 0);
        assert_eq!(number(&office, twice), 3 * number(&office, once));
        let of_copies = "select count(*) as n from text_entry where district = $1
            and id in (select id from appeal) and id not in (select id from growth_appeal)";
        assert_eq!(number(&office, of_copies), 320);
        let askers = askers(&office, ground).unwrap();
        let door = Door::open(&office, true).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(pages_of_copies(&office, &door, &askers));
        door.close().unwrap();
    }

    async fn pages_of_copies(office: &Office, door: &Door, askers: &Askers) {
        let read = |tx: &mut xianban_store::Tx<'_>| {
            let sql = "select no from growth_dossier where district = $1";
            let rows = tx.rows(sql, xianban_store::params![ground::DISTRICT])?;
            rows.iter().map(|row| Ok::<String, xianban_kernel::Problem>(row.get("no")?)).collect()
        };
        let lived: Vec<String> = office.db.read(read).await.unwrap();
        let mut client = Client::connect(door.address).await.unwrap();
        for (list, who, page) in [
            ("/c/appeals?q=小区", Who::Dispatcher, "/c/appeals/{}"),
            ("/c/appeals?standing=handling", Who::Dispatcher, "/c/appeals/{}"),
            ("/c/whistles?all=yes", Who::Leader, "/c/whistles/{}"),
            ("/c/consultations?all=yes", Who::Leader, "/c/consultations/{}"),
            ("/done", Who::Guest, "/done/{}"),
        ] {
            let cookie = askers.cookie(who).unwrap();
            let list = ask::escaped(list);
            let body = client.get(&list, cookie, Form::Json).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            let mark = if list == "/done" { "/done/" } else { "\"no\":\"" };
            let shown = numbers_in(&body, mark);
            let copy = shown.iter().find(|no| !lived.contains(no));
            let copy = copy.unwrap_or_else(|| panic!("no copy in {list}: {body}"));
            client.get(&page.replace("{}", copy), cookie, Form::Html).await.unwrap();
        }
    }

    /// The numbers in an answer, each behind a mark.
    fn numbers_in(body: &str, mark: &str) -> Vec<String> {
        let found = body.split(mark).skip(1);
        found.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
    }

    #[test]
    fn every_copy_counts_and_opens_on_sqlite() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&folder.path().join("xianban.db"), SqliteOptions::default()).unwrap();
        every_copy_counts_and_opens(&db);
    }

    #[test]
    fn every_copy_counts_and_opens_on_postgresql() {
        let cluster = Cluster::start_durable();
        let url = cluster.url(&cluster.empty_database());
        every_copy_counts_and_opens(&Db::postgres(&url, &PostgresOptions::default()).unwrap());
    }
}
