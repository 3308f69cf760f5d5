use xianban_kernel::{Problem, Seed};
use xianban_store::{Db, Error, PostgresOptions, params};
use xianban_testkit::Engine;
use xianban_testkit::postgres::Cluster;

use super::{names, writes};

#[test]
fn a_database_that_goes_away_and_comes_back_loses_nothing_it_answered() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let cluster = Cluster::start();
    let url = cluster.url(&cluster.empty_database());
    let options = PostgresOptions { writers: 2, readers: 1, ..PostgresOptions::default() };
    let db = Db::postgres(&url, &options).unwrap();
    db.migrate().unwrap();
    let write = |name: &'static str| db.write_blocking(Seed::fixed(1), move |tx| writes(tx, name));
    write("before").unwrap();
    cluster.goes_away();
    for _ in 0..3 {
        let refused: Error = write("meanwhile").unwrap_err();
        assert!(matches!(refused, Error::Gone(_)), "{refused:?}");
        assert_eq!(Problem::from(refused).code(), "unavailable");
    }
    let asked = db.read_blocking(|tx| tx.rows("select name from lease", params![]));
    assert!(matches!(asked, Err(Error::Gone(_))), "{asked:?}");
    cluster.comes_back();
    write("after").unwrap();
    assert_eq!(names(&db), ["after", "before"]);
}
