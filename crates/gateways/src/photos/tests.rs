use std::io::Cursor;

use image::{DynamicImage, GenericImageView, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use super::*;

/// Red on the left, blue on the right, so that a turn shows.
fn two_halves(width: u32, height: u32) -> DynamicImage {
    let colour = |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) };
    DynamicImage::ImageRgb8(RgbImage::from_fn(width, height, colour))
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// An EXIF segment with an orientation and, as phones write it, the place where it was taken.
fn exif_segment(orientation: u8) -> Vec<u8> {
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), &value].concat()
    };
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend(entry(0x0112, 3, 1, [0, orientation, 0, 0]));
    tiff.extend(entry(0x8825, 4, 1, 38_u32.to_be_bytes()));
    tiff.extend([0; 4]);
    tiff.extend([0, 1]);
    tiff.extend(entry(0x001d, 2, 4, *b"GPS!"));
    tiff.extend(b"\0\0\0\0GPSLatitude 36.1073");
    let body = [b"Exif\0\0".as_slice(), &tiff].concat();
    let length = u16::try_from(body.len() + 2).unwrap();
    [&[0xff, 0xe1][..], &length.to_be_bytes(), &body].concat()
}

fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    [&jpeg[..2], &exif_segment(orientation), &jpeg[2..]].concat()
}

fn shown(bytes: &[u8]) -> (Rendition, Rendition) {
    match prepare(bytes).unwrap() {
        Photo::Shown { full, thumbnail } => (full, thumbnail),
        Photo::KeptPrivate => panic!("not shown"),
    }
}

fn drawn(rendition: &Rendition) -> DynamicImage {
    let picture = image::load_from_memory_with_format(&rendition.jpeg, ImageFormat::Jpeg).unwrap();
    assert_eq!(picture.dimensions(), (rendition.width, rendition.height));
    picture
}

fn is_red(picture: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue, _] = picture.get_pixel(x, y).0;
    red > 150 && blue < 100
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[test]
fn each_kind_of_photo_is_drawn_anew_and_made_small() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let (full, thumbnail) = shown(&encoded(&two_halves(2_400, 240), format));
        assert_eq!((full.width, full.height), (2_000, 200), "{format:?}");
        assert_eq!((thumbnail.width, thumbnail.height), (320, 32), "{format:?}");
        let picture = drawn(&full);
        assert!(is_red(&picture, 100, 100) && !is_red(&picture, 1_900, 100), "{format:?}");
        assert!(is_red(&drawn(&thumbnail), 20, 16), "{format:?}");
    }
}

#[test]
fn a_small_photo_is_not_blown_up() {
    let (full, thumbnail) = shown(&encoded(&two_halves(40, 30), ImageFormat::Png));
    assert_eq!((full.width, full.height), (40, 30));
    assert_eq!((thumbnail.width, thumbnail.height), (40, 30));
}

#[test]
fn a_very_long_strip_keeps_at_least_one_pixel() {
    let (full, thumbnail) = shown(&encoded(&two_halves(9_000, 1), ImageFormat::Png));
    assert_eq!((full.width, full.height), (2_000, 1));
    assert_eq!((thumbnail.width, thumbnail.height), (320, 1));
}

#[test]
fn place_and_device_do_not_get_through() {
    let bytes = with_exif(&encoded(&two_halves(400, 200), ImageFormat::Jpeg), 1);
    assert!(contains(&bytes, b"GPSLatitude"));
    let (full, thumbnail) = shown(&bytes);
    for jpeg in [full.jpeg, thumbnail.jpeg] {
        assert!(!contains(&jpeg, b"Exif") && !contains(&jpeg, b"GPS"));
    }
}

#[test]
fn a_photo_taken_upright_is_turned_upright() {
    let lying = encoded(&two_halves(400, 200), ImageFormat::Jpeg);
    let (full, thumbnail) = shown(&with_exif(&lying, 6));
    assert_eq!((full.width, full.height), (200, 400));
    assert_eq!((thumbnail.width, thumbnail.height), (160, 320));
    let picture = drawn(&full);
    assert!(is_red(&picture, 100, 50) && !is_red(&picture, 100, 350), "left has become top");
    let (mirrored, _) = shown(&with_exif(&lying, 2));
    assert!(is_red(&drawn(&mirrored), 350, 100), "left has become right");
}

#[test]
fn what_is_transparent_becomes_white() {
    let glass = RgbaImage::from_fn(10, 10, |_, _| Rgba([0, 0, 0, 0]));
    let (full, _) = shown(&encoded(&DynamicImage::ImageRgba8(glass), ImageFormat::Png));
    assert!(drawn(&full).get_pixel(5, 5).0.iter().all(|channel| *channel > 250));
}

#[test]
fn sixteen_bits_a_channel_are_understood() {
    let deep = DynamicImage::ImageRgb16(two_halves(2_100, 20).to_rgb16());
    let (full, _) = shown(&encoded(&deep, ImageFormat::Png));
    assert!(is_red(&drawn(&full), 100, 5));
}

#[test]
fn a_torn_photo_is_told_as_such() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let bytes = encoded(&two_halves(400, 200), format);
        for part in [3, 5, 8] {
            let torn = &bytes[..bytes.len() * part / 9];
            assert_eq!(prepare(torn), Err(PhotoFault::Broken), "{format:?} {part}/9");
        }
    }
    let jpeg = encoded(&two_halves(400, 200), ImageFormat::Jpeg);
    assert_eq!(
        prepare(&jpeg[..jpeg.len() - 2]),
        Err(PhotoFault::Broken),
        "the end mark is missing"
    );
}

