//! Praise as residents give it, and the wall where everybody reads it.

pub(crate) mod card;
pub(crate) mod erase;
pub(crate) mod give;
pub(crate) mod mine;
pub(crate) mod show;
pub(crate) mod standing;
pub(crate) mod wall;
pub(crate) mod withdraw;

/// Where a praise's page is.
pub(crate) fn href(no: &str) -> String {
    format!("/praises/{no}")
}

/// Where somebody thanks who comes from his own appeal.
pub(crate) fn of_appeal(no: &str) -> String {
    format!("/praises/new?appeal={no}")
}
