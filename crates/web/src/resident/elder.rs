use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};
use axum::response::Response;

use crate::visitor::Visitor;

/// `/elder`: choose the size of type.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/elder.html")]
pub struct ElderPage {
    /// The frame; carries the size chosen now.
    #[serde(skip)]
    pub frame: Frame,
    /// The size chosen now: 0, 1, 2.
    pub step: u8,
}

impl Face for ElderPage {}

/// The three sizes of type.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let frame = visitor.frame("me");
    let step = frame.elder.step();
    visitor.shows(Ok(ElderPage { frame, step }))
}
