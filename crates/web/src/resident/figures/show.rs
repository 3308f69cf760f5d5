use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::figures::{Figure, Made};
use xianban_kernel::Problem;

use super::shown::{Shown, of_the_year, shown};
use crate::frame::{Cache, Face, Frame, Link};
use crate::visitor::Visitor;

/// `/figures/{code}`: how one figure is counted, in plain words.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/figures/show.html")]
pub struct FigurePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The figure with its value.
    pub shown: Shown,
    /// How it is counted.
    pub said: &'static str,
    /// Of a rate: what is above and below the line.
    pub parts: Option<(&'static str, &'static str)>,
    /// What is left out, and why.
    pub left_out: Vec<(&'static str, &'static str)>,
    /// Where the way of counting comes from.
    pub source: &'static str,
    /// Since which day it is counted so.
    pub since: &'static str,
    /// All of them.
    pub back: Link,
}

impl Face for FigurePage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// One figure.
pub(crate) async fn show(visitor: Visitor, Path(code): Path<String>) -> Response {
    let page = page(&visitor, &code).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor, code: &str) -> Result<FigurePage, Problem> {
    let figure = Figure::by_code(code).ok_or(Problem::NotFound)?;
    let (span, numbers) = of_the_year(visitor).await?;
    let parts = match figure.made {
        Made::Count(_) => None,
        Made::Rate { part, whole } => Some((part.name(), whole.name())),
    };
    Ok(FigurePage {
        frame: visitor.frame(""),
        from: span.from.to_string(),
        to: span.to.to_string(),
        shown: shown(figure, &numbers),
        said: figure.said,
        parts,
        left_out: figure.left_out.to_vec(),
        source: figure.source,
        since: figure.since,
        back: Link::new("所有数字怎么算的", "/figures"),
    })
}
