//! A large photo: nothing but noise, so that it weighs as much as a photo that is taken at most.

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};

use crate::Outcome;

/// It weighs no more: just below what is taken.
const MOST_BYTES: usize = 30_900_000;
/// A piece to try qualities on.
const PIECE: u32 = 640;

/// A JPEG of so many pixels, as good as it may be to weigh no more than a photo may.
pub fn noise(width: u32, height: u32) -> Outcome<Vec<u8>> {
    let piece = pixels(PIECE, PIECE)?;
    let room = u64::try_from(MOST_BYTES)? * u64::from(PIECE) * u64::from(PIECE)
        / (u64::from(width) * u64::from(height));
    let (mut worst, mut best) = (1_u8, 100_u8);
    while worst < best {
        let middle = worst + (best - worst).div_ceil(2);
        let weighs = u64::try_from(encode(&piece, PIECE, PIECE, middle)?.len())?;
        if weighs <= room { worst = middle } else { best = middle - 1 }
    }
    encode(&pixels(width, height)?, width, height, worst)
}

fn encode(pixels: &[u8], width: u32, height: u32, quality: u8) -> Outcome<Vec<u8>> {
    let mut jpeg = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut jpeg, quality);
    encoder.write_image(pixels, width, height, ExtendedColorType::Rgb8)?;
    Ok(jpeg)
}

/// Three bytes for each pixel, by xorshift.
fn pixels(width: u32, height: u32) -> Outcome<Vec<u8>> {
    let count = usize::try_from(u64::from(width) * u64::from(height) * 3)?;
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut pixels = Vec::with_capacity(count + 8);
    while pixels.len() < count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        pixels.extend_from_slice(&state.to_le_bytes());
    }
    pixels.truncate(count);
    Ok(pixels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_large_photo_weighs_what_one_may_and_is_no_padding() {
        let (width, height) = (800, 600);
        let jpeg = noise(width, height).unwrap();
        let weighs = jpeg.len();
        assert!(weighs <= MOST_BYTES);
        let seen = image::load_from_memory(&jpeg).unwrap();
        assert_eq!((seen.width(), seen.height()), (width, height));
        let gray = seen.to_luma8();
        let pairs = gray.pixels().zip(gray.pixels().skip(1));
        let differs: u64 = pairs.map(|(one, next)| u64::from(one.0[0].abs_diff(next.0[0]))).sum();
        assert!(differs / u64::from(width * height) > 20, "it is flat: {differs}");
    }
}
