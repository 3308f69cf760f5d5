use askama::Template;
use serde::Serialize;

use crate::frame::{Face, Frame};
use axum::response::Response;
use xianban_domain::appeals::{self as domain, Standing};
use xianban_domain::notice;
use xianban_kernel::{Actor, PageSize, Problem};

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
    let most = PageSize::new(100);
    let own = visitor.site.office.read(&visitor.cx, move |work| {
        Ok((domain::mine(work, None, most)?.rows, notice::inbox(work, None, most)?.rows))
    });
    let (own, told) = own.await?;
    let rated = own.iter().filter(|one| one.appeal.state.standing() == Standing::FollowingUp);
    let live = own.iter().filter(|one| one.appeal.state.is_open());
    let fresh = told.iter().filter(|one| !one.read).count() as u64;
    Ok(MePage { frame, open: live.count() as u64, fresh, to_rate: rated.count() as u64 })
}
