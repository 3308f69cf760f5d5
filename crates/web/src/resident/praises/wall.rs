use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::praise;
use xianban_kernel::{PageSize, Problem};

use super::card::{Card, photos};
use crate::frame::{Cache, Face, Frame};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/praises`: what people let everybody read, newest first. Nobody is counted or ranked here.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/praises/wall.html")]
pub struct WallPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The words looked for; empty when everything is shown.
    pub q: String,
    /// One page of it.
    pub praises: Vec<Card>,
    /// Where the next page starts.
    pub next: Option<String>,
}

impl Face for WallPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// Words and position.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = WallAsked)]
pub(crate) struct Asked {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// The wall.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, asked).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, asked: Asked) -> Result<WallPage, Problem> {
    let after = asked.after.as_deref().and_then(|after| {
        let (at, id) = after.split_once('.')?;
        Some((at.parse().ok()?, id.parse().ok()?))
    });
    let words = asked.q.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let found = praise::wall(work, &words, after, PageSize::new(20))?;
        let card = |seen| Ok(Card::of(&seen, photos(work, &seen)?));
        let cards = found.rows.into_iter().map(card).collect::<Result<Vec<_>, Problem>>()?;
        Ok((cards, found.next))
    });
    let (praises, next) = read.await?;
    let next = next.map(|after| further(&asked.q, &after)).transpose()?;
    Ok(WallPage { frame: visitor.frame(""), q: asked.q, praises, next })
}

fn further(q: &str, after: &str) -> Result<String, Problem> {
    let pairs = [("q", q), ("after", after)];
    let pairs: Vec<_> = pairs.into_iter().filter(|(_, value)| !value.is_empty()).collect();
    let query = serde_urlencoded::to_string(pairs);
    let query = query.map_err(|error| Problem::broken(error.to_string()))?;
    Ok(format!("/praises?{query}"))
}
