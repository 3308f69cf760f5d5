#![no_main]
#![allow(dead_code, reason = "the reader is taken out of the program with what it stands on")]
//! The file of a backup. Its reader is part of the program, not of a library.

use std::path::PathBuf;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

#[path = "../../../crates/server/src/closed.rs"]
mod closed;
#[path = "../../../crates/server/src/backup/form.rs"]
mod form;
#[path = "../../../crates/server/src/last_seal.rs"]
mod last_seal;

mod configuration {
    use std::io;
    use std::path::PathBuf;

    #[derive(Debug)]
    pub enum Fault {
        OpenToOthers { path: PathBuf },
        Doing { doing: String, error: io::Error },
    }

    impl Fault {
        pub fn while_doing(doing: impl Into<String>) -> impl FnOnce(io::Error) -> Self {
            let doing = doing.into();
            move |error| Self::Doing { doing, error }
        }
    }
}

static FILE: LazyLock<PathBuf> = LazyLock::new(|| {
    std::env::temp_dir().join(format!("xianban-fuzzed-backup-{}", std::process::id()))
});

fuzz_target!(|bytes: &[u8]| {
    let whole = [b"xianban.backup.1\n", bytes].concat();
    std::fs::write(&*FILE, whole).expect("a file");
    let mut reader = form::Reader::open(&FILE).expect("its beginning is right");
    while let Ok(Some(_)) = reader.next() {}
});
