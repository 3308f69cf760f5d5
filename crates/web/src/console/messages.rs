use askama::Template;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::notice::{inbox, mark_read};
use xianban_kernel::{PageSize, Problem};

use super::desk;
use crate::frame::{Face, Frame};
use crate::query::Query;
use crate::resident::notices::Notice;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/messages`: what a member of staff has been told, newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/messages.html")]
pub struct MessagesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// One page of them.
    pub messages: Vec<Notice>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl MessagesPage {
    fn has_fresh(&self) -> bool {
        self.messages.iter().any(|message| message.fresh)
    }
}

impl Face for MessagesPage {}

/// Position in the list.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = MessagesAsked)]
pub(crate) struct Asked {
    before: Option<String>,
}

/// One's own messages, newest first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<MessagesPage, Problem> {
    desk::posts(visitor)?;
    let before = asked.before.as_deref().and_then(|before| {
        let (at, id) = before.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let told =
        visitor.site.office.read(&visitor.cx, move |work| inbox(work, before, PageSize::USUAL));
    let told = told.await?;
    let next = told.next.map(|before| format!("/c/messages?before={before}"));
    let messages = told.rows.into_iter().map(|one| {
        let notice = Notice::of(one, visitor.cx.at);
        // What is about no dossier is the brief of the morning.
        let brief = notice.href.is_empty();
        let href = if brief { "/d/brief".to_owned() } else { format!("/c{}", notice.href) };
        Notice { href, ..notice }
    });
    let frame = desk::frame(visitor, "messages").await?;
    Ok(MessagesPage { frame, messages: messages.collect(), next })
}

/// Marks all of them read.
pub(crate) async fn read_all(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        desk::posts(&visitor)?;
        let route = "POST /c/messages/read";
        let sent = sent::read::<serde::de::IgnoredAny>(route, &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        visitor.does(sent.keyed, |work| mark_read(work, None)).await?;
        Ok("/c/messages".to_owned())
    };
    visitor.goes_on(done.await)
}
