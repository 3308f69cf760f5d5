use std::{fs, thread};

use tempfile::TempDir;
use xianban_kernel::Seed;
use xianban_store::{Db, Error, SqliteOptions, params};

use super::{Doorstop, names, queued, writes};

/// Runs a test on a migrated file with room for about 200 KiB more.
fn on_a_small_disk(test: impl FnOnce(&Db)) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("xianban.db");
    let db = Db::sqlite(&path, SqliteOptions::default()).unwrap();
    db.migrate().unwrap();
    db.close();
    let pages = i64::try_from(fs::metadata(&path).unwrap().len() / 4096).unwrap();
    let options = SqliteOptions { max_pages: Some(pages + 50), ..SqliteOptions::default() };
    test(&Db::sqlite(&path, options).unwrap());
}

#[test]
fn a_full_disk_answers_only_the_job_that_did_not_fit() {
    on_a_small_disk(|db| {
        thread::scope(|scope| {
            let doorstop = Doorstop::holds(db, scope);
            let before = queued(db, scope, |tx| writes(tx, "before"));
            let culprit = queued(db, scope, |tx| {
                let sql = "insert into lease (name, owner, until) values ('big', $1, 0)";
                tx.execute(sql, params!["字".repeat(1 << 20)]).map(drop)
            });
            let after = queued(db, scope, |tx| writes(tx, "neighbour"));
            doorstop.lets_go();
            let refused = culprit.join().unwrap();
            assert!(
                matches!(&refused, Err(Error::Full(file)) if file.ends_with("xianban.db")),
                "{refused:?}"
            );
            assert_eq!((before.join().unwrap(), after.join().unwrap()), (Ok(()), Ok(())));
        });
        assert_eq!(names(db), ["before", "neighbour"]);
        db.write_blocking(Seed::fixed(2), |tx| writes(tx, "next")).unwrap();
        assert_eq!(names(db), ["before", "neighbour", "next"]);
    });
}

#[test]
fn a_disk_that_fills_up_slowly_keeps_all_it_answered() {
    on_a_small_disk(|db| {
        let mut kept = 0;
        let refused = loop {
            let name = format!("{kept:04}{}", "x".repeat(4000));
            match db.write_blocking(Seed::fixed(1), move |tx| writes(tx, &name)) {
                Ok(()) => kept += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(refused, Error::Full(_)), "{refused:?}");
        assert!(kept > 5, "only {kept}");
        assert_eq!(names(db).len(), kept);
    });
}
