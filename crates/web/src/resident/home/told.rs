use serde::Serialize;
use xianban_domain::notice::Told;
use xianban_kernel::Moment;

use crate::resident::notices::Notice;

/// What the visitor has been told, in short.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = HomeNotices)]
pub struct Notices {
    /// How many he has not read; a hundred stands for more.
    pub unread: i64,
    /// The newest two.
    pub newest: Vec<Notice>,
}

impl Notices {
    /// As the first page shows them.
    pub(super) fn of(unread: i64, newest: Vec<Told>, now: Moment) -> Self {
        Self { unread, newest: newest.into_iter().map(|one| Notice::of(one, now)).collect() }
    }
}
