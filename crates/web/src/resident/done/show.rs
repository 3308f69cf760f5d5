use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals;
use xianban_kernel::Problem;

use super::card::{after, before, took};
use crate::frame::{Cache, Coded, Face, Frame, Photo};
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/done/{no}`: what it was, what was done, how it looked before and after. No name, telephone or door.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/done/show.html")]
pub struct StoryPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its title.
    pub title: String,
    /// Which of the kinds.
    pub kind: Coded,
    /// Where, as far as the estate; empty when it is not known.
    pub place: String,
    /// Who did it.
    pub unit: String,
    /// How long it took, such as 用时 5 天.
    pub took: String,
    /// The day it was closed, such as `2026-11-23`.
    pub day: String,
    /// Stars, 1 to 5, if it was rated.
    pub grade: Option<i64>,
    /// The reply that went out.
    pub reply: String,
    /// Photos from before.
    pub before: Vec<Photo>,
    /// Photos from after.
    pub after: Vec<Photo>,
    /// Where somebody asks for the like.
    pub ask: String,
}

impl Face for StoryPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// The story of one.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, no: String) -> Result<StoryPage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| appeals::done_by_no(work, &no));
    let done = read.await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules.clone();
    let kind = view::kind(&rules, done.appeal.kind);
    Ok(StoryPage {
        frame: visitor.frame(""),
        ask: format!("/ask/{}", kind.code),
        kind,
        took: took(done.days),
        day: done.closed_at.day().to_string(),
        grade: done.grade,
        before: before(&done),
        after: after(&done),
        title: done.title,
        place: done.estate,
        unit: done.unit,
        reply: done.reply,
    })
}
