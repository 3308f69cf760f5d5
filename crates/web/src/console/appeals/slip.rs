use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals::{self as domain, Slip};
use xianban_domain::organisation::unit;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::frame::{Face, Frame, Stamp};
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/c/appeals/{no}/slips/{n}`: a task slip on paper, with room for what was done and for the name of
/// whoever checks it.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/slip.html")]
pub struct SlipPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Number of the appeal.
    pub no: String,
    /// Number of the slip within it.
    pub n: i64,
    /// What the matter is about.
    pub title: String,
    /// Where.
    pub place: String,
    /// Who sent it.
    pub from: String,
    /// Who does it.
    pub to: String,
    /// What is to be done.
    pub goal: String,
    /// By when.
    pub limit: Stamp,
    /// What has to be shown.
    pub evidence: &'static str,
    /// How far it is.
    pub status: &'static str,
    /// The appeal's page.
    pub back: String,
}

impl Face for SlipPage {}

/// One slip.
pub(crate) async fn show(visitor: Visitor, Path((no, n)): Path<(String, i64)>) -> Response {
    let page = page(&visitor, no, n).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, no: String, n: i64) -> Result<SlipPage, Problem> {
    let frame = desk::frame(visitor, "").await?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &no)?;
        let slips = &glance.appeal.casework.slips;
        let slip: Slip = slips.iter().find(|slip| slip.n == n).ok_or(Problem::NotFound)?.clone();
        let orders = &glance.appeal.orders;
        let order = orders.iter().find(|order| order.n == slip.order);
        let from = order.map(|order| unit(work.tx, order.unit.unit)).transpose()?;
        let to = unit(work.tx, slip.to.unit)?.name;
        let goal = domain::words_of(work, &glance.appeal, &[slip.goal])?;
        Ok((glance, slip, from.map(|unit| unit.name), to, goal))
    });
    let (glance, slip, from, to, goal) = read.await?;
    Ok(SlipPage {
        frame,
        n: slip.n,
        title: view::title(&glance),
        place: glance.place.clone(),
        from: from.unwrap_or_default(),
        to,
        goal: goal.into_iter().next().map(|(_, words)| words).unwrap_or_default(),
        limit: Stamp::new(slip.limit, visitor.cx.at),
        evidence: slip.evidence.name(),
        status: slip.progress.name(),
        back: desk::href(&glance.appeal.no),
        no: glance.appeal.no,
    })
}
