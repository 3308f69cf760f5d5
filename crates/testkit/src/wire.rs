//! A wire between the program and its database that can be cut at the worst moment.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use xianban_store::{Db, PostgresOptions};

use crate::office::LAOSHAN;
use crate::postgres::Cluster;

/// What the driver sends to make a transaction last.
const COMMIT: &[u8] = b"COMMIT\0";

/// What it sends to begin one, and to begin one that only reads.
const START: &[u8] = b"START TRANSACTION";
const READ_ONLY: &[u8] = b"READ ONLY";

/// A wire to a PostgreSQL database.
pub struct Wire {
    address: String,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    /// So many commits of writers are still to arrive without their answer coming back.
    loses: AtomicUsize,
    /// Whether nobody gets through.
    cut: AtomicBool,
}

impl Wire {
    /// To a database of this cluster.
    pub fn to(cluster: &Cluster, database: &str) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let port = listener.local_addr().expect("it has an address").port();
        let (state, socket) = (Arc::<State>::default(), cluster.socket());
        let known = Arc::clone(&state);
        thread::spawn(move || {
            for caller in listener.incoming().flatten() {
                let (socket, known) = (socket.clone(), Arc::clone(&known));
                thread::spawn(move || known.carries(&caller, &socket));
            }
        });
        Self { address: format!("postgres://xianban@127.0.0.1:{port}/{database}"), state }
    }

    /// The database behind the wire.
    pub fn opens(&self) -> Db {
        let options = PostgresOptions { writers: 1, readers: 1, ..PostgresOptions::default() };
        Db::postgres(&self.address, &options).expect("the database answers").of_district(LAOSHAN)
    }

    /// The answers of the next commits are lost: the database has done them, and nobody hears of it.
    pub fn loses_answers(&self, commits: usize) {
        self.state.loses.store(commits, Ordering::SeqCst);
    }

    /// After the next commit whose answer is lost nobody gets through, until [`Wire::mends`].
    pub fn breaks_with_the_next_commit(&self) {
        self.state.cut.store(true, Ordering::SeqCst);
        self.loses_answers(1);
    }

    /// Nobody gets through any more, until [`Wire::mends`].
    pub fn breaks(&self) {
        self.loses_answers(0);
        self.state.cut.store(true, Ordering::SeqCst);
    }

    /// Whole again.
    pub fn mends(&self) {
        self.state.cut.store(false, Ordering::SeqCst);
        self.loses_answers(0);
    }
}

impl State {
    fn carries(&self, caller: &TcpStream, socket: &str) {
        let Ok(server) = UnixStream::connect(socket) else { return };
        if !self.is_broken() {
            let (mut answers, mut hears) =
                (server.try_clone().expect("a stream"), caller.try_clone().expect("a stream"));
            thread::spawn(move || std::io::copy(&mut answers, &mut hears));
            self.talks(caller, &server);
        }
        // Gone already where the other side hung up first.
        let _ = (caller.shutdown(Shutdown::Both), server.shutdown(Shutdown::Both));
    }

    fn is_broken(&self) -> bool {
        self.cut.load(Ordering::SeqCst) && self.loses.load(Ordering::SeqCst) == 0
    }

    /// Passes on what the program says, until it is a commit whose answer is to be lost.
    fn talks(&self, mut caller: &TcpStream, mut server: &UnixStream) {
        let (mut said, mut only_reads) = ([0; 16 * 1024], false);
        while let Ok(length @ 1..) = caller.read(&mut said) {
            let said = &said[..length];
            let holds = |word: &[u8]| said.windows(word.len()).any(|bytes| bytes == word);
            only_reads = if holds(START) { holds(READ_ONLY) } else { only_reads };
            let commits = holds(COMMIT) && !only_reads;
            let one_less = |left: usize| left.checked_sub(1);
            if commits
                && self.loses.fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less).is_ok()
            {
                caller.shutdown(Shutdown::Both).expect("the program is there");
                server.write_all(said).expect("the database is there");
                // It answers once it is done.
                server.read_exact(&mut [0; 1]).expect("the database answers");
                return;
            }
            if self.is_broken() || server.write_all(said).is_err() {
                return;
            }
        }
    }
}