#[test]
fn a_thumbnail_inside_does_not_hide_a_tear() {
    let inner = encoded(&two_halves(20, 10), ImageFormat::Jpeg);
    let length = u16::try_from(inner.len() + 2).unwrap();
    let segment = [&[0xff, 0xe2][..], &length.to_be_bytes(), &inner].concat();
    let outer = encoded(&two_halves(400, 200), ImageFormat::Jpeg);
    let nested = [&outer[..2], &segment, &outer[2..]].concat();
    assert_eq!(shown(&nested).0.width, 400);
    assert_eq!(prepare(&nested[..nested.len() * 8 / 9]), Err(PhotoFault::Broken));
}

#[test]
fn what_follows_a_complete_photo_is_dropped() {
    let mut bytes = encoded(&two_halves(40, 20), ImageFormat::Jpeg);
    bytes.extend(b"a film that the phone appended");
    let (full, _) = shown(&bytes);
    assert!(!contains(&full.jpeg, b"film"));
}

#[test]
fn a_text_named_jpg_is_no_photo() {
    assert_eq!(prepare("这是一段文字".as_bytes()), Err(PhotoFault::NotAPhoto));
    assert_eq!(prepare(b"<html><script>alert(1)</script>"), Err(PhotoFault::NotAPhoto));
    assert_eq!(prepare(b""), Err(PhotoFault::Empty));
    assert_eq!(prepare(b"%PDF-1.7"), Err(PhotoFault::Unsupported { what: " PDF 文件" }));
    assert_eq!(prepare(&[0xff, 0xd8, 0xff]), Err(PhotoFault::Broken));
}

#[test]
fn a_photo_of_an_iphone_is_kept_but_not_shown() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic\0\0\0\x08mdat";
    assert_eq!(prepare(heic), Ok(Photo::KeptPrivate));
}

#[test]
fn fifty_megabytes_are_too_heavy() {
    let heavy = vec![0xff; 50 * 1024 * 1024];
    let fault = prepare(&heavy).unwrap_err();
    assert_eq!(fault, PhotoFault::TooHeavy { bytes: heavy.len() });
    assert!(fault.said().contains("50 MB"));
    assert_eq!(fault.problem("photos").code(), "too_large");
    assert_eq!(PhotoFault::Broken.problem("photos").code(), "faults");
}

/// A true photo whose header has been made to claim 60,000 x 60,000 pixels.
fn forged(format: ImageFormat) -> Vec<u8> {
    let mut bytes = encoded(&two_halves(40, 20), format);
    let side = 60_000_u16.to_be_bytes();
    match format {
        ImageFormat::Jpeg => {
            let frame = bytes.windows(2).position(|pair| pair == [0xff, 0xc0]).unwrap();
            bytes[frame + 5..frame + 9].copy_from_slice(&[side, side].concat());
        }
        ImageFormat::Png => {
            bytes[16..24].copy_from_slice(&[[0, 0], side, [0, 0], side].concat());
        }
        _ => {
            let canvas = (60_000_u32 - 1).to_le_bytes();
            let chunk = [b"VP8X\x0a\0\0\0\0\0\0\0".as_slice(), &canvas[..3], &canvas[..3]].concat();
            bytes.splice(12..12, chunk);
        }
    }
    bytes
}

/// Kilobytes of address space this process has ever had.
fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmPeak:")).unwrap();
    peak.trim().trim_end_matches(" kB").parse().unwrap()
}

#[test]
fn an_image_of_60000_squared_is_refused_before_memory_is_asked_for() {
    let before = peak_memory();
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
        let fault = prepare(&forged(format)).unwrap_err();
        let told = PhotoFault::TooManyPixels { width: 60_000, height: 60_000 };
        assert_eq!(fault, told, "{format:?}");
        assert!(fault.said().contains("60000×60000"));
    }
    let asked = peak_memory() - before;
    assert!(asked < 3_600_000, "{asked} kB: less than one byte a pixel, other tests included");
}

#[test]
fn the_limits_of_pixels_are_drawn_where_we_say() {
    let header = |width, height| Header { width, height, complete: true }.within_limits();
    assert!(header(10_000, 5_000).is_ok());
    assert!(header(10_000, 5_001).is_err());
    assert!(header(20_000, 2_500).is_ok());
    assert!(header(20_001, 1).is_err());
    assert_eq!(header(0, 5), Err(PhotoFault::Broken));
}

#[test]
fn a_picture_that_claims_less_than_it_holds_is_refused_or_small() {
    let mut bytes = encoded(&two_halves(400, 200), ImageFormat::Png);
    bytes[16..24].copy_from_slice(&[0, 0, 0, 1, 0, 0, 0, 1]);
    assert_eq!(prepare(&bytes), Err(PhotoFault::Broken), "the checksum of the header is wrong");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_damage_makes_it_fall_over(
        kind in 0_usize..3, damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
    ) {
        let format = [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP][kind];
        let mut bytes = with_exif(&encoded(&two_halves(32, 16), ImageFormat::Jpeg), 6);
        if format != ImageFormat::Jpeg {
            bytes = encoded(&two_halves(32, 16), format);
        }
        for (place, byte) in damage {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Ok(Photo::Shown { full, .. }) = prepare(&bytes) {
            prop_assert!(full.width.max(full.height) <= 2_000);
            prop_assert!(!contains(&full.jpeg, b"Exif"));
        }
    }
}
