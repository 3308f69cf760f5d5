use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};
use axum::response::Response;
use xianban_domain::appeals as domain;
use xianban_domain::notice;
use xianban_kernel::{Actor, Problem};

use crate::visitor::Visitor;

/// `/me`: the visitor's own corner.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/me.html")]
pub struct MePage {
    /// The frame; tells whether somebody is logged in.
    #[serde(skip)]
    pub frame: Frame,
    /// Matters not yet ended.
    pub open: u64,
    /// Notices not yet seen.
    pub fresh: u64,
    /// Matters that wait for a rating.
    pub to_rate: u64,
}

impl Face for MePage {}

/// So many are counted.
const MOST: i64 = 100;

/// One's own page; whoever is not logged in finds the way to the login there.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor) -> Result<MePage, Problem> {
    let frame = visitor.frame("me");
    if !matches!(visitor.cx.actor, Actor::Resident(_)) {
        return Ok(MePage { frame, open: 0, fresh: 0, to_rate: 0 });
    }
    let (open, to_rate, fresh) = visitor
        .site
        .office
        .read(&visitor.cx, |work| {
            let (open, to_rate) = domain::own_count(work, MOST)?;
            Ok((open, to_rate, notice::unread(work, MOST)?))
        })
        .await?;
    Ok(MePage { frame, open, fresh: u64::try_from(fresh).unwrap_or(0), to_rate })
}
