use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals::handling;
use xianban_kernel::Problem;

use super::desk;
use crate::frame::{Face, Frame, Stamp};
use crate::visitor::Visitor;

/// `/c/pools`: for the system administrator, the posts for which nobody is left: everybody who holds
/// them had a hand in the matter that waits. Numbers only, no matter's words.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/pools.html")]
pub struct PoolsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The posts, with what waits.
    pub pools: Vec<Pool>,
}

/// One post that lacks somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Pool {
    /// The role, such as 审核员.
    pub role: String,
    /// How many matters wait.
    pub matters: i64,
    /// The oldest, since when.
    pub since: Stamp,
}

impl Face for PoolsPage {}

/// What waits for more people.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor) -> Result<PoolsPage, Problem> {
    let frame = desk::frame(visitor, "pools").await?;
    let waiting = visitor.site.office.read(&visitor.cx, handling::empty_pools).await?;
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let pool = |one: handling::Waiting| {
        let role = rules.duty(one.duty).and_then(|duty| rules.role(duty.roles.first()?));
        let role = role.map(|role| role.name.clone()).unwrap_or_default();
        Pool { role, matters: one.matters, since: Stamp::new(one.since, visitor.cx.at) }
    };
    Ok(PoolsPage { frame, pools: waiting.into_iter().map(pool).collect() })
}
