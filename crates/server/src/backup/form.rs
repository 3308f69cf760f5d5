//! The form of a backup: one file that does not know which database it came from.
//!
//! It begins with `xianban.backup.1` and a line feed. Pieces follow: a letter, the length of what it
//! holds (8 bytes, big endian), what it holds:
//!
//! - `H` once, first: JSON with `made_at` (ISO 8601) and `migration`, the newest change of the tables;
//! - `T` for each table: JSON with `name` and `columns`; then `R` for each of its rows: a value a
//!   column, each a letter and what follows: `-` nothing; `i` a whole number, 8 bytes, big endian; `d`
//!   a double, the same; `t` UTF-8 text and `b` bytes, each behind its length (4 bytes, big endian);
//! - `F` for each file: when it was put (milliseconds since 1970, 8 bytes, big endian) and its bytes;
//! - `S`, if there is one: the copy of the last seal, JSON as in `last-seal.json`;
//! - `K`, only if asked for: the key, 64 hexadecimal digits;
//! - `Z` once, last: SM3 over everything before it, the beginning included.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use xianban_store::Value;

use crate::closed;
use crate::last_seal::LastSeal;

const BEGINNING: &[u8] = b"xianban.backup.1\n";

/// No piece is longer: the longest is a photo.
const LONGEST: u64 = 256 * 1024 * 1024;

/// What stands at the head.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// When it was made, ISO 8601.
    pub made_at: String,
    /// The newest change of the tables.
    pub migration: i64,
}

/// A table whose rows follow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of the values.
    pub columns: Vec<String>,
}

/// One piece of a backup.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    /// The head.
    Head(Head),
    /// A table.
    Table(TableHead),
    /// A row of the table before.
    Row(Vec<Value>),
    /// A file: when it was put, its bytes.
    File(i64, Vec<u8>),
    /// The copy of the last seal.
    Seal(LastSeal),
    /// The key.
    Key(Vec<u8>),
}

/// Writes a backup piece by piece.
pub struct Writer {
    to: BufWriter<File>,
    digest: Sm3,
}

impl Writer {
    /// Begins a file that only its owner can read; what stood there is overwritten.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let mut writer = Self { to: BufWriter::new(closed::file(path)?), digest: Sm3::new() };
        writer.put(BEGINNING)?;
        Ok(writer)
    }

    /// Writes one piece.
    pub fn write(&mut self, piece: &Piece) -> io::Result<()> {
        let (letter, body) = match piece {
            Piece::Head(head) => (b'H', serde_json::to_vec(head)?),
            Piece::Table(table) => (b'T', serde_json::to_vec(table)?),
            Piece::Row(row) => (b'R', row_bytes(row)),
            Piece::File(at, bytes) => (b'F', [&at.to_be_bytes(), bytes.as_slice()].concat()),
            Piece::Seal(seal) => (b'S', serde_json::to_vec(seal)?),
            Piece::Key(key) => (b'K', key.clone()),
        };
        self.frame(letter, &body)
    }

    /// Writes the digest and waits until all is on disk.
    pub fn finish(mut self) -> io::Result<()> {
        let digest: [u8; 32] = self.digest.clone().finalize().into();
        self.frame(b'Z', &digest)?;
        self.to.into_inner()?.sync_all()
    }

    fn frame(&mut self, letter: u8, body: &[u8]) -> io::Result<()> {
        let length = u64::try_from(body.len()).map_err(io::Error::other)?;
        self.put(&[letter])?;
        self.put(&length.to_be_bytes())?;
        self.put(body)
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.digest.update(bytes);
        self.to.write_all(bytes)
    }
}

/// Reads a backup piece by piece. What it answers is only to be trusted once the end was reached.
pub struct Reader {
    from: BufReader<File>,
    digest: Sm3,
}

impl Reader {
    /// Opens a backup.
    pub fn open(path: &Path) -> io::Result<Self> {
        let mut reader = Self { from: BufReader::new(File::open(path)?), digest: Sm3::new() };
        let mut beginning = [0; BEGINNING.len()];
        match reader.take(&mut beginning) {
            Ok(()) if beginning == BEGINNING => Ok(reader),
            Ok(()) => Err(spoilt("is no backup of this program")),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(spoilt("is no backup of this program"))
            }
            Err(error) => Err(error),
        }
    }

    /// The next piece; `None` at the end, when the digest is the one that was written.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        self.next_whole().map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof => spoilt("ends too early"),
            _ => error,
        })
    }

    fn next_whole(&mut self) -> io::Result<Option<Piece>> {
        let expected: [u8; 32] = self.digest.clone().finalize().into();
        let mut frame = [0; 9];
        self.take(&mut frame)?;
        let [letter, length @ ..] = frame;
        let length = u64::from_be_bytes(length);
        if length > LONGEST {
            return Err(spoilt("was changed"));
        }
        let mut body = vec![0; usize::try_from(length).map_err(io::Error::other)?];
        self.take(&mut body)?;
        Ok(Some(match letter {
            b'H' => Piece::Head(serde_json::from_slice(&body)?),
            b'T' => Piece::Table(serde_json::from_slice(&body)?),
            b'R' => Piece::Row(row_of(&body).ok_or_else(|| spoilt("was changed"))?),
            b'F' => {
                let (at, bytes) = body.split_first_chunk().ok_or_else(|| spoilt("was changed"))?;
                Piece::File(i64::from_be_bytes(*at), bytes.to_vec())
            }
            b'S' => Piece::Seal(serde_json::from_slice(&body)?),
            b'K' => Piece::Key(body),
            b'Z' if body == expected && self.from.read(&mut [0])? == 0 => return Ok(None),
            _ => return Err(spoilt("was changed")),
        }))
    }

    fn take(&mut self, into: &mut [u8]) -> io::Result<()> {
        self.from.read_exact(into)?;
        self.digest.update(&*into);
        Ok(())
    }
}

