use serde::Serialize;
use xianban_domain::files::{self as kept, Enclosure};
use xianban_domain::office::Work;
use xianban_domain::praise::Seen;
use xianban_kernel::Problem;

use crate::files;
use crate::frame::Photo;

/// What is erased says so.
pub(super) const ERASED: &str = "内容已按您的要求删除";

/// Praise as it hangs on the wall: by whom only if he signed.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PraiseCard)]
pub struct Card {
    /// Where its own page is.
    pub href: String,
    /// The text of the banner; empty when there is none.
    pub banner: String,
    /// What it is for.
    pub text: String,
    /// The unit it thanks.
    pub unit: String,
    /// The person it thanks, once known; may be empty.
    pub person: String,
    /// How the giver signed; 一位居民 when he did not.
    pub by: String,
    /// The day since when it is as it is, such as `2026-11-23`.
    pub day: String,
    /// Its photos.
    pub photos: Vec<Photo>,
}

impl Card {
    /// What somebody who may read it sees.
    pub(crate) fn of(seen: &Seen, photos: Vec<Photo>) -> Self {
        let signed = seen.signed.clone().unwrap_or_else(|| "一位居民".to_owned());
        Self {
            href: super::href(&seen.praise.no),
            banner: seen.banner.clone().unwrap_or_default(),
            text: seen.text.clone().unwrap_or_else(|| ERASED.to_owned()),
            unit: seen.unit.clone(),
            person: seen.person.clone().unwrap_or_default(),
            by: signed,
            day: seen.praise.since.day().to_string(),
            photos,
        }
    }

    /// The columns of the banner, right to left: its phrases.
    pub(crate) fn columns(&self) -> Vec<&str> {
        let ends = |c: char| c.is_whitespace() || "，,、；。".contains(c);
        self.banner.split(ends).filter(|phrase| !phrase.is_empty()).collect()
    }
}

/// Its photos; none once its words are gone.
pub(super) fn photos(work: &mut Work<'_, '_>, seen: &Seen) -> Result<Vec<Photo>, Problem> {
    if seen.photos.is_empty() {
        return Ok(Vec::new());
    }
    let all = kept::of_dossier(work.tx, seen.praise.district, seen.praise.id)?;
    let shown = all.iter().filter(|file| seen.photos.contains(&file.id));
    let shown = shown.map(|file| Enclosure {
        file: file.id,
        what: file.what,
        bytes: file.bytes,
        name: None,
    });
    Ok(files::kept(&shown.collect::<Vec<_>>(), "表扬的照片"))
}
