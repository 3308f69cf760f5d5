//! The demo district and its office, with a clock that stands still.

use xianban_domain::dossier;
use xianban_domain::keys::Keys;
use xianban_domain::ledger;
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{
    Atlas, DEMO, DEMO_OUTLINES, DistrictData, Layout, lay, lay_outlines, unit_by_code,
};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_kernel::{Actor, Context, Moment, Post, Role, Seed, Staff, StaffId};
use xianban_store::Db;

/// The demo's district.
pub const LAOSHAN: i64 = 370_212;

/// The office of a demo district that has been laid; Monday 2026-11-23, nine in the morning.
pub fn demo_office(db: &Db) -> Office {
    let book = db.read_blocking(|tx| RuleBook::load(tx, LAOSHAN));
    let book = book.expect("the test begins in the demo (`in_the_demo`)");
    let atlas = db.read_blocking(|tx| Atlas::load(tx, LAOSHAN)).expect("outlines can be read");
    // Who tests the second factor asks for it.
    Office::new(db, Keys::fixed(1), LAOSHAN, book, vocabulary()).charted(atlas).without_factors()
}

/// Lays rules, units and places.
pub fn lay_demo(db: &Db) {
    let at = nine_o_clock();
    let laid = db.write_blocking(Seed::fixed(1), move |tx| {
        let layout = Layout::of(&DistrictData::parse(DEMO).expect("the demo data holds"));
        lay(tx, &layout.expect("the demo data fits"), at)?;
        lay_outlines(tx, LAOSHAN, DEMO_OUTLINES)?;
        // The tests' clock stands still, and few people file for all.
        let (shipped, wide) =
            ("filings_of_one = { most = 10,", "filings_of_one = { most = 100000,");
        RuleBook::lay(tx, LAOSHAN, (&SHIPPED.replace(shipped, wide), vocabulary()), at)
    });
    let book = laid.expect("the demo district is laid");
    let office = Office::new(db, Keys::fixed(1), LAOSHAN, book, vocabulary());
    let cx = Context::new(Actor::System, at, Seed::fixed(1));
    let adopted = db
        .write_blocking(Seed::fixed(1), move |tx| ledger::adopt(&mut Work::new(tx, &cx, &office)));
    adopted.expect("units and rules have their ledgers");
    let sealed = db
        .write_blocking(Seed::fixed(2), move |tx| dossier::seal(tx, &Keys::fixed(1), LAOSHAN, at));
    sealed.expect("what was laid is sealed");
}

/// When the tests of the office begin.
pub fn nine_o_clock() -> Moment {
    Moment::parse("2026-11-23T09:00:00+08:00").expect("a time")
}

/// What somebody does, `minutes` after nine.
pub fn doing(actor: &Actor, minutes: i64) -> Context {
    let at = nine_o_clock().plus_millis(minutes * 60_000);
    Context::new(actor.clone(), at, Seed::fresh())
}

/// A member of staff in one seat of the demo district.
pub fn staff(db: &Db, unit: &'static str, role: &'static str) -> Actor {
    let found = db.read_blocking(move |tx| unit_by_code(tx, LAOSHAN, unit));
    let unit = found.expect("units can be read").expect("the demo has this unit");
    let id = unit.id.value() % 1_000_000 + i64::try_from(role.len()).unwrap_or(0);
    let posts = [Post { unit: unit.id, role: Role::new(role) }];
    Actor::Staff(Staff::new(StaffId::new(id), role, posts.into()))
}
