use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::figures::{FIGURES, Facet, Figure, Made, Numbers, Scope, Span, Value, numbers};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::frame::{Cache, Face, Frame, Link};
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

/// One figure with its value.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Shown {
    /// Its name.
    pub name: &'static str,
    /// Its own page.
    pub href: String,
    /// What it comes to, `1224` or `98.64%`; empty where nothing is counted yet.
    pub value: String,
    /// Of a rate: part and whole.
    pub of: Option<(i64, i64)>,
    /// Between which rates the truth may lie, where few are counted.
    pub doubt: Option<String>,
}

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

impl Face for FiguresPage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

impl Face for FigurePage {
    fn cache(&self) -> Cache {
        if self.frame.who.is_some() { Cache::Personal } else { Cache::Public(60) }
    }
}

/// All figures.
pub(crate) async fn list(visitor: Visitor) -> Response {
    let page = list_page(&visitor).await;
    visitor.shows(page)
}

/// One figure.
pub(crate) async fn show(visitor: Visitor, Path(code): Path<String>) -> Response {
    let page = page(&visitor, &code).await;
    visitor.shows(page)
}

/// What the district comes to in the year that ends today.
pub(super) async fn of_the_year(visitor: &Visitor) -> Result<(Span, Numbers), Problem> {
    let span = Span::year_to(visitor.cx.at.day());
    let read = move |work: &mut Work<'_, '_>| numbers(work, Scope::District, span, Facet::All);
    Ok((span, visitor.site.office.read(&visitor.cx, read).await?))
}

async fn list_page(visitor: &Visitor) -> Result<FiguresPage, Problem> {
    let (span, numbers) = of_the_year(visitor).await?;
    let figures = FIGURES.iter().map(|figure| shown(figure, &numbers)).collect();
    let (from, to) = (span.from.to_string(), span.to.to_string());
    Ok(FiguresPage { frame: visitor.frame(""), from, to, figures })
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

/// A figure with what it comes to.
pub(super) fn shown(figure: &Figure, numbers: &Numbers) -> Shown {
    let (value, of, doubt) = match figure.of(numbers) {
        Value::Number(number) => (number.to_string(), None, None),
        Value::Rate(rate) => (rate.said(), Some((rate.part, rate.whole)), rate.doubt()),
    };
    let href = format!("/figures/{}", figure.code);
    Shown { name: figure.name, href, value, of, doubt }
}
