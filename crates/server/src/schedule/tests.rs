use tempfile::TempDir;
use xianban_domain::appeals::{self, Contact, PlaceGiven, Submit};
use xianban_domain::identity;
use xianban_domain::office::Work;
use xianban_domain::rules::AppealKind;
use xianban_gateways::objects::MemoryObjects;
use xianban_kernel::{Moment, PhoneNumber, Problem};
use xianban_store::{Db, params};
use xianban_testkit::in_the_demo;
use xianban_testkit::office::{demo_office, doing, nine_o_clock};

use super::*;

const DAY: i64 = 24 * 3_600_000;

/// A node of the demo district that does its chores when a test says so.
struct Desk {
    node: Node,
    clock: Clock,
    data: TempDir,
}

impl Desk {
    fn of(db: &Db, at: Moment) -> Self {
        let (office, clock) = (demo_office(db), Clock::frozen(at));
        let data = TempDir::new().unwrap();
        let courier = Courier::printing(office.clone(), "https://x.example".to_owned());
        let places = (data.path().to_owned(), Arc::new(MemoryObjects::new()) as Arc<dyn Objects>);
        let (making, ready) = (Making::default(), Readiness::default());
        let node = Node::of(courier, (office, clock.clone()), places, (making, ready));
        Self { node, clock, data }
    }

    fn does(&self, chore: Chore) {
        runtime().block_on(self.node.round(chore));
    }

    fn count(&self, sql: &'static str) -> i64 {
        let read = move |tx: &mut Tx<'_>| tx.row(sql, params![])?.map_or(Ok(0), |row| row.get("n"));
        self.node.office.db.read_blocking::<_, Error, _>(read).unwrap()
    }

    fn cards(&self) -> i64 {
        self.count("select count(*) as n from event where kind like 'carded%'")
    }
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// Somebody files; nobody accepts it.
fn files(db: &Db) {
    let office = demo_office(db);
    let does = |actor: Actor, verb: fn(&mut Work<'_, '_>) -> Result<(), Problem>| {
        let (office, cx) = (office.clone(), doing(&actor, 0));
        let job = move |tx: &mut Tx<'_>| verb(&mut Work::new(tx, &cx, &office));
        db.write_blocking(Seed::fresh(), job).unwrap();
    };
    does(Actor::System, |work| {
        let phone: PhoneNumber = "13812346621".parse().unwrap();
        let person = identity::record_person(work, &phone, None)?;
        let cx = Context::new(Actor::Resident(person), work.cx.at, work.cx.seed);
        let filing = Submit {
            kind: AppealKind::Livelihood,
            title: String::new(),
            text: "楼道灯不亮。".to_owned(),
            place: PlaceGiven::Unknown,
            tile: None,
            contact: Contact::default(),
            public: false,
        };
        appeals::submit(&mut Work::new(work.tx, &cx, work.office), &filing).map(drop)
    });
}

#[test]
fn a_clock_that_jumps_gives_no_cards_until_somebody_says_that_it_is_right() {
    in_the_demo(|db| {
        files(db);
        let desk = Desk::of(db, nine_o_clock());
        desk.does(Chore::GiveSign);
        // The very first look after the jump is the one of the chore that would judge.
        desk.clock.set(nine_o_clock().plus_millis(10 * DAY));
        desk.does(Chore::GiveCards);
        assert_eq!(desk.cards(), 0, "ten days in no time");
        desk.clock.set(nine_o_clock());
        desk.does(Chore::GiveSign);
        assert!(desk.node.alive.believed_now().is_some(), "it came back");
        let started_again = Desk::of(db, nine_o_clock().plus_millis(10 * DAY));
        started_again.does(Chore::GiveSign);
        started_again.does(Chore::GiveCards);
        assert!(started_again.cards() > 0, "the operator started it again: ten days have passed");
    });
}

#[test]
fn letters_of_a_clock_that_ran_ahead_go_out_when_it_is_back() {
    in_the_demo(|db| {
        files(db);
        let desk = Desk::of(db, nine_o_clock());
        desk.does(Chore::GiveSign);
        let ahead = nine_o_clock().plus_millis(10 * DAY);
        desk.clock.set(ahead);
        desk.does(Chore::GiveSign);
        let write = move |tx: &mut Tx<'_>| {
            tx.execute("update outbox set run_at = $1, created_at = $1", params![ahead])
        };
        db.write_blocking::<_, Error, _>(Seed::fixed(1), write).unwrap();
        desk.clock.set(nine_o_clock());
        desk.does(Chore::SendNotices);
        let waiting = "select count(*) as n from outbox where done_at is null";
        assert_eq!(desk.count(waiting), 1, "it is for later");
        desk.does(Chore::GiveSign);
        desk.does(Chore::SendNotices);
        assert_eq!(desk.count(waiting), 0);
    });
}

#[test]
fn a_lead_taken_by_a_clock_that_ran_ahead_is_void() {
    in_the_demo(|db| {
        let ahead = Desk::of(db, nine_o_clock().plus_millis(10 * DAY));
        let right = Desk::of(db, nine_o_clock());
        runtime().block_on(async {
            assert!(ahead.node.leads().await.unwrap());
            assert!(right.node.leads().await.unwrap(), "nobody waits ten days");
        });
    });
}

#[test]
fn a_node_that_cannot_write_says_so() {
    in_the_demo(|db| {
        let desk = Desk::of(db, nine_o_clock());
        desk.does(Chore::GiveSign);
        assert_eq!(desk.count("select count(*) as n from node"), 1);
        let beside = desk.data.path().join("alive");
        assert!(std::fs::read_to_string(&beside).unwrap().starts_with("2026-11-23T09:00"));
        std::fs::remove_file(&beside).unwrap();
        std::fs::create_dir(&beside).unwrap();
        let told = runtime().block_on(desk.node.alive.round()).unwrap_err().to_string();
        assert!(told.contains("alive"), "the path is named: {told}");
    });
}
