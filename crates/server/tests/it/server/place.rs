use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;
use xianban_gateways::objects::{ObjectName, Objects, S3Objects};
use xianban_testkit::Engine;
use xianban_testkit::object_store::{ObjectStore, SECRET};

use super::backup::House;
use super::commands::{demo_runs_once, said_by, xianban};
use super::holds;

const MARK: &str = "place-of-files";

/// Another node of the same database, with the same key; whichever goes first takes the database along.
fn sibling(of: &House) -> House {
    let bucket = None;
    let node = House { data: TempDir::new().unwrap(), database: of.database.clone(), bucket };
    fs::create_dir(node.path("keys")).unwrap();
    fs::copy(of.key(), node.path("keys/root.key")).unwrap();
    node
}

/// It does not start, and says this.
fn does_not_start(node: &House, why: &str) {
    refused(node.command(&["demo", "--empty"]), why);
}

fn refused(command: Command, why: &str) {
    let (fine, said) = said_by(command);
    assert!(!fine && said.contains(why) && !said.contains(SECRET), "{said}");
}

const ELSEWHERE: &str = "photos of this district lie elsewhere";

#[test]
fn nodes_of_one_database_share_a_bucket_and_one_with_another_place_does_not_start() {
    if !Engine::asked().any(|engine| engine == Engine::Postgres) {
        return;
    }
    let store = ObjectStore::shared();
    let first = House::empty(Engine::Postgres).with(store.account());
    first.is_served();
    let second = sibling(&first).with(first.bucket.clone().unwrap());
    second.is_served();
    let with_its_own_folder = sibling(&first);
    does_not_start(&with_its_own_folder, ELSEWHERE);
    let aside = sibling(&first).with(store.account());
    does_not_start(&aside, ELSEWHERE);
    let other = S3Objects::of(aside.bucket.as_ref().unwrap()).unwrap();
    assert_eq!(other.mark(MARK).unwrap(), None, "a place that is not ours is left alone");
    first.is_served();
}

#[test]
fn two_databases_do_not_share_a_place() {
    for engine in Engine::asked() {
        let first = House::empty(engine).with(ObjectStore::shared().account());
        first.is_served();
        let mark = first.files().mark(MARK).unwrap().unwrap();
        assert!(mark.starts_with("370212 "), "{mark}");
        let stranger = House::empty(engine).with(first.bucket.clone().unwrap());
        does_not_start(&stranger, "is the place of another database");
        assert_eq!(first.files().mark(MARK).unwrap().unwrap(), mark);
        first.is_served();
    }
}

#[test]
fn one_node_with_its_own_folder_starts_whatever_became_of_the_mark() {
    let data = TempDir::new().unwrap();
    demo_runs_once(data.path());
    let mark = data.path().join("files").join(MARK);
    let text = fs::read_to_string(&mark).unwrap();
    fs::remove_dir_all(data.path().join("files")).unwrap();
    demo_runs_once(data.path());
    assert_eq!(fs::read_to_string(&mark).unwrap(), text);
}

#[test]
fn photos_move_to_a_shared_folder_with_their_mark() {
    let (data, shared) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    demo_runs_once(data.path());
    let config = data.path().join("xianban.toml");
    let folder = shared.path().join("files");
    fs::write(&config, format!("[files]\nfolder = \"{}\"\n", folder.display())).unwrap();
    let starts = || {
        let mut command = xianban(data.path(), &["demo", "--empty"]);
        command.arg("--config").arg(&config);
        command
    };
    refused(starts(), ELSEWHERE);
    assert!(!folder.exists(), "nothing is made where nothing is mounted");
    copied(&data.path().join("files"), &folder);
    super::commands::served_once(starts());
    assert!(data.path().join("arriving").is_dir(), "what arrives stays on the node");
}

fn copied(from: &Path, to: &Path) {
    assert!(Command::new("cp").arg("-r").args([from, to]).status().unwrap().success());
}

#[test]
fn a_bucket_that_does_not_answer_is_told_at_the_start_without_the_secret() {
    let mut account = ObjectStore::shared().account();
    account.endpoint = "http://127.0.0.1:1".to_owned();
    let house = House::empty(Engine::Sqlite).with(account);
    does_not_start(&house, "place-of-files in bucket photos at http://127.0.0.1:1: connection");
    let shown = house.does(&["check-config"]);
    assert!(shown.contains("# files in bucket photos at http://127.0.0.1:1 under t"), "{shown}");
    assert!(!shown.contains(SECRET), "{shown}");
}

#[test]
fn what_lies_in_a_bucket_is_saved_and_brought_back_into_another_or_a_folder() {
    let store = ObjectStore::shared();
    for engine in Engine::asked() {
        let old = House::empty(engine).with(store.account()).lives();
        let file = old.saved(&["--with-key"]);
        for new in [House::empty(engine).with(store.account()), House::empty(engine)] {
            let said = new.does(&["restore", &file]);
            assert!(said.contains("1 files brought back from") && holds(&said, 2), "{said}");
            assert_eq!(new.files().get(&ObjectName::of(b"a photo")).unwrap(), b"a photo");
            new.is_served();
        }
        let same_again = House::empty(engine).with(old.bucket.clone().unwrap());
        assert!(holds(&same_again.does(&["restore", &file]), 2), "its own place is found again");
        let of_another = House::empty(engine).with(store.account());
        of_another.is_served();
        let astray = House::empty(engine).with(of_another.bucket.clone().unwrap());
        let said = astray.is_refused(&["restore", &file]);
        assert!(said.contains("is the place of another database"), "{said}");
        assert_eq!(of_another.files().list(None, 10).unwrap(), []);
    }
}
