use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals;
use xianban_domain::rules::MatterCode;
use xianban_kernel::Problem;

use super::appeals::view;
use crate::frame::{Cache, Deadline, Face, Frame, Stamp, Status};
use crate::visitor::Visitor;

/// `/board`: the matters that a community has taken on before everybody's eyes (挂牌解决). Only what
/// its applicant let be shown: title, place, unit, progress; no words of his, no name.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/board.html")]
pub struct BoardPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The matters, newest first.
    pub matters: Vec<Matter>,
}

/// One matter on the board.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = BoardMatter)]
pub struct Matter {
    /// What it is about, by its category.
    pub about: String,
    /// Where, as far as the estate.
    pub place: String,
    /// Who owes the next step; empty once it is done.
    pub unit: String,
    /// Where it stands.
    pub status: Status,
    /// Since when it is listed.
    pub since: Stamp,
    /// By when it is promised to be settled.
    pub due: Option<Deadline>,
}

impl Face for BoardPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// The board.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor) -> Result<BoardPage, Problem> {
    let listed = visitor.site.office.read(&visitor.cx, appeals::board).await?;
    let now = visitor.cx.at;
    let mut matters = Vec::with_capacity(listed.len());
    for (listing, since) in listed {
        let appeal = &listing.appeal;
        let rules = &visitor.site.office.rules_of(appeal.rules)?.rules;
        let matter = appeal.matter.as_deref().and_then(|code| rules.matter(code));
        matters.push(Matter {
            about: matter.map_or_else(|| view::kind(rules, appeal.kind).text, MatterCode::name),
            place: listing.estate,
            unit: listing.unit,
            status: view::status(appeal),
            since: Stamp::new(since, now),
            due: listing.promise.map(|promise| Deadline::new(promise, now)),
        });
    }
    Ok(BoardPage { frame: visitor.frame(""), matters })
}
