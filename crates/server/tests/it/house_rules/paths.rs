//! From the path of a verb follow the paths of its page and of its test.

use std::collections::BTreeSet;

use super::ratchet::ratchet;
use super::{Source, no_fault, sources};

const ROOM: &str = "crates/domain/src/appeals";

/// The layers of the room that hold its verbs, one a file.
const LAYERS: [&str; 7] = ["intake", "study", "orders", "clock", "people", "reply", "rounds"];

/// The moves of staff, what else staff do, what applicants do.
const MOVES: &str = "crates/web/src/console/appeals/moves";
const PAGES: [&str; 3] =
    [MOVES, "crates/web/src/console/appeals", "crates/web/src/resident/appeals"];

const TESTS: [&str; 2] =
    ["crates/server/tests/it/appeals", "crates/server/tests/it/appeals/casework"];

/// Who has found one of the three finds the others by its name.
#[test]
fn a_verb_its_page_and_its_test_have_one_name() {
    ratchet("paths", &astray(&sources()));
}

/// `moves/plan.rs` makes what the room's `plan.rs` means.
#[test]
fn a_move_of_staff_has_the_name_of_its_verb() {
    let all = sources();
    let verbs: BTreeSet<&str> = verbs(&all).map(|(_, verb)| verb.name()).collect();
    let moves = all.iter().filter(|source| {
        folder_of(source) == MOVES && source.lines().any(|(_, line)| line.starts_with("impl Step "))
    });
    no_fault(moves.filter(|source| !verbs.contains(source.name())).map(|source| {
        format!("{} is a move, and no file of the room's verbs is called like it", source.path)
    }));
}

/// The verbs that have no page or no test of their name.
fn astray(all: &[Source]) -> BTreeSet<String> {
    let paths: BTreeSet<&str> = all.iter().map(|source| source.path.as_str()).collect();
    let stands = |folders: &[&str], name: &str| {
        folders.iter().any(|folder| paths.contains(&*format!("{folder}/{name}.rs")))
    };
    let mut astray = BTreeSet::new();
    for (layer, verb) in verbs(all) {
        for (what, folders) in [("page", &PAGES[..]), ("test", &TESTS[..])] {
            if !stands(folders, verb.name()) {
                astray.insert(format!("{layer}/{}.rs has no {what}", verb.name()));
            }
        }
    }
    astray
}

/// The files of verbs with their layers. What stands beside them for the layer itself, such as
/// `orders/given.rs`, shows no function to other rooms.
fn verbs(all: &[Source]) -> impl Iterator<Item = (&'static str, &Source)> {
    all.iter().filter_map(|source| {
        let layer = folder_of(source).strip_prefix(ROOM)?.strip_prefix('/')?;
        let layer = LAYERS.into_iter().find(|one| *one == layer)?;
        let shows = |line: &str| line.starts_with("pub fn ") || line.starts_with("pub async fn ");
        let is_verb = source.name() != "mod" && source.lines().any(|(_, line)| shows(line));
        is_verb.then_some((layer, source))
    })
}

fn folder_of(source: &Source) -> &str {
    source.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

#[test]
fn a_verb_without_page_or_test_is_found() {
    let made_up = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let domain = |path: &str, text: &str| made_up(&format!("{ROOM}/{path}"), text);
    let all = [
        domain("orders/mod.rs", "pub use send::send;"),
        domain("orders/send.rs", "pub fn send() {}"),
        domain("orders/given.rs", "pub(crate) fn given() {}"),
        domain("people/meet.rs", "/// Meets.\npub fn meet() {}"),
        domain("people/leave.rs", "pub async fn leave() {}"),
        domain("lists/queue.rs", "pub fn queue() {}"),
        made_up(&format!("{MOVES}/send.rs"), ""),
        made_up(&format!("{}/send.rs", TESTS[1]), ""),
        made_up(&format!("{}/meet.rs", PAGES[2]), ""),
    ];
    let missing = ["people/leave.rs has no page", "people/leave.rs has no test"];
    let found = missing.into_iter().chain(["people/meet.rs has no test"]).map(str::to_owned);
    assert_eq!(astray(&all), found.collect());
}