fn spoilt(why: &'static str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, why)
}

fn row_bytes(row: &[Value]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let long = |bytes: &mut Vec<u8>, letter: u8, body: &[u8]| {
        bytes.push(letter);
        bytes.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(body);
    };
    for value in row {
        match value {
            Value::Null => bytes.push(b'-'),
            Value::Int(int) => {
                bytes.push(b'i');
                bytes.extend(int.to_be_bytes());
            }
            Value::Real(real) => {
                bytes.push(b'd');
                bytes.extend(real.to_be_bytes());
            }
            Value::Text(text) => long(&mut bytes, b't', text.as_bytes()),
            Value::Bytes(body) => long(&mut bytes, b'b', body),
        }
    }
    bytes
}

fn row_of(mut bytes: &[u8]) -> Option<Vec<Value>> {
    let mut row = Vec::new();
    while let Some((letter, rest)) = bytes.split_first() {
        let (value, behind) = value_of(*letter, rest)?;
        row.push(value);
        bytes = behind;
    }
    Some(row)
}

fn value_of(letter: u8, rest: &[u8]) -> Option<(Value, &[u8])> {
    Some(match letter {
        b'-' => (Value::Null, rest),
        b'i' => {
            let (int, rest) = rest.split_first_chunk()?;
            (Value::Int(i64::from_be_bytes(*int)), rest)
        }
        b'd' => {
            let (real, rest) = rest.split_first_chunk()?;
            (Value::Real(f64::from_be_bytes(*real)), rest)
        }
        b't' | b'b' => {
            let (length, rest) = rest.split_first_chunk()?;
            let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
            let (body, rest) = rest.split_at_checked(length)?;
            let value = match letter {
                b't' => Value::Text(String::from_utf8(body.to_vec()).ok()?),
                _ => Value::Bytes(body.to_vec()),
            };
            (value, rest)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces() -> Vec<Piece> {
        let text = |words: &str| Value::Text(words.to_owned());
        vec![
            Piece::Head(Head { made_at: "2026-11-23T09:00:00+08:00".to_owned(), migration: 8 }),
            Piece::Table(TableHead { name: "unit".to_owned(), columns: vec!["id".to_owned()] }),
            Piece::Row(vec![Value::Int(i64::MIN), Value::Null, text("灯"), Value::Real(0.5)]),
            Piece::Row(vec![Value::Bytes(vec![0, 255]), text("")]),
            Piece::File(7, vec![1, 2, 3]),
            Piece::Seal(LastSeal {
                district: 1,
                n: 2,
                at: String::new(),
                hash: String::new(),
                signed: true,
            }),
        ]
    }

    fn written(path: &Path) {
        let mut writer = Writer::begin(path).unwrap();
        pieces().iter().try_for_each(|piece| writer.write(piece)).unwrap();
        writer.finish().unwrap();
    }

    fn read(path: &Path) -> io::Result<Vec<Piece>> {
        let mut reader = Reader::open(path)?;
        let mut found = Vec::new();
        while let Some(piece) = reader.next()? {
            found.push(piece);
        }
        Ok(found)
    }

    #[test]
    fn what_was_written_is_read_again() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b");
        written(&path);
        assert_eq!(read(&path).unwrap(), pieces());
    }

    #[test]
    fn every_changed_byte_and_every_cut_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("b");
        written(&path);
        let whole = std::fs::read(&path).unwrap();
        for place in 0..whole.len() {
            let mut changed = whole.clone();
            changed[place] ^= 1;
            for spoilt in [&changed[..], &whole[..place]] {
                std::fs::write(&path, spoilt).unwrap();
                assert!(read(&path).is_err(), "byte {place}");
            }
        }
        std::fs::write(&path, [&whole[..], b"more"].concat()).unwrap();
        assert!(read(&path).is_err());
    }
}
