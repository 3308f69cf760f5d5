use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, ScopedJoinHandle};
use std::time::Instant;

use xianban_domain::appeals::PlaceGiven;
use xianban_domain::dossier::seal_waiting;
use xianban_domain::rooms::sweep;
use xianban_kernel::{Actor, Problem};
use xianban_store::Db;
use xianban_testkit::Engine;
use xianban_testkit::office::{LAOSHAN, doing};

use crate::appeals::trail::broken_place;
use crate::appeals::{Town, greens};

const CLIENTS: u64 = 16;
/// Each is filed and accepted: twice as many verbs.
const APPEALS: u64 = 200;
/// Filed before the race, so that the first sweep meets somebody on the fastest disk too.
const WAITING: u64 = 20;
/// Every duty is overdue by then: the sweep meets the clerks at the same rows.
const A_MONTH_LATER: i64 = 30 * 24 * 60;

/// What the clients had to live through.
#[derive(Default)]
struct Told {
    taken: AtomicU64,
    done: AtomicU64,
    busy: AtomicU64,
}

/// Files and accepts until all appeals are taken.
fn client(town: &Town, told: &Told) {
    let estate = town.estate();
    while told.taken.fetch_add(1, Ordering::SeqCst) < APPEALS {
        let form = greens(PlaceGiven::Known(estate));
        let filed = patiently(told, || town.files(form.clone())).appeal;
        patiently(told, || town.accepts(&filed.no, filed.version));
        told.done.fetch_add(1, Ordering::SeqCst);
    }
}

/// Tries again as long as the answer is to come back.
fn patiently<T>(told: &Told, verb: impl Fn() -> Result<T, Problem>) -> T {
    loop {
        match verb() {
            Err(Problem::Busy) => told.busy.fetch_add(1, Ordering::SeqCst),
            outcome => return outcome.unwrap(),
        };
    }
}

/// Sweeps and seals, at least once, until told to stop; answers how many cards it gave.
fn schedule(town: &Town, open: &AtomicBool) -> u64 {
    let mut cards = 0;
    loop {
        let cx = doing(&Actor::System, A_MONTH_LATER);
        cards += town.waits(sweep(&town.office, &cx)).unwrap().cards;
        town.waits(seal_waiting(&town.office.db, &town.office.keys, LAOSHAN, cx.at)).unwrap();
        if !open.load(Ordering::SeqCst) {
            return cards;
        }
    }
}

fn race(db: &Db) {
    let town = Town::laid_on(db);
    for _ in 0..WAITING {
        town.files(greens(PlaceGiven::Known(town.estate()))).unwrap();
    }
    let (told, open) = (Told::default(), AtomicBool::new(true));
    let (before, began) = (db.figures(), Instant::now());
    let cards = thread::scope(|scope| {
        let beside = scope.spawn(|| schedule(&town, &open));
        let clients: Vec<_> = (0..CLIENTS).map(|_| scope.spawn(|| client(&town, &told))).collect();
        let ended: Vec<_> = clients.into_iter().map(ScopedJoinHandle::join).collect();
        open.store(false, Ordering::SeqCst);
        assert!(ended.iter().all(Result::is_ok), "a client was refused");
        beside.join().unwrap()
    });
    let (after, done) = (db.figures(), told.done.load(Ordering::SeqCst));
    let (jobs, reruns) = (after.jobs - before.jobs, after.reruns - before.reruns);
    println!(
        "{}: {done} filed and accepted, {cards} cards, {reruns} reruns of {jobs} jobs, {} told to \
         come back, in {:?}",
        db.engine(),
        told.busy.load(Ordering::SeqCst),
        began.elapsed()
    );
    assert_eq!((done, told.busy.into_inner()), (APPEALS, 0));
    assert!(cards >= WAITING, "the sweep passed somebody by");
    assert!(reruns * 50 <= jobs, "more than two in a hundred had to be repeated");
    assert_eq!(broken_place(&town, &[]), "nowhere");
}

#[test]
fn many_clients_beside_sealer_and_sweep_all_get_their_work_done() {
    for engine in Engine::asked() {
        engine.with_room_for(16, 4096, race);
    }
}
