//! The way to PostgreSQL, guarded as the operator asks.

use std::path::Path;
use std::sync::OnceLock;

use postgres::{Client, NoTls};
use tempfile::TempDir;
use xianban_store::{Db, Error, PostgresOptions, Way, params};
use xianban_testkit::Engine;
use xianban_testkit::postgres::Cluster;

use super::commands::{said_by, xianban};

/// A cluster with TLS and somebody who needs a password there.
fn guarded() -> Cluster {
    let cluster = Cluster::start_guarded();
    let mut desk = Client::connect(&cluster.url("postgres"), NoTls).unwrap();
    desk.batch_execute("create role clerk superuser login password 'geheim'").unwrap();
    cluster
}

/// One for all tests that only connect.
fn shared() -> &'static Cluster {
    static SHARED: OnceLock<Cluster> = OnceLock::new();
    SHARED.get_or_init(guarded)
}

fn address(cluster: &Cluster, host: &str, said: &str) -> String {
    format!("postgres://clerk:geheim@{host}:{}/postgres?{said}", cluster.port())
}

/// Whether rows come by TLS this way; what the operator reads when nothing comes at all.
fn by_tls(url: &str, way: Way) -> Result<bool, String> {
    let options = PostgresOptions { writers: 1, readers: 1, way, ..PostgresOptions::default() };
    let db = Db::postgres(url, &options).map_err(|error| error.to_string())?;
    let sql = "select ssl::int::bigint as guarded from pg_stat_ssl where pid = pg_backend_pid()";
    let read = db.read_blocking(move |tx| tx.row(sql, params![])?.unwrap().get::<i64>("guarded"));
    db.close();
    read.map(|guarded| guarded == 1).map_err(|error: Error| error.to_string())
}

fn trusting(cluster: &Cluster, authority: &str) -> Way {
    Way { ca: Some(cluster.authority(authority)), demanded: false }
}

#[test]
fn who_names_the_authority_comes_in_by_tls_with_a_password_bound_to_it() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    for said in ["channel_binding=require", "sslmode=verify-full"] {
        let url = address(shared(), "localhost", said);
        assert_eq!(by_tls(&url, trusting(shared(), "ours")), Ok(true), "{said}");
    }
}

#[test]
fn a_strange_authority_and_another_name_are_refused() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let url = address(shared(), "localhost", "");
    let told = by_tls(&url, trusting(shared(), "strange")).unwrap_err();
    assert!(told.contains("authority that is not known here"), "{told}");
    let by_machine = Way { ca: None, demanded: true };
    let told = by_tls(&url, by_machine).unwrap_err();
    assert!(told.contains("not known here") || told.contains("knows no authorities"), "{told}");
    let url = address(shared(), "127.0.0.1", "");
    let told = by_tls(&url, trusting(shared(), "ours")).unwrap_err();
    assert!(told.contains("for another host than the address names"), "{told}");
}

#[test]
fn who_asks_for_nothing_comes_by_tls_where_there_is_one() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    assert_eq!(by_tls(&address(shared(), "127.0.0.1", ""), Way::default()), Ok(true));
    let plain = address(shared(), "127.0.0.1", "sslmode=disable");
    assert_eq!(by_tls(&plain, Way::default()), Ok(false));
}

#[test]
fn a_server_that_gave_up_its_tls_is_refused_where_it_is_demanded() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let cluster = guarded();
    let mut desk = Client::connect(&cluster.url("postgres"), NoTls).unwrap();
    desk.batch_execute("alter system set ssl = off").unwrap();
    cluster.goes_away();
    cluster.comes_back();
    let url = address(&cluster, "localhost", "");
    assert_eq!(by_tls(&url, Way::default()), Ok(false));
    let demanding = Way { demanded: true, ..trusting(&cluster, "ours") };
    let told = by_tls(&url, demanding).unwrap_err();
    assert!(told.contains("has no TLS") && told.contains("plain connection is refused"), "{told}");
}

#[test]
fn the_program_goes_the_way_its_operator_asks() {
    if !Engine::Postgres.is_asked() {
        return;
    }
    let data = TempDir::new().unwrap();
    let says = |words: &[&str], url: &str, authority: &Path, whether: &str| {
        let mut command = xianban(data.path(), words);
        command.env("XIANBAN_DATABASE", url).env("XIANBAN_DATABASE_CA", authority);
        command.args(["--database-tls", whether]);
        said_by(command)
    };
    let (ours, strange) = (shared().authority("ours"), shared().authority("strange"));
    let url = address(shared(), "localhost", "");
    let (fine, said) = says(&["check-config"], &url, &ours, "demanded");
    assert!(fine && said.contains("the server's certificate and name checked"), "{said}");
    assert!(!said.contains("geheim"), "{said}");
    let (fine, said) = says(&["migrate"], &url, &ours, "demanded");
    assert!(fine && said == "the tables are up to date (postgresql)\n", "{said}");
    let (fine, said) = says(&["serve"], &url, &strange, "by-address");
    assert!(!fine && said.contains("authority that is not known here"), "{said}");
    let plain = address(shared(), "localhost", "sslmode=disable");
    for words in [&["check-config"][..], &["serve"]] {
        let (fine, said) = says(words, &plain, &ours, "demanded");
        assert!(!fine && said.lines().count() == 1, "{said}");
        assert!(said.contains("sslmode=disable") && said.contains("\"demanded\""), "{said}");
    }
}
