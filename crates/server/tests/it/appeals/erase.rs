use std::fs;
use std::path::Path;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use xianban_domain::appeals::{self, Contact, ErasureGround, PlaceGiven, Said, Submit};
use xianban_domain::dossier;
use xianban_domain::office::Work;
use xianban_domain::rooms;
use xianban_kernel::{Actor, PersonId, Problem};
use xianban_store::{Db, Sought, SqliteOptions, search_text};
use xianban_testkit::office::{LAOSHAN, lay_demo};
use xianban_testkit::{Engine, Ground};

use super::{Town, greens, in_town};

/// Words nobody else uses. Indexes store a word without what it shares with the one before, so two
/// of them are of a kind that is stored almost whole: Latin, and characters of four bytes.
const PHRASE: &str = "鹦鹉螺旋翼紫檀九七三 qxkzwvjhm9731 𪚥𠔻";
const PHONE: &str = "13864209731";

/// What must be nowhere: the words, their pairs, and what an index keeps of them.
fn traces() -> Vec<String> {
    let chinese: Vec<char> = PHRASE.chars().take(10).collect();
    let pairs = chinese.windows(2).map(String::from_iter);
    let whole = ["鹦鹉螺旋翼紫檀九七三", "xkzwvjhm9731", "𪚥", "𠔻", PHONE];
    pairs.chain(whole.map(str::to_owned)).collect()
}

/// The traces that are in `bytes`, as they are or in hexadecimal.
fn found_in(bytes: &[u8]) -> Vec<String> {
    let holds = |trace: &String| {
        let hexadecimal = hex::encode(trace);
        [trace, &hexadecimal]
            .iter()
            .any(|form| bytes.windows(form.len()).any(|w| w == form.as_bytes()))
    };
    traces().into_iter().filter(holds).collect()
}

fn files_the_phrase(town: &Town) -> String {
    let form = Submit {
        text: PHRASE.to_owned(),
        place: PlaceGiven::Described(format!("{PHRASE}旁")),
        contact: Contact { phone: PHONE.parse().ok(), ..Contact::default() },
        ..greens(PlaceGiven::Unknown)
    };
    town.files(greens(PlaceGiven::Unknown)).unwrap();
    let no = town.files(form).unwrap().appeal.no;
    town.files(greens(PlaceGiven::Unknown)).unwrap();
    no
}

fn erases(town: &Town, who: &Actor, no: &str) -> Result<(), Problem> {
    let no = no.to_owned();
    let ground = ErasureGround::ConsentWithdrawn;
    town.does(who, 5, move |work| appeals::erase(work, &no, ground).map(drop))
}

fn hits(town: &Town) -> usize {
    let search = town.does(&town.resident, 6, move |work| {
        Ok(search_text(work.tx, Sought::under("37/3702/370212", "螺旋翼"), 9)?)
    });
    search.unwrap().found.len()
}

#[test]
fn what_was_erased_reads_as_nothing_and_the_trail_still_holds() {
    in_town(|town| {
        let no = files_the_phrase(town);
        town.does(&town.resident, 1, |work| {
            dossier::seal(work.tx, &work.office.keys, LAOSHAN, work.cx.at)
        })
        .unwrap();
        assert_eq!(hits(town), 1);
        erases(town, &town.resident, &no).unwrap();
        assert!(hits(town) == 0 && town.verifies());
        let said = town.does(&town.resident, 8, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            appeals::said(work, &appeal)
        });
        assert_eq!(said, Ok(Said { title: None, text: None, where_said: None }));
    });
}

#[test]
fn asked_twice_it_erases_once() {
    in_town(|town| {
        let no = files_the_phrase(town);
        erases(town, &town.resident, &no).unwrap();
        erases(town, &town.resident, &no).unwrap();
        let events = town.does(&town.resident, 8, move |work| {
            let appeal = appeals::by_no(work, &no)?;
            Ok(dossier::read_records(work.tx, LAOSHAN, appeal.id)?)
        });
        let kinds: Vec<String> = events.unwrap().into_iter().map(|event| event.kind).collect();
        assert_eq!(kinds, ["submitted.1", "erased.1"]);
    });
}

