//! What a browser makes of a picture before it sends it, and what the server makes of the same one.

use std::io::Cursor;

use image::codecs::png::PngEncoder;
use image::imageops::{FilterType, resize};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage, Rgba, RgbaImage};
use xianban_gateways::photos::{Photo, prepare};
use xianban_testkit::Engine;
use xianban_testkit::served::Served;

use super::{Mood, PHONE, Person};

/// How far a colour may lie beside the other, of 255: two codecs round differently.
const NEAR: u8 = 6;

/// A picture's width and height, and the mean colours of its quarters.
type Seen = (u32, u32, Vec<[u8; 3]>);

fn cases() -> Vec<(&'static str, Vec<u8>)> {
    macro_rules! case {
        ($name:literal) => {
            ($name, include_bytes!(concat!("pictures/", $name)).to_vec())
        };
    }
    vec![
        case!("exif6_gps.jpg"),
        case!("cmyk.jpg"),
        case!("grey_prog.jpg"),
        case!("gimp_edited.jpg"),
        case!("mpo_trailing.jpg"),
        case!("panorama.jpg"),
        case!("photo.webp"),
        ("glass.png", glass()),
        ("upright.jpg", upright()),
    ]
}

fn byte(part: u32) -> u8 {
    u8::try_from(part).unwrap()
}

/// Large, and see-through on its right: what shows there is white.
fn glass() -> Vec<u8> {
    let dot = |x, y| if x < 1_500 { Rgba([200, byte(y / 8), 40, 255]) } else { Rgba([0; 4]) };
    let mut bytes = Vec::new();
    RgbaImage::from_fn(3_000, 1_600, dot).write_with_encoder(PngEncoder::new(&mut bytes)).unwrap();
    bytes
}

/// Twenty-four million pixels, as a phone held upright writes them: lying, with a word to turn them.
fn upright() -> Vec<u8> {
    let dot = |x, y| Rgb([byte(x / 24), byte(y / 16), 60]);
    let mut bytes = Cursor::new(Vec::new());
    let picture = DynamicImage::ImageRgb8(RgbImage::from_fn(6_000, 4_000, dot));
    picture.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    let bytes = bytes.into_inner();
    let tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    let length = u16::try_from(tiff.len() + 2).unwrap().to_be_bytes();
    [&bytes[..2], &[0xff, 0xe1], &length, tiff, &bytes[2..]].concat()
}

fn seen(jpeg: &[u8]) -> Seen {
    assert!(!jpeg.windows(4).any(|part| part == b"Exif" || part == b"GPS\0"), "only pixels");
    let picture = image::load_from_memory_with_format(jpeg, ImageFormat::Jpeg).unwrap().into_rgb8();
    let quarters = resize(&picture, 2, 2, FilterType::Triangle);
    (picture.width(), picture.height(), quarters.pixels().map(|dot| dot.0).collect())
}

fn alike(one: &Seen, other: &Seen) -> bool {
    let near = |one: &[u8; 3], other: &[u8; 3]| {
        one.iter().zip(other).all(|(one, other)| one.abs_diff(*other) <= NEAR)
    };
    one.0.abs_diff(other.0) <= 1
        && one.1.abs_diff(other.1) <= 1
        && one.2.iter().zip(&other.2).all(|(one, other)| near(one, other))
}

/// Files a matter with all cases; every kept picture with its thumb.
async fn kept(served: &Served) -> Vec<(Seen, Seen)> {
    let resident = Person::resident(served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    resident.choose("是哪方面的事", "环境卫生").await;
    resident.fill("请说说是什么事", "楼前绿地被占种菜，照片都在这里。").await;
    for (rung, (name, bytes)) in cases().iter().enumerate() {
        resident.attaches(name, bytes).await;
        resident.shows_photos(rung + 1).await;
    }
    resident.picks_place(&["春光山色一期"]).await;
    resident.proves(PHONE).await;
    resident.press("提交民生诉求").await;
    resident.reads("已经收到您的民生诉求").await;
    resident.press("查看进度").await;
    resident.shows_photos(cases().len()).await;
    let mut pictures = Vec::new();
    for href in resident.addresses("ul.shots a").await {
        let thumb = resident.fetches(&format!("{href}/thumb")).await;
        pictures.push((seen(&resident.fetches(&href).await), seen(&thumb)));
    }
    pictures
}

/// What the server makes of a picture that comes as it is: without scripts, or over the API.
fn prepared(bytes: &[u8]) -> (Seen, Seen) {
    match prepare(bytes).unwrap() {
        Photo::Shown { full, thumbnail } => (seen(&full.jpeg), seen(&thumbnail.jpeg)),
        Photo::KeptPrivate => panic!("it can be drawn"),
    }
}

#[tokio::test]
async fn a_browser_s_picture_is_the_server_s() {
    let served = Served::demo(Engine::Sqlite).await;
    let by_browser = kept(&served).await;
    assert_eq!(by_browser.len(), cases().len());
    let sides = [(300, 400), (400, 300), (400, 300), (400, 300), (300, 400), (2_000, 133)];
    for (n, (name, bytes)) in cases().iter().enumerate() {
        let (browser, server) = (&by_browser[n], prepared(bytes));
        assert!(alike(&browser.0, &server.0), "{name}: {:?} and {:?}", browser.0, server.0);
        assert!(alike(&browser.1, &server.1), "{name}, thumb: {:?} {:?}", browser.1, server.1);
        if let Some(sides) = sides.get(n) {
            assert_eq!((server.0.0, server.0.1), *sides, "{name}");
        }
    }
    let glass = &by_browser[7].0;
    assert!(glass.2[1].iter().all(|part| *part > 200), "white, not black: {glass:?}");
    assert_eq!((by_browser[8].0.0, by_browser[8].0.1), (1_333, 2_000), "turned upright");
}

#[tokio::test]
async fn what_no_browser_draws_is_kept_as_it_is_and_said() {
    let served = Served::demo(Engine::Sqlite).await;
    let resident = Person::resident(&served, Mood::Phone).await;
    resident.open("/ask/livelihood").await;
    let heic = include_bytes!("pictures/named_jpg_is_heic.jpg");
    resident.attaches("IMG_0001.jpg", heic).await;
    resident.reads("HEIC").await;
}
