//! Photos on their way in and out: received within bounds, made ready, staged, and handed to those
//! who may see them.

pub(crate) mod arrive;
mod desk;
pub(crate) mod form;
pub(crate) mod post;
pub(crate) mod show;

pub use desk::PhotoDesk;

use xianban_domain::files::{File, FileKind, KeptFile};
use xianban_kernel::FileId;

use crate::frame::Photo;

/// A staged file, as a form shows it.
pub(crate) fn staged(files: &[File]) -> Vec<Photo> {
    let numbered = files.iter().zip(1..);
    numbered.map(|(file, n)| photo(file.id, file.what, format!("已收好的照片 {n}"))).collect()
}

/// Files of an appeal, as a page shows them; `what` says what they are of.
pub(crate) fn kept(files: &[KeptFile], what: &str) -> Vec<Photo> {
    let numbered = files.iter().zip(1..);
    numbered.map(|(file, n)| photo(file.file, file.what, format!("{what} {n}"))).collect()
}

fn photo(id: FileId, what: FileKind, alt: String) -> Photo {
    let href = format!("/files/{id}");
    let drawn = what == FileKind::Photo;
    let thumb = if drawn { format!("{href}/thumb") } else { String::new() };
    let alt = if drawn { alt } else { format!("{alt}（手机原图，点开下载）") };
    Photo { id: id.to_string(), href, thumb, alt }
}
