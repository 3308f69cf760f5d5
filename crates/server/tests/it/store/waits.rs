//! Every wait has an end, whatever the server does.

use std::thread;
use std::time::{Duration, Instant};

use postgres::{Client, NoTls};
use xianban_kernel::{Problem, Seed};
use xianban_store::{Db, Error, Patience, PostgresOptions, Tx, params};
use xianban_testkit::Engine;
use xianban_testkit::postgres::Cluster;

use super::{names, writes};

const SOON: Duration = Duration::from_secs(1);

/// What a test waits for: all of it is over within seconds.
fn impatient(writers: usize) -> PostgresOptions {
    let patience =
        Patience { connect: SOON, lock: SOON, statement: SOON * 2, unhurried: SOON * 60 };
    PostgresOptions { writers, readers: 2, patience, ..PostgresOptions::default() }
}

fn opened(cluster: &Cluster, options: &PostgresOptions) -> (String, Db) {
    let url = cluster.url(&cluster.empty_database());
    let db = Db::postgres(&url, options).unwrap();
    db.migrate().unwrap();
    (url, db)
}

/// As a page asks: somebody waits for it.
fn somebody<T>(asks: impl Future<Output = T>) -> (T, Duration) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let began = Instant::now();
    let answer = runtime.block_on(asks);
    (answer, began.elapsed())
}

fn reads(tx: &mut Tx<'_>) -> Result<usize, Error> {
    Ok(tx.rows("select name from lease", params![])?.len())
}

#[test]
fn a_frozen_server_is_given_up_and_taken_back_when_it_goes_on() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let cluster = Cluster::start();
    let (_, db) = opened(&cluster, &impatient(2));
    db.write_blocking(Seed::fixed(1), |tx| writes(tx, "before")).unwrap();
    cluster.freezes();
    let (write, waited) = somebody(db.write(Seed::fixed(1), |tx| writes(tx, "meanwhile")));
    assert!(matches!(write, Err(Error::Gone(_))), "{write:?}");
    assert!(waited < SOON * 8, "{waited:?}");
    let (read, waited) = somebody(db.read(reads));
    assert!(matches!(read, Err(Error::Gone(_))), "{read:?}");
    assert!(waited < SOON * 8, "{waited:?}");
    cluster.thaws();
    let (write, _) = somebody(db.write(Seed::fixed(1), |tx| writes(tx, "after")));
    write.unwrap();
    assert_eq!(names(&db), ["after", "before"], "nothing that was given up was done later");
}

#[test]
fn whoever_holds_a_table_lets_others_wait_for_a_time_only() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let (url, db) = opened(Cluster::shared(), &impatient(2));
    let mut holder = Client::connect(&url, NoTls).unwrap();
    holder.batch_execute("begin; lock table lease").unwrap();
    let (write, waited) = somebody(db.write(Seed::fixed(1), |tx| writes(tx, "meanwhile")));
    assert_eq!(write, Err(Error::Contended));
    assert!(waited < SOON * 3, "{waited:?}");
    assert_eq!(Problem::from(Error::Contended), Problem::Busy);
    let (read, waited) = somebody(db.read(reads));
    assert_eq!(read, Err(Error::Contended));
    assert!(waited < SOON * 3, "{waited:?}");
    holder.batch_execute("rollback").unwrap();
    let (write, _) = somebody(db.write(Seed::fixed(1), |tx| writes(tx, "after")));
    write.unwrap();
    assert_eq!(names(&db), ["after"]);
}

#[test]
fn a_statement_without_end_is_given_up() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let (_, db) = opened(Cluster::shared(), &impatient(1));
    let sleeps = |tx: &mut Tx<'_>| tx.rows("select cast(pg_sleep(60) as text) as t", params![]);
    let (read, waited) = somebody(db.read(sleeps));
    assert!(matches!(read, Err(Error::Late(_))), "{read:?}");
    assert!(waited < SOON * 4, "{waited:?}");
    assert_eq!(Problem::from(read.unwrap_err()).code(), "unavailable");
}

