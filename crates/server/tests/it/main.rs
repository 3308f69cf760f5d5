//! All tests that touch a database or a page, in one binary: each more costs a long link.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test says what went wrong by panicking, in its helpers too"
)]

mod organisation;
mod rules;

/// Runs a test on a fresh migrated database of each engine.
fn on_each_engine(test: impl Fn(&xianban_store::Db)) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("xianban.db");
    let db = xianban_store::Db::sqlite(&path, xianban_store::SqliteOptions::default()).unwrap();
    db.migrate().unwrap();
    test(&db);
}
