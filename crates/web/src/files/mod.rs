//! Photos and documents on their way in and out: received within bounds, made ready, staged, and
//! handed to those who may see them.

pub(crate) mod arrive;
mod desk;
pub(crate) mod form;
pub(crate) mod post;
pub(crate) mod show;

pub use desk::PhotoDesk;
pub(crate) use xianban_gateways::photos::FULL_SIDE;

use xianban_domain::files::{Enclosure, FileKind};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, FileId};

use crate::frame::{Documents, Photo};
use crate::visitor::Visitor;

/// Staged files, as a form shows them.
pub(crate) fn staged(files: &[Enclosure]) -> Vec<Photo> {
    kept(files, "已收好的照片")
}

/// Files of an appeal, as a page shows them; `what` says what its photos are of.
pub(crate) fn kept(files: &[Enclosure], what: &str) -> Vec<Photo> {
    let mut n = 0;
    let shown = files.iter().map(|file| {
        if file.what.is_document() {
            return document(file);
        }
        n += 1;
        photo(file.file, file.what, format!("{what} {n}"))
    });
    shown.collect()
}

fn photo(id: FileId, what: FileKind, alt: String) -> Photo {
    let href = format!("/files/{id}");
    let drawn = what == FileKind::Photo;
    let thumb = if drawn { format!("{href}/thumb") } else { String::new() };
    let alt = if drawn { alt } else { format!("{alt}（手机原图，点开下载）") };
    Photo { id: id.to_string(), href, thumb, alt, document: String::new() }
}

fn document(file: &Enclosure) -> Photo {
    let id = file.file.to_string();
    let kind = if file.what == FileKind::Pdf { "PDF" } else { "Word" };
    let name = file.name.clone().unwrap_or_else(|| format!("文件.{}", file.what.ending()));
    Photo {
        href: format!("/files/{id}"),
        thumb: String::new(),
        alt: name,
        document: format!("{kind}，{}", weight(file.bytes)),
        id,
    }
}

/// How much a file weighs, in words.
fn weight(bytes: i64) -> String {
    let tenths = (bytes * 10 + 524_288) / 1_048_576;
    match tenths {
        0 => format!("{} KB", (bytes + 1023) / 1024),
        _ => format!("{}.{} MB", tenths / 10, tenths % 10),
    }
}

/// How many documents a form of this actor takes for a kind of appeal; `None` when it takes none.
pub(crate) fn documents(visitor: &Visitor, kind: AppealKind, actor: &Actor) -> Option<Documents> {
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    rules.takes_documents(kind, actor).then(|| Documents {
        most: rules.forms.documents_max,
        megabytes: rules.forms.document_megabytes,
    })
}
