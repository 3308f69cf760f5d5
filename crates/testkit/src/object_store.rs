//! An S3 server for a test process: on a free port, gone when the process is gone.

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use xianban_gateways::objects::S3Account;
use xianban_kernel::Secret;

use crate::companion::Companion;

const ID: &str = "xianban-tests";
/// What no log and no sentence may say.
pub const SECRET: &str = "s3-geheim-vom-meer";

/// A running server with the bucket `photos`.
pub struct ObjectStore {
    port: u16,
    folder: PathBuf,
    prefixes: AtomicU64,
    companion: Mutex<Companion>,
}

impl ObjectStore {
    /// The one of this test process, started by whoever asks first.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<ObjectStore> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// One of its own, for a test that takes it away.
    pub fn start() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a port is free").port();
        let program = program();
        let words = [&program.display().to_string(), &port.to_string(), ID, SECRET];
        let mut companion = Companion::start(include_str!("object_store.sh"), &words);
        let folder = companion.hear("ready ").into();
        let (prefixes, companion) = (AtomicU64::new(0), Mutex::new(companion));
        let store = Self { port, folder, prefixes, companion };
        store.answers();
        store
    }

    /// Where it is.
    pub fn endpoint(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// An account whose keys begin with a prefix that nobody else has.
    pub fn account(&self) -> S3Account {
        let n = self.prefixes.fetch_add(1, Ordering::Relaxed);
        S3Account {
            endpoint: self.endpoint(),
            bucket: "photos".to_owned(),
            region: "us-east-1".to_owned(),
            access_key_id: ID.to_owned(),
            secret_access_key: Secret::new(SECRET.to_owned()),
            prefix: format!("t{n}"),
            path_style: true,
            ca: None,
        }
    }

    /// The folder in which the bucket's objects lie, for a test that spoils one.
    pub fn folder(&self) -> PathBuf {
        self.folder.join("photos")
    }

    /// Stops it at once: connections break, new ones are refused.
    pub fn goes_away(&self) {
        self.tell("stop");
    }

    /// Starts it again with what it had.
    pub fn comes_back(&self) {
        self.tell("start");
        self.answers();
    }

    fn tell(&self, word: &str) {
        self.companion.lock().unwrap_or_else(PoisonError::into_inner).tell(word);
    }

    fn answers(&self) {
        for _ in 0..200 {
            if TcpStream::connect(("127.0.0.1", self.port)).is_ok() {
                return;
            }
            sleep(Duration::from_millis(25));
        }
        panic!("the S3 server does not answer on port {}", self.port);
    }
}

/// The server's program, which `./check` installs.
fn program() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let asked = option_env!("CARGO_TARGET_DIR").map(|target| workspace.join(target));
    let targets = asked.into_iter().chain([workspace.join("target")]);
    let mut programs = targets.map(|target| target.join("tools/bin/s3s-fs"));
    programs.find(|program| program.is_file()).expect(
        "s3s-fs is installed (cargo install s3s-fs --version 0.14.1 --features binary --locked --root \
         target/tools)",
    )
}