#[test]
fn an_open_appeal_goes_on_after_its_erasure() {
    in_town(|town| {
        let no = town.handled_by_gardeners().no;
        erases(town, &town.resident, &no).unwrap();
        let supplement = |work: &mut Work<'_, '_>, no: &str, _| {
            appeals::supplement(work, no, "又有人来种菜了。")
        };
        town.moves(&town.resident, 41, &no, supplement).unwrap();
        assert!(town.verifies());
        erases(town, &town.resident, &no).unwrap();
        assert!(town.verifies());
        town.moves(&town.gardeners, 42, &no, appeals::acknowledge).unwrap();
    });
}

#[test]
fn nobody_erases_another_person_s_appeal() {
    in_town(|town| {
        let no = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
        assert_eq!(erases(town, &town.clerk, &no).unwrap_err().code(), "erase");
        let neighbour = Actor::Resident(PersonId::new(8));
        assert_eq!(erases(town, &neighbour, &no), Err(Problem::NotFound));
        assert_eq!(erases(town, &Actor::System, &no), Ok(()));
    });
}

#[test]
fn an_erasure_that_left_something_or_that_nobody_recorded_is_found() {
    in_town(|town| {
        let no = files_the_phrase(town);
        let broken = |sql: &'static str| {
            let seen = town.does(&town.resident, 9, move |work| -> Result<(), Problem> {
                work.tx.execute(sql, &[])?;
                let broken = rooms::verify(work.office, work.tx, None)?;
                Err(Problem::refused("undo", broken.map(|b| b.to_string()).unwrap_or_default()))
            });
            seen.unwrap_err().said()
        };
        assert_eq!(broken("update seal set n = n"), "");
        assert!(broken("update dossier set key = null").contains("was changed or is gone"));
        erases(town, &town.resident, &no).unwrap();
        let refilled = "update vault set salt = prev, sealed = hash from event
            where event.dossier = vault.dossier and seq = 1 and sealed is null";
        for undone in [refilled, "delete from vault where sealed is null"] {
            assert!(broken(undone).contains("was changed or is gone"), "{undone}");
        }
    });
}

#[test]
fn no_byte_of_what_was_erased_stays_in_the_sqlite_files() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("xianban.db");
    let open = || Db::sqlite(&path, SqliteOptions::default()).unwrap().of_district(LAOSHAN);
    open().migrate().unwrap();
    lay_demo(&open());
    let town = Town::laid_on(&open());
    let no = files_the_phrase(&town);
    leave(town, &path);
    let before = found_in(&bytes_in(folder.path()));
    assert!(before.contains(&"xkzwvjhm9731".to_owned()), "the search sees what is there");

    let town = Town::laid_on(&open());
    erases(&town, &town.resident, &no).unwrap();
    leave(town, &path);
    assert_eq!(found_in(&bytes_in(folder.path())), Vec::<String>::new());
}

#[test]
fn no_dump_of_postgresql_holds_what_was_erased() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let db = Engine::Postgres.database(Ground::Demo);
    let town = Town::laid_on(&db);
    let no = files_the_phrase(&town);
    assert!(found_in(&dump(&db)).contains(&"螺旋".to_owned()), "the dump sees what is there");
    erases(&town, &town.resident, &no).unwrap();
    assert_eq!(found_in(&dump(&db)), Vec::<String>::new());
}

/// Closes the database; the last thread that lets go of it ends its write-ahead log.
fn leave(town: Town, path: &Path) {
    drop(town);
    let log = path.with_extension("db-wal");
    let gone = (0..1000).any(|_| {
        thread::sleep(Duration::from_millis(10));
        !log.exists()
    });
    assert!(gone, "the write-ahead log was not ended");
}

fn bytes_in(folder: &Path) -> Vec<u8> {
    let files = fs::read_dir(folder).unwrap();
    files.flat_map(|file| fs::read(file.unwrap().path()).unwrap()).collect()
}

/// Every row of every table as text, bytes in hexadecimal.
fn dump(db: &Db) -> Vec<u8> {
    let text = db.read_blocking(|tx| -> Result<String, Problem> {
        let tables = tx.rows(
            "select cast(tablename as text) as name from pg_tables where schemaname = 'public'",
            &[],
        )?;
        let mut text = String::new();
        for table in &tables {
            let name: String = table.get("name")?;
            for row in tx.rows(&format!("select cast(t as text) as line from {name} t"), &[])? {
                text += &row.get::<String>("line")?;
            }
        }
        Ok(text)
    });
    text.unwrap().into_bytes()
}
