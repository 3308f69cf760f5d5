//! Photos people send: judged by their content, never by their name, and drawn anew, so that
//! nothing of what came with them (place, device, hidden bytes) goes further.
//!
//! Size is read from the header before anything is decoded. The largest photo that is taken needs
//! about half a gigabyte for a moment: run few at once.

mod fault;
mod header;
mod kind;
mod render;

use std::panic::{self, AssertUnwindSafe};

pub use fault::PhotoFault;
pub use render::{FULL_SIDE, Rendition};

use header::Header;
use kind::Kind;

/// The most a photo may weigh, in bytes.
pub const MOST_BYTES: usize = 30 * 1024 * 1024;
/// The most pixels a photo may have.
pub const MOST_PIXELS: u64 = 50_000_000;
/// The longest side a photo may have, in pixels.
pub const LONGEST_SIDE: u32 = 20_000;

/// What becomes of a photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Photo {
    /// Drawn anew, for everybody who may see the appeal.
    Shown {
        /// At most 2,000 pixels long, JPEG.
        full: Rendition,
        /// At most 320 pixels long, JPEG.
        thumbnail: Rendition,
    },
    /// A HEIC photo, which browsers and this program cannot draw: kept byte for byte, handed out
    /// as a download to those who handle the matter, never served as an image. It still carries
    /// what the phone wrote into it.
    KeptPrivate,
}

/// Roughly how many million pixels will be decoded, from the header alone: what to reserve before
/// [`prepare`]. 0 when nothing will be.
pub fn megapixels(bytes: &[u8]) -> u32 {
    let Kind::Image(format) = Kind::of(bytes) else { return 0 };
    let Some(header) = Header::read(format, bytes) else { return 0 };
    let pixels = u64::from(header.width) * u64::from(header.height);
    u32::try_from(pixels.min(MOST_PIXELS).div_ceil(1_000_000)).unwrap_or(u32::MAX)
}

/// Judges and redraws an uploaded photo.
pub fn prepare(bytes: &[u8]) -> Result<Photo, PhotoFault> {
    if bytes.is_empty() {
        return Err(PhotoFault::Empty);
    }
    if bytes.len() > MOST_BYTES {
        return Err(PhotoFault::TooHeavy { bytes: bytes.len() });
    }
    let format = match Kind::of(bytes) {
        Kind::Image(format) => format,
        Kind::Heic => return Ok(Photo::KeptPrivate),
        Kind::Other(what) => return Err(PhotoFault::Unsupported { what }),
        Kind::Unknown => return Err(PhotoFault::NotAPhoto),
    };
    let header = Header::read(format, bytes).ok_or(PhotoFault::Broken)?;
    header.within_limits()?;
    if !header.complete {
        return Err(PhotoFault::Broken);
    }
    // A decoder that falls over a crafted file has met a broken photo, not broken this program.
    panic::catch_unwind(AssertUnwindSafe(|| render::render(format, bytes)))
        .unwrap_or(Err(PhotoFault::Broken))
}

#[cfg(test)]
mod tests;
