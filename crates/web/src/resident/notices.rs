use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame, Stamp};
use axum::response::Response;
use xianban_domain::appeals as domain;
use xianban_kernel::{PageSize, Problem};

use super::appeals::view;
use crate::visitor::Visitor;

/// `/my/notices`: what the visitor has been told, newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/notices.html")]
pub struct NoticesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// One page of them.
    pub notices: Vec<Notice>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// One notice.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Notice {
    /// Its words.
    pub said: String,
    /// Which appeal it is about.
    pub no: String,
    /// Where it leads.
    pub href: String,
    /// When it was sent.
    pub at: Stamp,
    /// Whether the visitor has not seen it yet.
    pub fresh: bool,
}

impl Face for NoticesPage {}

/// One's own messages, newest first.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor) -> Result<NoticesPage, Problem> {
    visitor.must_be_resident()?;
    let told =
        visitor.site.office.read(&visitor.cx, |work| domain::inbox(work, None, PageSize::USUAL));
    let notices = told.await?.rows.into_iter().map(|one| Notice {
        said: one.text,
        href: view::href(&one.no),
        no: one.no,
        at: Stamp::new(one.at, visitor.cx.at),
        fresh: !one.read,
    });
    Ok(NoticesPage { frame: visitor.frame("me"), notices: notices.collect(), next: None })
}
