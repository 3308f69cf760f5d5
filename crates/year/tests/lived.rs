//! The year, lived through on both engines: its figures are those of the plan, and the trail holds.

#![cfg(test)] // so clippy knows that what stands here may panic

use std::collections::BTreeMap;

use tokio::runtime::Runtime;
use xianban_domain::identity::{Password, PasswordHash};
use xianban_domain::office::{Office, Work};
use xianban_domain::rooms;
use xianban_kernel::{Actor, Context, Problem, Seed};
use xianban_store::{Db, params};
use xianban_testkit::office::demo_office;
use xianban_year::{Fate, Figures, Plan, STORIES, Tale, end, live};

fn password() -> PasswordHash {
    let username = "clerk".parse().unwrap();
    Password::new("春光山色-2026-先办", &username)
        .unwrap()
        .hash(&mut Seed::fixed(1).draw())
        .unwrap()
}

fn lives(db: &Db, figures: &Figures) -> Office {
    let office = demo_office(db);
    let calendar = office.rules_at(end()).calendar;
    let plan = Plan::of(figures, &calendar, Seed::fixed(2026)).unwrap();
    let hash = password();
    let year = live((&office, None), plan, &hash, Seed::fixed(2026), |_| ());
    Runtime::new().unwrap().block_on(year).unwrap();
    office
}

fn count(office: &Office, sql: &'static str) -> usize {
    let found = office.db.read_blocking(move |tx| {
        let row = tx.row(sql, &[])?;
        row.map_or(Ok(0), |row| row.get::<i64>("n"))
    });
    usize::try_from(found.unwrap()).unwrap()
}

fn holds(office: &Office) {
    let cx = Context::new(Actor::System, end(), Seed::fixed(1));
    let desk = office.clone();
    let broken = office.db.read_blocking(move |tx| {
        let work = Work::new(tx, &cx, &desk);
        rooms::verify(work.office, work.tx, None)
    });
    assert_eq!(broken.unwrap(), None);
}

/// How many matters of each standing there are, of residents and firms or of patrols.
fn standings(office: &Office, of_patrols: bool) -> BTreeMap<String, usize> {
    let found = office.db.read_blocking(move |tx| {
        let mut found = BTreeMap::new();
        for row in tx.rows("select origin, standing from appeal", &[])? {
            if (row.get::<String>("origin")? == "grid_patrol") == of_patrols {
                *found.entry(row.get("standing")?).or_default() += 1;
            }
        }
        Ok::<_, Problem>(found)
    });
    found.unwrap()
}

fn standing(fate: Fate) -> &'static str {
    match fate {
        Fate::Submitted => "submitted",
        Fate::Assessing => "assessing",
        Fate::Planning => "planning",
        Fate::Handling | Fate::Paused | Fate::Held => "handling",
        Fate::Reviewing => "reviewing",
        Fate::Asked => "following_up",
        Fate::Concluding => "concluding",
        Fate::Declined => "declined",
        Fate::Withdrawn => "withdrawn",
        _ => "closed",
    }
}

/// Every figure is a plain count over the rows.
fn has(office: &Office, figures: &Figures) {
    for (among, of_patrols) in [(figures.appeals, false), (figures.patrols, true)] {
        let mut planned = BTreeMap::new();
        for (fate, n) in among {
            *planned.entry(standing(*fate).to_owned()).or_default() += n;
        }
        assert_eq!(standings(office, of_patrols), planned);
    }
    let asked = |wanted: fn(Fate) -> bool| Figures::count(figures.appeals, wanted);
    let accepted = "select count(*) as n from event e join appeal a on a.id = e.dossier
                    where e.kind = 'accepted.1' and a.origin <> 'grid_patrol'";
    assert_eq!(count(office, accepted), asked(Fate::is_accepted));
    let unrated = "select count(*) as n from event where kind = 'closed.1'";
    assert_eq!(count(office, unrated), asked(|fate| fate == Fate::Unrated));
    let rated = "select count(*) as n from appeal
                 where origin <> 'grid_patrol' and standing = 'closed' and grade is not null";
    assert_eq!(count(office, rated), asked(Fate::is_rated));
    let low = "select count(*) as n from appeal where standing = 'closed' and grade < 3";
    assert_eq!(count(office, low), asked(|fate| fate == Fate::Concluded));
    let again = "select count(*) as n from appeal where standing = 'closed' and round = 2";
    assert_eq!(count(office, again), asked(|fate| fate == Fate::SecondRound));
    let held = "select count(*) as n from appeal where registers like '%,hold,%'";
    assert_eq!(count(office, held), asked(|fate| fate == Fate::Held));
    let early = "select count(*) as n from appeal
                 where origin = 'grid_patrol' and filed_at < 1767196800000";
    assert_eq!(count(office, early), 0, "patrols are counted from the new year on");
    let waiting = "select count(*) as n from outbox where done_at is null";
    assert_eq!(count(office, waiting), 0, "nobody gets a letter of the past");
}

/// What is told beside the figures: turns in single matters, and the stories of several.
fn tells(office: &Office) {
    for kind in [
        "returned.1",
        "ruled.1",
        "recused.1",
        "extension_asked.1",
        "refused.1",
        "urged.1",
        "supervised.1",
        "supervision_answered.1",
        "listed.1",
    ] {
        assert!(events(office, kind) > 0, "no {kind} in the year");
    }
    let (returned, ruled) = (events(office, "returned.1"), events(office, "ruled.1"));
    assert_eq!(returned, ruled, "each return is ruled on");
    let whistles = STORIES.iter().filter(|one| matches!(one.tale, Tale::Whistle { .. })).count();
    assert_eq!(facts(office, "whistle"), whistles);
    assert_eq!(facts(office, "consulted"), STORIES.len() - whistles);
    assert!(facts(office, "met") >= 12, "each month has its meetings");
    assert_eq!(facts(office, "returned"), returned);
    assert!(facts(office, "supervised") > 0, "one stands under supervision");
    let praised = "select count(*) as n from praise where standing = 'published'";
    assert!(count(office, praised) >= STORIES.len());
}

fn events(office: &Office, kind: &'static str) -> usize {
    counted(office, "select count(*) as n from event where district = $1 and kind = $2", kind)
}

fn facts(office: &Office, what: &'static str) -> usize {
    counted(office, "select count(*) as n from fact where district = $1 and count = $2", what)
}

fn counted(office: &Office, sql: &'static str, of: &'static str) -> usize {
    let found = office.db.read_blocking(move |tx| {
        let row = tx.row(sql, params![tx.district(), of])?;
        row.map_or(Ok(0), |row| row.get::<i64>("n"))
    });
    usize::try_from(found.unwrap()).unwrap()
}

#[test]
fn a_small_year_has_its_figures_and_the_trail_holds() {
    xianban_testkit::in_the_demo(|db| {
        let office = lives(db, &Figures::SMALL);
        has(&office, &Figures::SMALL);
        tells(&office);
        holds(&office);
    });
}

#[test]
#[ignore = "the whole year takes a minute or two on each engine"]
fn the_whole_year_has_the_figures_of_the_article() {
    xianban_testkit::in_the_demo(|db| {
        let office = lives(db, &Figures::ARTICLE);
        has(&office, &Figures::ARTICLE);
        tells(&office);
        holds(&office);
    });
}
