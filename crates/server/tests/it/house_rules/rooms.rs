//! Files lean on each other one way, and a room is entered by its door.

use std::collections::BTreeSet;

use super::imports::{Map, made_up};
use super::no_fault;
use super::ratchet::ratchet;

/// Whoever wants to understand one file of a circle has to read them all.
#[test]
fn files_do_not_lean_on_each_other_in_circles() {
    let map = Map::of_rooms_and_faces();
    let circles = map.circles();
    println!("{} edges, {} files in the largest circle", circles.len(), map.largest_circle());
    ratchet("circles", &map.named(&circles));
}

/// Where a folder says that its modules are layers, the order of its `mod` lines is theirs.
#[test]
fn a_layer_uses_only_what_stands_above_it() {
    let map = Map::of_rooms_and_faces();
    ratchet("climbs", &map.named(&map.climbs()));
}

/// What a room shows is said in its own `mod.rs`.
#[test]
fn a_room_is_entered_by_its_door() {
    no_fault(Map::of_rooms_and_faces().back_doors("xianban_domain"));
}

/// Otherwise the laws above would hold for want of knowing better.
#[test]
fn every_path_of_ours_is_followed_to_its_end() {
    no_fault(Map::of_rooms_and_faces().lost());
}

#[test]
fn a_circle_is_seen_through_every_way_to_name_a_thing() {
    let room = "mod open; mod shut; mod store; mod alone; mod plain; pub use open::{Open, open};";
    let map = made_up(&[
        ("lib.rs", "mod room;"),
        ("room/mod.rs", room),
        // By the door, to a function that is called like its module.
        ("room/store.rs", "use super::open; pub fn load() { open(); }"),
        // By a path in the code, a nested import and one that follows another.
        ("room/open.rs", "pub struct Open; pub fn open() { crate::room::shut::shut::<u8>(); }"),
        ("room/shut.rs", "use super::{store::{self}, plain::*}; pub fn shut() { store::load() }"),
        // What only tests use is no circle, nor what nobody leads back from.
        ("room/alone.rs", "use super::Open; #[cfg(test)] mod tests { use super::super::shut; }"),
        ("room/plain.rs", "pub fn plain() { let _ = vec![super::Open::new()]; }"),
    ]);
    let room = |from: &str, to: &str| format!("src/room/{from}.rs -> src/room/{to}.rs");
    let expected =
        [room("open", "shut"), room("shut", "store"), room("store", "open")].map(String::from);
    assert_eq!(map.named(&map.circles()), BTreeSet::from(expected));
    assert_eq!(map.largest_circle(), 3);
}

#[test]
fn a_layer_that_climbs_is_found() {
    let layers =
        "// Layers: each may use only those above it.\nmod words;\nmod rows;\nmod verbs;\n";
    let files = |door: &'static str| {
        made_up(&[
            ("lib.rs", "mod room;"),
            ("room/mod.rs", door),
            ("room/words.rs", "fn of() { super::verbs::Verb::of(); }"),
            ("room/rows/mod.rs", "mod deep; use super::words::Word;"),
            ("room/rows/deep.rs", "use crate::room::{verbs::Verb, words};"),
            ("room/verbs.rs", "use super::{rows, words}; pub enum Verb { One }"),
        ])
    };
    let declared = files(layers);
    let climbs =
        ["rows/deep", "words"].map(|from| format!("src/room/{from}.rs -> src/room/verbs.rs"));
    assert_eq!(declared.named(&declared.climbs()), BTreeSet::from(climbs));
    assert!(files("mod words; mod rows; mod verbs;").climbs().is_empty());
}

#[test]
fn a_back_door_is_found() {
    let map = made_up(&[
        ("lib.rs", "mod room; mod street;"),
        ("room/mod.rs", "pub mod cellar; mod hall; pub use hall::hall;"),
        ("room/hall.rs", "use crate::room::cellar::Wine; pub fn hall() {}"),
        ("room/cellar.rs", "pub struct Wine;"),
        ("street/mod.rs", "mod by_day; mod by_night;"),
        ("street/by_day.rs", "use crate::room::{self, hall}; fn go() { room::hall(); }"),
        ("street/by_night.rs", "use crate::room; fn go(_: room::cellar::Wine) {}"),
    ]);
    let found = ["src/street/by_night.rs -> room::cellar".to_owned()];
    assert_eq!(map.back_doors("made_up"), BTreeSet::from(found));
}
