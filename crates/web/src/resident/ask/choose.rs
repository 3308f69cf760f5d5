use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};
use crate::resident::home::Door;
use axum::response::Response;

use crate::resident::home::doors;
use crate::visitor::Visitor;

/// `/ask`: which kind of appeal.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/ask/choose.html")]
pub struct AskPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The kinds this visitor may file; 执法诉求 only for a community's staff.
    pub doors: Vec<Door>,
    /// The place of the scanned code, in words; filled into whichever form is chosen.
    pub place: Option<String>,
}

impl Face for AskPage {}

/// Which kind it is.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let doors = doors(&visitor.site.office.rules_at(visitor.cx.at).rules);
    visitor.shows(Ok(AskPage { frame: visitor.frame("ask"), doors, place: None }))
}
