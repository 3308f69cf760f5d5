//! Photos as phones take them, and files that only look like photos.

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// What stands in the EXIF of [`taken`] and must never come out again.
pub const PLACE: &str = "GPSLatitude 36.1073";

/// A photo of 800 × 600 px: a wall of this colour above a grey floor. As phones do, it tells where
/// it was taken.
pub fn taken(wall: [u8; 3]) -> Vec<u8> {
    let colour = |x: u32, y: u32| {
        let seam = x % 160 < 4 || y % 90 < 4;
        let [red, green, blue] = if y > 430 { [120, 120, 116] } else { wall };
        let darker = |part: u8| if seam { part / 2 } else { part };
        Rgb([darker(red), darker(green), darker(blue)])
    };
    let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(800, 600, colour));
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Jpeg).expect("a picture in memory");
    let jpeg = bytes.into_inner();
    [&jpeg[..2], &place(), &jpeg[2..]].concat()
}

/// The same, cut off in the middle.
pub fn torn() -> Vec<u8> {
    let mut jpeg = taken([180, 90, 60]);
    jpeg.truncate(jpeg.len() / 2);
    jpeg
}

/// The same, whose header claims 60,000 × 60,000 px.
pub fn boundless() -> Vec<u8> {
    let mut jpeg = taken([180, 90, 60]);
    let frame = jpeg.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a frame");
    let side = 60_000_u16.to_be_bytes();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());
    jpeg
}

/// The beginning of what iPhones keep.
pub const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat";

fn place() -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x01".to_vec();
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 26]);
    tiff.extend([0; 4]);
    tiff.extend([0, 1, 0, 0x1d, 0, 2, 0, 0, 0, 4]);
    tiff.extend(b"GPS!\0\0\0\0");
    tiff.extend(PLACE.as_bytes());
    let body = [b"Exif\0\0".as_slice(), &tiff].concat();
    let length = u16::try_from(body.len() + 2).expect("a short segment");
    [&[0xff, 0xe1][..], &length.to_be_bytes(), &body].concat()
}
