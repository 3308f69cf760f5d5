use sm3::{Digest, Sm3};
use xianban_kernel::{Draw, Problem};

use super::file::{FileKind, Part};
use crate::keys::{DataKey, Keys};

/// A picture as it was made ready.
#[derive(Clone, Debug)]
pub struct Picture {
    /// What it is.
    pub what: FileKind,
    /// The picture's file.
    pub full: Vec<u8>,
    /// The small picture's file; only drawn photos have one.
    pub thumb: Option<Vec<u8>>,
    /// Pixels across; 0 when nobody here can tell.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// A picture sealed under a key of its own: what is put among the objects, and what its row keeps.
/// Made outside any transaction, because no blob enters the writer.
#[derive(Clone, Debug)]
pub struct Sealed {
    /// The picture's object.
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
}

impl Sealed {
    /// Seals a picture; every picture needs randomness of its own.
    pub fn of(keys: &Keys, draw: &mut Draw, picture: &Picture) -> Self {
        let (salt, key): ([u8; 32], _) = (draw.bytes(), DataKey::draw(draw));
        let thumb = picture.thumb.as_deref();
        Self {
            full: key.seal(Part::Full.purpose(), &picture.full, draw),
            thumb: thumb.map(|thumb| key.seal(Part::Thumb.purpose(), thumb, draw)),
            what: picture.what,
            bytes: i64::try_from(picture.full.len()).unwrap_or(i64::MAX),
            width: picture.width,
            height: picture.height,
            wrapped: keys.wrap("file", &key, draw),
            sm3: commitment(&salt, &picture.full),
            thumb_sm3: thumb.map(|thumb| commitment(&salt, thumb)),
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
