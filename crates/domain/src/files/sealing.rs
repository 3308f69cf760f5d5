use sm3::{Digest, Sm3};
use xianban_kernel::{Draw, Problem};

use super::kind::{FileKind, NAME, Part};
use super::name::tidied;
use crate::keys::{DataKey, Keys};

/// A picture or document as it was made ready.
#[derive(Clone, Debug)]
pub struct Content {
    /// What it is.
    pub what: FileKind,
    /// The name it came with; only documents keep theirs.
    pub name: String,
    /// The file.
    pub full: Vec<u8>,
    /// The small picture's file; only drawn photos have one.
    pub thumb: Option<Vec<u8>>,
    /// Pixels across; 0 when nobody here can tell.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A file sealed under a key of its own: what is put among the objects, and what its row keeps.
/// Made outside any transaction, because no blob enters the writer.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The file's object.
    pub full: Vec<u8>,
    /// The small picture's object.
    pub thumb: Option<Vec<u8>>,
    /// What it is.
    pub what: FileKind,
    pub(super) bytes: i64,
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) salt: [u8; 32],
    pub(super) wrapped: Vec<u8>,
    pub(super) sm3: String,
    pub(super) thumb_sm3: Option<String>,
    pub(super) name: Option<Vec<u8>>,
}

impl Sealed {
    /// Seals a file; every file needs randomness of its own.
    pub fn of(keys: &Keys, draw: &mut Draw, content: &Content) -> Self {
        let (salt, key): ([u8; 32], _) = (draw.bytes(), DataKey::draw(draw));
        let thumb = content.thumb.as_deref();
        Self {
            full: key.seal(Part::Full.purpose(), &content.full, draw),
            thumb: thumb.map(|thumb| key.seal(Part::Thumb.purpose(), thumb, draw)),
            what: content.what,
            bytes: i64::try_from(content.full.len()).unwrap_or(i64::MAX),
            width: content.width,
            height: content.height,
            wrapped: keys.wrap("file", &key, draw),
            sm3: commitment(&salt, &content.full),
            thumb_sm3: thumb.map(|thumb| commitment(&salt, thumb)),
            name: content.what.is_document().then(|| {
                let name = tidied(&content.name, content.what);
                key.seal(NAME, name.as_bytes(), draw)
            }),
            salt,
        }
    }
}

pub(super) fn open(key: &DataKey, part: Part, sealed: &[u8]) -> Result<Vec<u8>, Problem> {
    key.open(part.purpose(), sealed)
}

pub(super) fn commitment(salt: &[u8], content: &[u8]) -> String {
    hex::encode(Sm3::new().chain_update(salt).chain_update(content).finalize())
}
