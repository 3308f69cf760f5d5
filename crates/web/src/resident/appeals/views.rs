//! Who looked at the applicant's name or phone.

use serde::Serialize;
use xianban_domain::appeals::{Event, Happened, seat};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use crate::frame::Stamp;

/// Somebody looked at the applicant's name or phone.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct View {
    /// Unit and role, never a name.
    pub who: String,
    /// The reason given.
    pub why: String,
    /// When.
    pub at: Stamp,
}

/// Who looked at the applicant's name or phone, newest first: unit and role, never a name.
pub(crate) fn views(history: &[Happened], rules: &Rules, now: Moment) -> Vec<View> {
    let view = |one: &Happened| {
        let Event::IdentitySeen(seen) = &one.event else { return None };
        Some(View {
            who: seat(one.unit.as_deref(), seen.role.code(), rules),
            why: one.words.clone().unwrap_or_default(),
            at: Stamp::new(one.at, now),
        })
    };
    history.iter().rev().filter_map(view).collect()
}
