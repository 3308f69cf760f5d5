//! One private PostgreSQL cluster for a test process: made when first asked for, on a unix socket
//! only, without fsync, gone when the process is gone. The bench starts a durable one.

use std::collections::BTreeSet;
use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use postgres::{Client, NoTls};

use crate::companion::Companion;

/// Where Debian keeps the server's programs, one folder for each version.
const VERSIONS: &str = "/usr/lib/postgresql";

/// A running cluster. [`Cluster::shared`] is the one to use; [`Cluster::start`] makes another for
/// a test that takes its database away.
pub struct Cluster {
    folder: String,
    port: u16,
    companion: Mutex<Companion>,
    desk: Mutex<Option<Client>>,
    named: AtomicU64,
    templates: Mutex<BTreeSet<&'static str>>,
}

impl Cluster {
    /// The cluster of this test process, started by whoever asks first.
    pub fn shared() -> &'static Self {
        static SHARED: OnceLock<Cluster> = OnceLock::new();
        SHARED.get_or_init(Self::start)
    }

    /// Makes and starts a cluster of its own; takes about two seconds. It stops when dropped, and
    /// with the test process at the latest.
    pub fn start() -> Self {
        Self::start_as("passing", 5432)
    }

    /// The same with every commit synced to the disk, as PostgreSQL comes: for measurements.
    pub fn start_durable() -> Self {
        Self::start_as("durable", 5432)
    }

    /// One that listens on 127.0.0.1 too, by TLS with a certificate for localhost from an authority
    /// of its own ([`Cluster::authority`]). Whoever comes by TLS is asked for a password.
    pub fn start_guarded() -> Self {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr());
        let port = free.expect("a port is free").port();
        Self::start_as(&format!("tls-{port}"), port)
    }

    fn start_as(manner: &str, port: u16) -> Self {
        let programs = newest_programs();
        let programs = programs.to_str().expect("a path in plain letters");
        let script = include_str!("postgres.sh");
        let mut companion = Companion::start_unprivileged(script, &[programs, manner]);
        let folder = companion.hear("ready ");
        Self {
            folder,
            port,
            companion: Mutex::new(companion),
            desk: Mutex::new(None),
            named: AtomicU64::new(0),
            templates: Mutex::default(),
        }
    }

    /// The URL of a database of this cluster.
    pub fn url(&self, database: &str) -> String {
        let host = self.folder.replace('/', "%2F");
        format!("postgres://xianban@{host}:{}/{database}", self.port)
    }

    /// The port of a guarded cluster.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The PEM file of an authority of a guarded cluster: `ours` gave it its certificate, `strange`
    /// did not.
    pub fn authority(&self, name: &str) -> PathBuf {
        Path::new(&self.folder).join(format!("{name}.pem"))
    }

    /// The socket it listens at.
    pub(crate) fn socket(&self) -> String {
        format!("{}/.s.PGSQL.{}", self.folder, self.port)
    }

    /// A new empty database, by name.
    pub fn empty_database(&self) -> String {
        let name = self.next_name();
        self.run(&format!("create database {name}"));
        name
    }

    /// A new database with everything that the template of this name holds, by name. The first
    /// call for a template makes it and hands its URL to `fill`, which must have closed its
    /// connections when it returns.
    pub fn database(&self, template: &'static str, fill: impl FnOnce(&str)) -> String {
        let mut templates = calm(&self.templates);
        if !templates.contains(template) {
            self.run(&format!("create database {template}"));
            fill(&self.url(template));
            templates.insert(template);
        }
        drop(templates);
        let name = self.next_name();
        self.run(&format!("create database {name} template {template}"));
        name
    }

    /// A new database with what another holds that nobody is connected to, by name.
    pub fn copy(&self, of: &str) -> String {
        let name = self.next_name();
        self.run(&format!("create database {name} template {of}"));
        name
    }

    /// Drops a database, whoever is still connected to it.
    pub fn drop_database(&self, name: &str) {
        self.run(&format!("drop database if exists {name} with (force)"));
    }

    /// Stops the server at once, as a pulled plug does. Connections break, new ones are refused.
    pub fn goes_away(&self) {
        *calm(&self.desk) = None;
        calm(&self.companion).tell("stop");
    }

    /// Starts the server again with the data it had.
    pub fn comes_back(&self) {
        calm(&self.companion).tell("start");
    }

    /// Stops every process of the server where it is: connections stay and nobody answers.
    pub fn freezes(&self) {
        *calm(&self.desk) = None;
        calm(&self.companion).tell("freeze");
    }

    /// Lets them go on.
    pub fn thaws(&self) {
        calm(&self.companion).tell("thaw");
    }

    fn next_name(&self) -> String {
        format!("t_{}", self.named.fetch_add(1, Ordering::Relaxed))
    }

    /// One statement at the desk where databases come and go, one at a time. On a thread of its
    /// own, because the driver refuses to wait inside an async runtime.
    fn run(&self, statement: &str) {
        let work = || {
            let mut desk = calm(&self.desk);
            let client = desk.get_or_insert_with(|| {
                Client::connect(&self.url("postgres"), NoTls).expect("the cluster answers")
            });
            if let Err(error) = client.batch_execute(statement) {
                panic!("{statement}: {error:?}");
            }
        };
        thread::scope(|scope| scope.spawn(work).join()).expect("the statement runs");
    }
}

/// A test that failed while it held the lock must not fail the others.
fn calm<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The folder of the newest server's programs.
pub fn newest_programs() -> PathBuf {
    let installed = fs::read_dir(VERSIONS).into_iter().flatten().flatten();
    installed
        .filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin")))
        })
        .filter(|(_, programs)| Path::exists(&programs.join("initdb")))
        .max()
        .map(|(_, programs)| programs)
        .expect("PostgreSQL is installed (Debian: apt-get install postgresql)")
}
