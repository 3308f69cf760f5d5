use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::organisation;
use xianban_kernel::{GridId, Problem};

use super::view::View;
use crate::frame::{Face, Frame};
use crate::visitor::Visitor;

/// `/team/{grid}`: who looks after a grid.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/teams/show.html")]
#[schema(as = GridTeamPage)]
pub struct TeamPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The team.
    pub team: View,
}

impl Face for TeamPage {}

/// The team of a grid in use.
pub(crate) async fn show(visitor: Visitor, Path(grid): Path<String>) -> Response {
    let page = page(&visitor, &grid).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, grid: &str) -> Result<TeamPage, Problem> {
    let id = grid.parse().map(GridId::new).map_err(|_| Problem::NotFound)?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let grid = organisation::grid(work.tx, id)?;
        if grid.closed_at.is_some() {
            return Err(Problem::NotFound);
        }
        View::of(work, &grid)
    });
    let team = read.await?;
    Ok(TeamPage { frame: visitor.frame(""), team })
}
