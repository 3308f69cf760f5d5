use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals;
use xianban_kernel::{PageSize, Problem};

use super::card::Card;
use crate::frame::{Cache, Face, Frame};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/done`: what was done, last closed first; only what its applicant let be shown.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/done/list.html")]
pub struct DoneListPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// One page of it.
    pub done: Vec<Card>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl Face for DoneListPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// Position in the list.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = DoneListAsked)]
pub(crate) struct Asked {
    after: Option<String>,
}

/// The list.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<DoneListPage, Problem> {
    let after = asked.after.as_deref().and_then(|after| {
        let (at, id) = after.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let read = visitor
        .site
        .office
        .read(&visitor.cx, move |work| appeals::done(work, after, PageSize::new(12)));
    let found = read.await?;
    let next = found.next.map(|after| format!("/done?after={after}"));
    let done = found.rows.iter().map(Card::of).collect();
    Ok(DoneListPage { frame: visitor.frame(""), done, next })
}
