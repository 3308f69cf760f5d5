//! A socket between the program and PostgreSQL that writes down what the program says, so that
//! pgbench can say the same. Reads the frontend's messages of protocol 3.0 (PostgreSQL's manual,
//! "Message Formats").

use std::collections::HashMap;
use std::io::{self, Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use postgres::config::Host;
use tempfile::TempDir;

use crate::Outcome;

/// What a socket of PostgreSQL's is called in its folder.
const SOCKET: &str = ".s.PGSQL.5432";

/// One thing the program said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// A simple query: where a transaction begins and ends.
    Simple(String),
    /// A prepared statement with its parameters, in binary form; `None` is no value.
    Run {
        /// The statement.
        sql: String,
        /// Its parameters.
        params: Vec<Option<Vec<u8>>>,
    },
}

/// What was heard so far, over all connections.
type Heard = Arc<Mutex<Vec<Spoken>>>;

/// The listening socket. Its threads end with their connections.
pub struct Tap {
    folder: TempDir,
    heard: Heard,
}

impl Tap {
    /// Listens in front of the cluster that `url` leads to.
    pub fn open(url: &str) -> Outcome<Self> {
        let config: postgres::Config = url.parse()?;
        let Some(Host::Unix(behind)) = config.get_hosts().first() else {
            return Err("the cluster is not on a socket".into());
        };
        let behind = behind.join(SOCKET);
        let folder = TempDir::with_prefix("xianban-tap-")?;
        let listener = UnixListener::bind(folder.path().join(SOCKET))?;
        let heard = Heard::default();
        let ears = Arc::clone(&heard);
        thread::spawn(move || {
            for front in listener.incoming().map_while(Result::ok) {
                if let Err(error) = relay(front, &behind, &ears) {
                    eprintln!("the recording: {error}");
                }
            }
        });
        Ok(Self { folder, heard })
    }

    /// The same database through this socket.
    pub fn url(&self, database: &str) -> String {
        let host = self.folder.path().to_string_lossy().replace('/', "%2F");
        format!("postgres://xianban@{host}/{database}")
    }

    /// What was said since this was last asked.
    pub fn take(&self) -> Vec<Spoken> {
        std::mem::take(&mut *self.heard.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn relay(mut front: UnixStream, behind: &Path, heard: &Heard) -> io::Result<()> {
    let mut back = UnixStream::connect(behind)?;
    let (mut from_back, mut to_front) = (back.try_clone()?, front.try_clone()?);
    thread::spawn(move || io::copy(&mut from_back, &mut to_front));
    let heard = Arc::clone(heard);
    thread::spawn(move || {
        let mut statements = HashMap::new();
        let mut kind = None;
        // The first message, the startup, has no letter in front.
        while let Ok(body) = message(&mut front, kind.is_some().then_some(&mut kind)) {
            if let Some(spoken) = kind.and_then(|kind| understood(kind, &body, &mut statements)) {
                heard.lock().unwrap_or_else(PoisonError::into_inner).push(spoken);
            }
            let letter = kind.as_slice();
            let length = u32::try_from(body.len() + 4).unwrap_or(u32::MAX).to_be_bytes();
            if back.write_all(&[letter, &length, &body].concat()).is_err() {
                return;
            }
            kind = kind.or(Some(0));
        }
    });
    Ok(())
}

/// One message: its letter, if it has one, goes into `kind`; the body is answered.
fn message(from: &mut UnixStream, kind: Option<&mut Option<u8>>) -> io::Result<Vec<u8>> {
    if let Some(kind) = kind {
        let mut letter = [0];
        from.read_exact(&mut letter)?;
        *kind = letter.first().copied();
    }
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_be_bytes(length).saturating_sub(4);
    let mut body = vec![0; usize::try_from(length).unwrap_or_default()];
    from.read_exact(&mut body)?;
    Ok(body)
}

fn understood(kind: u8, body: &[u8], statements: &mut HashMap<String, String>) -> Option<Spoken> {
    let mut rest = Rest(body);
    match kind {
        b'Q' => Some(Spoken::Simple(rest.text()?)),
        b'P' => {
            let name = rest.text()?;
            statements.insert(name, rest.text()?);
            None
        }
        b'B' => {
            rest.text()?;
            let sql = statements.get(&rest.text()?)?.clone();
            for _ in 0..rest.short()? {
                rest.short()?;
            }
            Some(Spoken::Run { sql, params: rest.params()? })
        }
        _ => None,
    }
}

/// What is left of a message.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn text(&mut self) -> Option<String> {
        let end = self.0.iter().position(|byte| *byte == 0)?;
        let text = String::from_utf8(self.take(end)?.to_vec()).ok();
        self.take(1)?;
        text
    }

    fn short(&mut self) -> Option<u16> {
        self.take(2)?.try_into().ok().map(u16::from_be_bytes)
    }

    /// Values, each behind its length; a length below zero means that there is none.
    fn params(&mut self) -> Option<Vec<Option<Vec<u8>>>> {
        let mut params = Vec::new();
        for _ in 0..self.short()? {
            let length = i32::from_be_bytes(self.take(4)?.try_into().ok()?);
            params.push(match usize::try_from(length) {
                Ok(length) => Some(self.take(length)?.to_vec()),
                Err(_) => None,
            });
        }
        Some(params)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bound_statement_is_heard_with_its_parameters() {
        let mut statements = HashMap::new();
        assert_eq!(understood(b'P', b"s1\0select $1\0\0\0", &mut statements), None);
        let bind = b"\0s1\0\0\x01\0\x01\0\x02\0\0\0\x02ab\xff\xff\xff\xff\0\0";
        let params = vec![Some(b"ab".to_vec()), None];
        let heard = understood(b'B', bind, &mut statements);
        assert_eq!(heard, Some(Spoken::Run { sql: "select $1".to_owned(), params }));
        let simple = understood(b'Q', b"COMMIT\0", &mut statements);
        assert_eq!(simple, Some(Spoken::Simple("COMMIT".to_owned())));
    }
}
