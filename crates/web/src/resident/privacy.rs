use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};
use axum::response::Response;

use crate::visitor::Visitor;

/// `/privacy`: what is kept about a person, who sees it, and how the pages help those who see or
/// move less well.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/privacy.html")]
pub struct PrivacyPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
}

impl Face for PrivacyPage {}

/// What is kept of whom, and for what.
pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.shows(Ok(PrivacyPage { frame: visitor.frame("me") }))
}
