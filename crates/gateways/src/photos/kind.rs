use image::ImageFormat;

/// What a file is by its first bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A photo that can be drawn.
    Image(ImageFormat),
    /// A photo of an iPhone.
    Heic,
    /// A known kind of file, by the name people use.
    Other(&'static str),
    /// Anything else.
    Unknown,
}

/// First bytes of files that people take for photos.
const OTHERS: [(&[u8], &str); 8] = [
    (b"GIF8", " GIF 动图"),
    (b"BM", " BMP 图片"),
    (b"II*\0", " TIFF 图片"),
    (b"MM\0*", " TIFF 图片"),
    (b"%PDF", " PDF 文件"),
    (b"PK\x03\x04", "压缩包或办公文档"),
    (b"<svg", " SVG 图片"),
    (b"\x1a\x45\xdf\xa3", "视频"),
];

impl Kind {
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            return Self::Image(ImageFormat::Jpeg);
        }
        if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Self::Image(ImageFormat::Png);
        }
        if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            return Self::Image(ImageFormat::WebP);
        }
        if bytes.get(4..8) == Some(b"ftyp") {
            return Self::of_brands(bytes);
        }
        let other = OTHERS.iter().find(|(head, _)| bytes.starts_with(head));
        other.map_or(Self::Unknown, |(_, what)| Self::Other(what))
    }

    /// A file of boxes (ISO/IEC 14496-12) says in its first one what it may be read as.
    fn of_brands(bytes: &[u8]) -> Self {
        let length = bytes.first_chunk().map_or(0, |length| u32::from_be_bytes(*length));
        let end = usize::try_from(length).unwrap_or(0).clamp(12, 256);
        let brands = bytes.get(8..end.min(bytes.len())).unwrap_or_default();
        let has = |wanted: &[&[u8; 4]]| {
            brands.chunks_exact(4).any(|brand| wanted.iter().any(|wanted| brand == *wanted))
        };
        if has(&[b"avif", b"avis"]) {
            Self::Other(" AVIF 图片")
        } else if has(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
            Self::Heic
        } else {
            Self::Other("视频或录音")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn boxed(brands: &[u8]) -> Vec<u8> {
        let length = u32::try_from(8 + brands.len()).unwrap();
        [length.to_be_bytes().as_slice(), b"ftyp", brands, b"\0\0\0\x08mdat"].concat()
    }

    #[test]
    fn a_photo_of_an_iphone_is_known_by_its_brands() {
        assert_eq!(Kind::of(&boxed(b"heic\0\0\0\0mif1heic")), Kind::Heic);
        assert_eq!(Kind::of(&boxed(b"mif1\0\0\0\0mif1heic")), Kind::Heic);
        assert_eq!(Kind::of(&boxed(b"avif\0\0\0\0avifmif1")), Kind::Other(" AVIF 图片"));
        assert_eq!(Kind::of(&boxed(b"mp42\0\0\0\0isommp42")), Kind::Other("视频或录音"));
        assert_eq!(Kind::of(b"\0\0\0\x18ftyp"), Kind::Other("视频或录音"), "cut off");
    }

    #[test]
    fn a_file_is_what_it_contains() {
        assert_eq!(Kind::of(b"GIF89a"), Kind::Other(" GIF 动图"));
        assert_eq!(Kind::of("你好，我是照片.jpg".as_bytes()), Kind::Unknown);
        assert_eq!(Kind::of(b"RIFF\0\0\0\0WAVE"), Kind::Unknown);
    }
}
