use std::panic::resume_unwind;
use std::thread;

use xianban_kernel::Seed;
use xianban_store::Error;
use xianban_testkit::Engine;

use super::{Doorstop, names, queued, writes};

#[test]
fn a_job_that_panics_or_fails_leaves_its_neighbours() {
    crate::on_each_engine(|db| {
        thread::scope(|scope| {
            let doorstop = Doorstop::holds(db, scope);
            let before = queued(db, scope, |tx| writes(tx, "before"));
            let panics = queued(db, scope, |tx| {
                writes(tx, "panics")?;
                resume_unwind(Box::new("on purpose"))
            });
            let fails = queued(db, scope, |tx| {
                writes(tx, "fails")?;
                Err(Error::Sql("on purpose".to_owned()))
            });
            let after = queued(db, scope, |tx| writes(tx, "neighbour"));
            doorstop.lets_go();
            assert_eq!(before.join().unwrap(), Ok(()));
            assert_eq!(panics.join().unwrap(), Err(Error::Panicked));
            assert_eq!(fails.join().unwrap(), Err(Error::Sql("on purpose".to_owned())));
            assert_eq!(after.join().unwrap(), Ok(()));
        });
        assert_eq!(names(db), ["before", "neighbour"]);
    });
}

#[test]
fn a_full_queue_says_so_at_once_and_keeps_what_it_took() {
    for engine in Engine::asked() {
        engine.with_room_for(1, 2, |db| {
            let mut answers: Vec<_> = thread::scope(|scope| {
                let doorstop = Doorstop::holds(db, scope);
                let ask = |n: i64| queued(db, scope, move |tx| writes(tx, &n.to_string()));
                let (taken, refused): (Vec<_>, Vec<_>) = settled((0..5).map(ask).collect());
                assert_eq!((taken.len(), refused.len()), (2, 3), "two may wait");
                doorstop.lets_go();
                refused.into_iter().chain(taken).map(|asked| asked.join().unwrap()).collect()
            });
            let done = answers.split_off(3);
            assert_eq!(answers, [Err(Error::Busy), Err(Error::Busy), Err(Error::Busy)]);
            assert_eq!(done, [Ok(()), Ok(())]);
            assert_eq!(names(db).len(), 2);
        });
    }
}

type Asked<'s> = thread::ScopedJoinHandle<'s, Result<(), Error>>;

/// Waits until all but two have their answer: those that wait for the writer, and the others.
fn settled(asked: Vec<Asked<'_>>) -> (Vec<Asked<'_>>, Vec<Asked<'_>>) {
    while asked.iter().filter(|asked| !asked.is_finished()).count() > 2 {
        thread::yield_now();
    }
    asked.into_iter().partition(|asked| !asked.is_finished())
}

#[test]
fn a_key_that_is_taken_names_its_table() {
    crate::on_each_engine(|db| {
        let write = || db.write_blocking(Seed::fixed(1), |tx| writes(tx, "one"));
        write().unwrap();
        let refused = write().unwrap_err();
        assert!(matches!(&refused, Error::Unique { table, .. } if table == "lease"), "{refused:?}");
        assert_eq!(names(db), ["one"]);
    });
}
