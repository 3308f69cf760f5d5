use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::praise::{self, Seen};
use xianban_kernel::{Moment, PageSize, Problem};

use super::card::ERASED;
use super::standing::Standing;
use crate::frame::{Face, Frame, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/my/praises`: what the visitor gave, newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/praises/mine.html")]
#[schema(as = MyPraisesPage)]
pub struct MinePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// One page of it.
    pub praises: Vec<Given>,
    /// Where the next page starts.
    pub next: Option<String>,
}

/// One praise of the visitor's own.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = GivenPraise)]
pub struct Given {
    /// Its number.
    pub no: String,
    /// Its banner, or its first words.
    pub title: String,
    /// The unit it thanks.
    pub unit: String,
    /// Where it stands.
    pub standing: Standing,
    /// When it was given.
    pub at: Stamp,
    /// Where it leads.
    pub href: String,
}

impl Given {
    fn of(seen: Seen, now: Moment) -> Self {
        Self {
            title: seen.title.unwrap_or_else(|| ERASED.to_owned()),
            unit: seen.unit,
            standing: Standing::of(seen.praise.standing),
            at: Stamp::new(seen.given_at, now),
            href: super::href(&seen.praise.no),
            no: seen.praise.no,
        }
    }
}

impl Face for MinePage {}

/// Position in the list.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = MyPraisesAsked)]
pub(crate) struct Asked {
    before: Option<i64>,
}

/// One's own praise, newest first.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<MinePage, Problem> {
    visitor.must_be_resident()?;
    let (before, now) = (asked.before, visitor.cx.at);
    let size = PageSize::new(20);
    let read = visitor.site.office.read(&visitor.cx, move |work| praise::mine(work, before, size));
    let own = read.await?;
    let next = own.next.map(|before| format!("/my/praises?before={before}"));
    let praises = own.rows.into_iter().map(|seen| Given::of(seen, now)).collect();
    Ok(MinePage { frame: visitor.frame("me"), praises, next })
}
