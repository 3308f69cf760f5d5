use serde::Serialize;
use xianban_domain::praise::{Seen, Standing};
use xianban_kernel::Moment;

use crate::frame::{Coded, Stamp, Status};

/// One praise in a list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PraiseRow)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// Its banner, or its first words.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The unit that is thanked.
    pub unit: String,
    /// The person meant, once he was found; may be empty.
    pub person: String,
    /// How the giver signed, else 一位居民.
    pub from: String,
    /// Where it stands.
    pub standing: Coded,
    /// When it was given.
    pub given: Stamp,
}

impl Row {
    /// A praise that somebody may read, at `now`.
    pub(crate) fn of(seen: Seen, now: Moment) -> Self {
        let standing = seen.praise.standing;
        Self {
            href: href(&seen.praise.no),
            title: seen.title.unwrap_or_else(|| ERASED.to_owned()),
            unit: seen.unit,
            person: seen.person.unwrap_or_default(),
            from: seen.signed.unwrap_or_else(|| "一位居民".to_owned()),
            standing: Coded::new(standing.code(), standing.name()),
            given: Stamp::new(seen.given_at, now),
            no: seen.praise.no,
        }
    }

    pub(super) fn status(&self) -> Status {
        drawn(&self.standing)
    }
}

/// What stands where the words were destroyed.
pub(super) const ERASED: &str = "（内容已按本人要求删除）";

/// Where praise is, for staff.
pub(super) fn href(no: &str) -> String {
    format!("/c/praises/{no}")
}

/// A standing with colour and shape.
pub(super) fn drawn(standing: &Coded) -> Status {
    let like = match Standing::from_code(&standing.code) {
        Some(Standing::Given) => "reviewing",
        Some(Standing::Published) => "closed",
        Some(Standing::Refused | Standing::Withdrawn) | None => "",
    };
    Status::new(like, standing.text.clone())
}
