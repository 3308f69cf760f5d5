use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::figures::{Facet, Figure, Numbers, Span, numbers};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::matters::Matters;
use super::read::{Read, read};
use super::show::{Asked, scope_of};
use super::{Opened, stage, within};
use crate::console::desk;
use crate::console::figures::cells::{Cell, cell};
use crate::frame::{Face, Frame, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/d/brief?scope=p7`: one page for a phone in the morning: what yesterday and this month came to, and what
/// somebody has to look at.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "dash/brief.html")]
pub struct BriefPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Of what.
    pub name: String,
    /// Yesterday, as people say it.
    pub yesterday: String,
    /// This month, as people say it.
    pub month: String,
    /// The figures.
    pub lines: Vec<BriefLine>,
    /// Overdue now.
    pub overdue: Opened,
    /// Due within three days.
    pub soon: Opened,
    /// Matters by name.
    pub matters: Vec<Matters>,
    /// The dashboard.
    pub stage: String,
    /// As of when.
    pub as_of: Stamp,
}

/// A figure of yesterday and of the month.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct BriefLine {
    /// What it counts.
    pub name: &'static str,
    /// How that is counted.
    pub said: String,
    /// Yesterday.
    pub yesterday: Cell,
    /// From the first of the month.
    pub month: Cell,
}

impl Face for BriefPage {}

const FIGURES: [&str; 8] =
    ["accepted", "closed", "satisfied", "in_time", "reported", "report_solved", "low", "returned"];

/// The brief.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<BriefPage, Problem> {
    desk::posts(visitor)?;
    let scope = scope_of(&asked.scope)?;
    let now = visitor.cx.at;
    let today = now.day();
    let day = today.yesterday().unwrap_or(today);
    let (yesterday, month) = (Span { from: day, to: day }, Span::this_month(today));
    let both = move |work: &mut Work<'_, '_>| {
        let read = read(work, scope)?;
        let yesterday = numbers(work, read.scope, yesterday, Facet::All)?;
        let month = numbers(work, read.scope, month, Facet::All)?;
        Ok((read, yesterday, month))
    };
    let (read, of_day, of_month) = visitor.site.office.read(&visitor.cx, both).await?;
    let of = |figure: &'static Figure, numbers: &Numbers, span: Span| {
        cell(figure, figure.of(numbers), &|code| within(read.scope, span, code))
    };
    let lines = FIGURES.iter().filter_map(|code| Figure::by_code(code)).map(|figure| BriefLine {
        name: figure.name,
        said: format!("/figures/{}", figure.code),
        yesterday: of(figure, &of_day, yesterday),
        month: of(figure, &of_month, month),
    });
    Ok(BriefPage {
        frame: visitor.frame("dash"),
        lines: lines.collect(),
        name: name(&read),
        yesterday: day.strftime("%-m月%-d日").to_string(),
        month: today.strftime("%-m月").to_string(),
        overdue: read.overdue(),
        soon: read.soon(),
        matters: read.matters(now).into_iter().filter(|one| one.code != "whistle").collect(),
        stage: stage(read.scope),
        as_of: Stamp::new(now, now),
    })
}

fn name(read: &Read) -> String {
    read.names.get(&read.scope).map(|one| one.name.clone()).unwrap_or_default()
}
