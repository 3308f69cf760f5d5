use serde::Serialize;
use xianban_domain::appeals::Done;
use xianban_domain::files::{Enclosure, FileKind};
use xianban_kernel::FileId;

use crate::files;
use crate::frame::Photo;

/// A matter that was done, as everybody reads it in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = DoneCard)]
pub struct Card {
    /// Where its story is.
    pub href: String,
    /// Its title; names, telephones and doors are covered.
    pub title: String,
    /// Where, as far as the estate; empty when it is not known.
    pub place: String,
    /// How long it took, such as 用时 5 天.
    pub took: String,
    /// Stars, 1 to 5, if it was rated.
    pub grade: Option<i64>,
    /// How it looks now, else how it looked.
    pub photo: Option<Photo>,
}

impl Card {
    /// As a list shows it.
    pub(crate) fn of(done: &Done) -> Self {
        let (before, after) = (before(done), after(done));
        Self {
            href: href(&done.appeal.no),
            title: done.title.clone(),
            place: done.estate.clone(),
            took: took(done.days),
            grade: done.grade,
            photo: after.into_iter().chain(before).next(),
        }
    }
}

/// Where a story is.
fn href(no: &str) -> String {
    format!("/done/{no}")
}

/// How long it took, in words.
pub(super) fn took(days: i64) -> String {
    if days < 1 { "当天办好".to_owned() } else { format!("用时 {days} 天") }
}

/// Photos from before.
pub(super) fn before(done: &Done) -> Vec<Photo> {
    photos(&done.before, "办理前")
}

/// Photos from after.
pub(super) fn after(done: &Done) -> Vec<Photo> {
    photos(&done.after, "办理后")
}

fn photos(ids: &[FileId], what: &str) -> Vec<Photo> {
    let photo = |id: &FileId| Enclosure { file: *id, what: FileKind::Photo, bytes: 0, name: None };
    files::kept(&ids.iter().map(photo).collect::<Vec<_>>(), what)
}
