use serde::Serialize;

use crate::frame::{Coded, Stamp, Status, Steps};

/// One appeal in a list or on the home page.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Card {
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Which of the three kinds.
    pub kind: Coded,
    /// Where it stands.
    pub status: Status,
    /// The five steps.
    pub steps: Steps,
    /// When it was filed.
    pub filed: Stamp,
    /// What happens next, by whom, until when, in one plain sentence.
    pub next: Option<String>,
    /// Its page.
    pub href: String,
}

/// What stands above a form about one appeal, so that nobody rates the wrong one.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Head {
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// Its page.
    pub href: String,
}
