use std::path::Path;

use xianban_domain::keys::{FileKeys, Keys, take_on};
use xianban_domain::rules::SHIPPED;
use xianban_kernel::{Moment, Problem, Seed};
use xianban_store::{Error, newest_known, params};

use super::*;
use crate::command_line::GivenSettings;
use crate::configuration::settle;

fn settings(data: &Path) -> Settings {
    settle(&GivenSettings { data: Some(data.to_owned()), ..GivenSettings::default() }).unwrap()
}

/// A database as the program left it when change `last` was its newest, in use under its key.
fn left_at(data: &Path, last: i64) -> Settings {
    let settings = settings(data);
    let db = boot::as_it_is(&settings).unwrap();
    db.migrate_to(last).unwrap();
    let provider = FileKeys::open_or_create(data, &mut Seed::fixed(1).draw()).unwrap();
    let keys = Keys::from_provider(&provider).unwrap();
    let laid = db.write_blocking(Seed::fixed(1), move |tx| {
        take_on(tx, &keys, Moment::EPOCH)?;
        let sql = "insert into rule_set (district, version, valid_from, recorded_at, digest, body, \
                   author, why) values (370212, 1, 0, 0, '', $1, '', '')";
        Ok::<_, Problem>(tx.execute(sql, params![SHIPPED]).map(drop)?)
    });
    laid.unwrap();
    db.close();
    settings
}

fn saved(from: &Settings, to: PathBuf) -> Restore {
    backup(from, &Backup { to: to.clone(), with_key: true }).unwrap();
    Restore { from: to, key: None, replace: false }
}

#[test]
fn a_backup_of_older_tables_is_brought_up_to_date() {
    let (old, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let given = saved(&left_at(old.path(), 7), old.path().join("b"));
    let settings = settings(new.path());
    restore(&settings, &given).unwrap();
    let db = boot::as_it_is(&settings).unwrap();
    assert_eq!(db.read_blocking(copy::newest_migration).unwrap(), newest_known());
    let rules = db.read_blocking(|tx| -> Result<i64, Error> {
        tx.row("select count(*) as n from rule_set", params![])?.unwrap().get("n")
    });
    assert_eq!(rules.unwrap(), 1);
}

#[test]
fn older_and_newer_tables_are_not_mixed() {
    let old = tempfile::tempdir().unwrap();
    let given = saved(&left_at(old.path(), 7), old.path().join("b"));
    let used = tempfile::tempdir().unwrap();
    fs::create_dir(used.path().join("keys")).unwrap();
    fs::copy(old.path().join("keys/root.key"), used.path().join("keys/root.key")).unwrap();
    let here = left_at(used.path(), newest_known());
    let said = restore(&here, &Restore { replace: true, ..given }).unwrap_err().to_string();
    assert!(said.contains("is older than the tables here"), "{said}");
}

#[test]
fn what_a_newer_program_saved_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let from = folder.path().join("b");
    let mut writer = Writer::begin(&from).unwrap();
    let head = Head { made_at: String::new(), migration: newest_known() + 1 };
    writer.write(&Piece::Head(head)).unwrap();
    writer.finish().unwrap();
    let given = Restore { from, key: None, replace: false };
    let said = restore(&settings(folder.path()), &given).unwrap_err().to_string();
    assert!(said.contains("was made by a newer program"), "{said}");
}
