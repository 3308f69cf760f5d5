use std::thread;

use xianban_kernel::Seed;
use xianban_store::{Db, Error, Tx, params};
use xianban_testkit::Engine;

use super::names;

const CLIENTS: i64 = 12;

/// Runs the same job for every client at once.
fn at_once(db: &Db, job: fn(&mut Tx<'_>) -> Result<(), Error>) {
    thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|_| scope.spawn(move || db.write_blocking(Seed::fixed(1), job)))
            .collect();
        for client in clients {
            client.join().unwrap().unwrap();
        }
    });
}

fn counted(tx: &mut Tx<'_>) -> Result<i64, Error> {
    let holding = tx.holding();
    let sql = format!("select until from lease where name = 'count'{holding}");
    tx.row(&sql, params![])?.map_or(Ok(-1), |row| row.get("until"))
}

#[test]
fn a_held_row_is_counted_up_without_losing_one() {
    for engine in Engine::asked() {
        engine.with_room_for(8, 64, |db| {
            let begin = "insert into lease (name, owner, until) values ('count', 'a', 0)";
            db.write_blocking(Seed::fixed(1), |tx| tx.execute(begin, params![])).unwrap();
            at_once(db, |tx| {
                let next = counted(tx)? + 1;
                let sql = "update lease set until = $1 where name = 'count'";
                tx.execute(sql, params![next]).map(drop)
            });
            assert_eq!(db.read_blocking(counted).unwrap(), CLIENTS);
        });
    }
}

#[test]
fn who_takes_turns_sees_what_was_done_before() {
    for engine in Engine::asked() {
        engine.with_room_for(8, 64, |db| {
            at_once(db, |tx| {
                tx.take_turns(&[7; 32])?;
                let known = tx.rows("select name from lease", params![])?.len();
                let sql = "insert into lease (name, owner, until) values ($1, 'a', 0)";
                if known < 3 {
                    tx.execute(sql, params![known.to_string()])?;
                }
                Ok(())
            });
            assert_eq!(names(db), ["0", "1", "2"]);
        });
    }
}

#[test]
fn a_job_that_lost_a_race_starts_again() {
    for engine in Engine::asked() {
        engine.with_room_for(8, 64, |db| {
            at_once(db, |tx| {
                let known = tx.rows("select name from lease", params![])?.len();
                let sql = "insert into lease (name, owner, until) values ($1, 'a', 0) \
                           on conflict do nothing";
                let new = tx.execute(sql, params![format!("{known:02}")])?;
                if new == 1 { Ok(()) } else { Err(tx.raced()) }
            });
            assert_eq!(names(db).len(), usize::try_from(CLIENTS).unwrap());
        });
    }
}