#[test]
fn workers_that_cannot_connect_leave_the_work_to_those_that_can() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let cluster = Cluster::shared();
    let (_, db) = opened(cluster, &impatient(1));
    drop(db);
    let name = cluster.empty_database();
    let few =
        format!("create role few login connection limit 3; alter database {name} owner to few");
    Client::connect(&cluster.url("postgres"), NoTls).unwrap().batch_execute(&few).unwrap();
    let url = cluster.url(&name).replace("xianban@", "few@");
    let db = Db::postgres(&url, &impatient(12)).unwrap();
    db.migrate().unwrap();
    let failed = thread::scope(|scope| {
        let clients = (0..24).map(|client| {
            let db = &db;
            scope.spawn(move || {
                let write = |n: usize| {
                    let name = format!("{client}-{n}");
                    db.write_blocking(Seed::fixed(1), move |tx| writes(tx, &name))
                };
                (0..20).filter_map(|n| write(n).err()).collect::<Vec<_>>()
            })
        });
        let clients: Vec<_> = clients.collect();
        clients.into_iter().flat_map(|client| client.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(failed, []);
    assert_eq!(names(&db).len(), 480);
    db.close();
}

#[test]
fn what_the_server_gave_up_is_never_taken_for_done() {
    crate::on_each_engine(|db| {
        let swallows = |tx: &mut Tx<'_>| -> Result<(), Error> {
            writes(tx, "one")?;
            drop(writes(tx, "one"));
            Ok(())
        };
        // SQLite keeps what came before the refusal; PostgreSQL keeps nothing, and says so.
        let kept = db.write_blocking(Seed::fixed(1), swallows);
        assert_eq!(kept.is_ok(), !names(db).is_empty(), "{kept:?}");
    });
}

#[test]
fn nodes_that_migrate_at_once_wait_for_each_other() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let cluster = Cluster::shared();
    let url = cluster.url(&cluster.empty_database());
    let new = thread::scope(|scope| {
        let nodes = (0..9).map(|_| {
            let url = url.clone();
            scope.spawn(move || Db::postgres(&url, &impatient(1)).unwrap().migrate().unwrap())
        });
        let nodes: Vec<_> = nodes.collect();
        nodes.into_iter().map(|node| node.join().unwrap()).collect::<Vec<_>>()
    });
    assert_eq!(new.iter().filter(|new| **new > 0).count(), 1, "{new:?}");
}

#[test]
fn tables_of_a_newer_program_are_left_alone() {
    crate::on_each_engine(|db| {
        let newer = |tx: &mut Tx<'_>| {
            tx.execute("insert into migration (n, name) values (9999, 'from later')", params![])
        };
        db.write_blocking(Seed::fixed(1), newer).unwrap();
        let refused = db.migrate().unwrap_err();
        assert!(matches!(refused, Error::Newer { found: 9999, .. }), "{refused:?}");
        assert!(refused.to_string().contains("start the newer program"), "{refused}");
    });
}

#[test]
fn a_pooler_may_give_each_transaction_another_connection() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let unnamed = PostgresOptions { prepared: false, ..impatient(1) };
    let (_, db) = opened(Cluster::shared(), &unnamed);
    let sql = "insert into outbox (district, id, kind, key, payload, run_at, attempts, lease_until, created_at, \
               done_at, failed) values (1, $1, 'sms', $2, '', 0, 0, 0, 0, $3, $4)";
    let none: Option<i64> = None;
    let why: Option<&str> = None;
    db.write_blocking(Seed::fixed(1), move |tx| tx.execute(sql, params![7_i64, "k", none, why]))
        .unwrap();
    let read = |tx: &mut Tx<'_>| {
        let row = tx
            .row("select done_at, key from outbox where id = $1 limit $2", params![7_i64, 1_i64])?;
        row.map_or(Ok((Some(1), String::new())), |row| {
            Ok::<_, Error>((row.get("done_at")?, row.get("key")?))
        })
    };
    assert_eq!(db.read_blocking(read).unwrap(), (None::<i64>, "k".to_owned()));
    let nothing_left =
        |tx: &mut Tx<'_>| tx.row("select name from pg_prepared_statements", params![]);
    assert_eq!(db.read_blocking(nothing_left).unwrap().map(|_| ()), None);
}
