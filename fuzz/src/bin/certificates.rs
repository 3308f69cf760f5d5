#![no_main]
#![allow(dead_code, reason = "the reader is taken out of the store with what it stands on")]
//! A certificate as a database server shows it, and a file of authorities.

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../../crates/store/src/postgres/certificate.rs"]
mod certificate;

#[derive(Debug)]
pub enum Error {
    Unguarded(String),
}

pub type Result<T> = std::result::Result<T, Error>;

static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    std::env::temp_dir().join(format!("xianban-fuzzed-authorities-{}", std::process::id()))
});

fuzz_target!(|bytes: &[u8]| {
    if let Some(digest) = certificate::end_point(bytes) {
        assert!([32, 48, 64].contains(&digest.len()));
    }
    std::fs::write(&*FILE, bytes).expect("a file");
    if let Ok(roots) = certificate::roots_of(&FILE) {
        assert!(!roots.is_empty());
    }
});
