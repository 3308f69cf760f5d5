use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits, Rgb, RgbImage,
};

use super::{LONGEST_SIDE, Photo, PhotoFault};

/// The longer side of a picture as it is kept, in pixels; browsers that make it small beforehand keep
/// to it, so that both make the same picture.
pub const FULL_SIDE: u32 = 2_000;
const THUMBNAIL_SIDE: u32 = 320;
const FULL_QUALITY: u8 = 82;
const THUMBNAIL_QUALITY: u8 = 75;
/// Decoded pixels may take this much: fifty million of four bytes.
const MOST_MEMORY: u64 = 200_000_000;

/// A picture drawn by us: nothing but pixels is in it.
#[derive(Clone, PartialEq, Eq)]
pub struct Rendition {
    /// The file, JPEG.
    pub jpeg: Vec<u8>,
    /// Pixels across, as it is looked at.
    pub width: u32,
    /// Pixels down, as it is looked at.
    pub height: u32,
}

impl std::fmt::Debug for Rendition {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Rendition({} x {}, {} bytes)", self.width, self.height, self.jpeg.len())
    }
}

/// Decodes, turns upright, makes small and draws anew. Colour profiles are dropped with the rest.
pub(super) fn render(format: ImageFormat, bytes: &[u8]) -> Result<Photo, PhotoFault> {
    let (picture, orientation) = decode(format, bytes)?;
    let mut picture = shrink(picture, FULL_SIDE);
    picture.apply_orientation(orientation);
    let full = on_white(picture);
    let small = on_white(shrink(DynamicImage::ImageRgb8(full.clone()), THUMBNAIL_SIDE));
    Ok(Photo::Shown {
        full: encode(&full, FULL_QUALITY)?,
        thumbnail: encode(&small, THUMBNAIL_QUALITY)?,
    })
}

fn decode(format: ImageFormat, bytes: &[u8]) -> Result<(DynamicImage, Orientation), PhotoFault> {
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| fault(&error, (0, 0)))?;
    let (width, height) = decoder.dimensions();
    if decoder.total_bytes() > MOST_MEMORY {
        return Err(PhotoFault::TooManyPixels { width, height });
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let picture = DynamicImage::from_decoder(decoder);
    Ok((picture.map_err(|error| fault(&error, (width, height)))?, orientation))
}

fn fault(error: &ImageError, (width, height): (u32, u32)) -> PhotoFault {
    match error {
        ImageError::Limits(_) => PhotoFault::TooManyPixels { width, height },
        ImageError::Unsupported(_) => {
            PhotoFault::Unsupported { what: "一种少见的图片格式" }
        }
        _ => PhotoFault::Broken,
    }
}

/// The picture with its longer side at most `side`; a smaller one stays as it is.
fn shrink(picture: DynamicImage, side: u32) -> DynamicImage {
    let (width, height) = (picture.width(), picture.height());
    let longer = width.max(height);
    if longer <= side {
        return picture;
    }
    let scaled = |length: u32| {
        let rounded =
            (u64::from(length) * u64::from(side) + u64::from(longer) / 2) / u64::from(longer);
        u32::try_from(rounded).unwrap_or(side).max(1)
    };
    picture.thumbnail_exact(scaled(width), scaled(height))
}

/// JPEG knows no transparency: what shines through is white, as on the page.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let seen = picture.into_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over_white = |colour: u8| {
            let (colour, alpha) = (u32::from(colour), u32::from(alpha));
            u8::try_from((colour * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(255)
        };
        Rgb([red, green, blue].map(over_white))
    })
}

fn encode(picture: &RgbImage, quality: u8) -> Result<Rendition, PhotoFault> {
    let mut jpeg = Vec::new();
    JpegEncoder::new_with_quality(&mut jpeg, quality)
        .encode_image(picture)
        .map_err(|_| PhotoFault::Broken)?;
    Ok(Rendition { jpeg, width: picture.width(), height: picture.height() })
}
