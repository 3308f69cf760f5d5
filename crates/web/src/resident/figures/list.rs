use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::figures::FIGURES;
use xianban_kernel::Problem;

use super::shown::{Shown, of_the_year, shown};
use crate::frame::{Cache, Face, Frame};
use crate::visitor::Visitor;

/// `/figures`: every figure of the last year, each with how it is counted.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/figures/list.html")]
pub struct FiguresPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The figures, in the order people look for them.
    pub figures: Vec<Shown>,
}

impl Face for FiguresPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// All figures.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    visitor.shows(page)
}

async fn page(visitor: &Visitor) -> Result<FiguresPage, Problem> {
    let (span, numbers) = of_the_year(visitor).await?;
    let figures = FIGURES.iter().map(|figure| shown(figure, &numbers)).collect();
    let (from, to) = (span.from.to_string(), span.to.to_string());
    Ok(FiguresPage { frame: visitor.frame(""), from, to, figures })
}
