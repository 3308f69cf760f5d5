use askama::Template;
use axum::response::Response;
use serde::Serialize;

use crate::frame::{Face, Frame};
use crate::visitor::Visitor;

/// `/forgotten`: where somebody stands whose account is gone.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/forgotten.html")]
pub struct ForgottenPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
}

impl Face for ForgottenPage {}

/// Says that the account is gone, and how its matters are found from now on.
pub(crate) async fn show(visitor: Visitor) -> Response {
    visitor.shows(Ok(ForgottenPage { frame: visitor.frame("me") }))
}
