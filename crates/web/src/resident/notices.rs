use askama::Template;
use axum::body::Bytes;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};

use crate::frame::{Face, Frame, Stamp};
use crate::query::Query;
use axum::response::Response;
use xianban_domain::notice::{Told, inbox, mark_read};
use xianban_kernel::{Moment, PageSize, Problem};

use crate::sent;
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

impl Notice {
    /// As its reader sees it.
    pub(crate) fn of(told: Told, now: Moment) -> Self {
        Self {
            said: told.text,
            href: told
                .about
                .as_ref()
                .map_or_else(String::new, |about| format!("/{}", about.link())),
            no: told.about.map(|about| about.no).unwrap_or_default(),
            at: Stamp::new(told.at, now),
            fresh: !told.read,
        }
    }
}

impl NoticesPage {
    fn has_fresh(&self) -> bool {
        self.notices.iter().any(|notice| notice.fresh)
    }
}

impl Face for NoticesPage {}

/// Position in the list.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = NoticesAsked)]
pub(crate) struct Asked {
    before: Option<String>,
}

/// One's own messages, newest first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    visitor.shows(page)
}

/// Marks all of them read.
pub(crate) async fn read_all(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        visitor.must_be_resident()?;
        let sent = sent::read::<serde::de::IgnoredAny>("POST /my/notices/read", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        visitor.does(sent.keyed, |work| mark_read(work, None)).await?;
        Ok("/my/notices".to_owned())
    };
    visitor.goes_on(done.await)
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<NoticesPage, Problem> {
    visitor.must_be_resident()?;
    let before = asked.before.as_deref().and_then(|before| {
        let (at, id) = before.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let told =
        visitor.site.office.read(&visitor.cx, move |work| inbox(work, before, PageSize::USUAL));
    let told = told.await?;
    let next = told.next.map(|before| format!("/my/notices?before={before}"));
    let notices = told.rows.into_iter().map(|one| Notice::of(one, visitor.cx.at));
    Ok(NoticesPage { frame: visitor.frame("me"), notices: notices.collect(), next })
}
