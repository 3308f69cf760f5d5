use image::ImageFormat;

use super::{LONGEST_SIDE, MOST_PIXELS, PhotoFault};

/// What a photo says of itself, read without decoding it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    pub width: u32,
    pub height: u32,
    /// Whether the file reaches its end mark. Decoders fill the rest of a torn JPEG with grey; only
    /// the mark tells. PNG and WebP decoders notice for themselves.
    pub complete: bool,
}

impl Header {
    /// The header of a file of this format; `None` when there is none to read.
    pub fn read(format: ImageFormat, bytes: &[u8]) -> Option<Self> {
        match format {
            ImageFormat::Jpeg => jpeg(bytes),
            ImageFormat::Png => png(bytes),
            ImageFormat::WebP => webp(bytes),
            _ => None,
        }
    }

    pub fn within_limits(self) -> Result<(), PhotoFault> {
        let Self { width, height, .. } = self;
        let pixels = u64::from(width) * u64::from(height);
        if width.max(height) > LONGEST_SIDE || pixels > MOST_PIXELS {
            return Err(PhotoFault::TooManyPixels { width, height });
        }
        if pixels == 0 { Err(PhotoFault::Broken) } else { Ok(()) }
    }
}

/// Walks the segments (ITU-T T.81 annex B) to the frame and on to the end of image.
fn jpeg(bytes: &[u8]) -> Option<Header> {
    let mut rest = bytes.get(2..)?;
    let mut size = None;
    let mut complete = false;
    while let Some((marker, behind)) = next_marker(rest) {
        rest = behind;
        match marker {
            0xd9 => {
                complete = true;
                break;
            }
            0x01 | 0xd0..=0xd8 => continue,
            0xc0..=0xcf if !matches!(marker, 0xc4 | 0xc8 | 0xcc) && size.is_none() => {
                size = Some((be16(rest, 5)?, be16(rest, 3)?));
            }
            _ => {}
        }
        let Some(behind) = be16(rest, 0).and_then(|length| rest.get(usize::from(length)..)) else {
            break;
        };
        rest = behind;
    }
    let (width, height) = size?;
    Some(Header { width: width.into(), height: height.into(), complete })
}

/// The next marker and what stands behind it. Coded data has no markers but stuffed noughts, which
/// are passed over.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes;
    loop {
        let start = rest.iter().position(|byte| *byte == 0xff)?;
        rest = rest.get(start + 1..)?;
        let (marker, behind) = rest.split_first()?;
        if !matches!(marker, 0x00 | 0xff) {
            return Some((*marker, behind));
        }
    }
}

fn png(bytes: &[u8]) -> Option<Header> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    let side = |at| bytes.get(at..)?.first_chunk().map(|side| u32::from_be_bytes(*side));
    Some(Header { width: side(16)?, height: side(20)?, complete: true })
}

/// RFC 9649: lossy, lossless, or extended with a canvas.
fn webp(bytes: &[u8]) -> Option<Header> {
    let body = bytes.get(20..)?;
    let (width, height) = match bytes.get(12..16)? {
        b"VP8 " => {
            (body.get(3..6)? == [0x9d, 0x01, 0x2a]).then_some(())?;
            (u32::from(le16(body, 6)? & 0x3fff), u32::from(le16(body, 8)? & 0x3fff))
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(*body.get(1..)?.first_chunk()?);
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8X" => (le24(body, 4)? + 1, le24(body, 7)? + 1),
        _ => return None,
    };
    Some(Header { width, height, complete: true })
}

fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_be_bytes(*two))
}

fn le16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().map(|two| u16::from_le_bytes(*two))
}

fn le24(bytes: &[u8], at: usize) -> Option<u32> {
    let [low, middle, high] = *bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes([low, middle, high, 0]))
}
