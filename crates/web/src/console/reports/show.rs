use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::figures::{Every, Period, Scope};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::asked::{Asked, period};
use super::read::{Read, read};
use super::written::{About, Written, written};
use crate::console::desk;
use crate::console::figures::overview::Group;
use crate::frame::{Choice, Face, Frame, Link};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/reports/2026-11?scope=p7&list=…`: the figures of a day, week, month or year of what somebody
/// oversees. Units stand beside their like, by name; no person is counted.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/reports/show.html")]
pub struct ReportPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What it says.
    pub report: Written,
    /// The scope, as addresses have it.
    pub scope: String,
    /// The same of what this lies in, as far as the reader oversees it.
    pub above: Option<Link>,
    /// The period before, and the one after where it has begun.
    pub beside: Vec<Link>,
    /// The day, week, month and year around its last day.
    pub others: Vec<Link>,
    /// The lists to choose from.
    pub lists: Vec<Choice>,
    /// The list, as addresses have it; empty for all five.
    pub list: String,
    /// The period, as addresses have it.
    pub period: String,
    /// Itself, without what may be chosen.
    pub here: String,
    /// As a workbook, and as a table.
    pub files: Vec<Link>,
}

impl Face for ReportPage {}

/// A report that was read and written, with what it was read for.
pub(super) struct Report {
    pub(super) written: Written,
    read: Read,
    /// What was asked for, with the scope it came to.
    asked: Asked,
    pub(super) period: Period,
}

/// Reads a report and writes it.
pub(super) async fn report(
    visitor: &Visitor,
    period: Period,
    asked: &Asked,
) -> Result<Report, Problem> {
    let (today, scope) = (visitor.cx.at.day(), asked.scope()?);
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let list = match asked.list.as_str() {
        "" => None,
        code => Some(rules.list(code).ok_or(Problem::NotFound)?),
    };
    if period.span().from > today {
        return Err(Problem::NotFound);
    }
    let code = list.map(|list| list.code.clone());
    let reads = move |work: &mut Work<'_, '_>| read(work, scope, period, code.as_deref());
    let read = visitor.site.office.read(&visitor.cx, reads).await?;
    let asked = Asked { scope: read.scope.code(), list: asked.list.clone() };
    let list = list.map(|list| (list.code.as_str(), list.name.as_str()));
    let report = |scope, period| of(&asked, scope).address(period, "");
    let about = About { period, list, rules: &rules, today, report: &report };
    let written = written(&read, &about);
    Ok(Report { written, read, asked, period })
}

/// The same of something else.
fn of(asked: &Asked, scope: Scope) -> Asked {
    Asked { scope: scope.code(), ..asked.clone() }
}

/// A report.
pub(crate) async fn show(
    visitor: Visitor,
    Path(code): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = page(&visitor, &code, &asked).await;
    desk::shows(&visitor, page).await
}

/// So many lines of a table stand on the page; all of them stand in the files.
const LINES: usize = 30;

/// Leaves the first lines of a long table, and says so.
fn cut(group: &mut Group) {
    if group.lines.len() > LINES {
        let all = group.lines.len();
        group.lines.truncate(LINES);
        group.name = format!("{}（前 {LINES} 行，全部 {all} 行在 XLSX 和 CSV 里）", group.name);
    }
}

async fn page(visitor: &Visitor, code: &str, asked: &Asked) -> Result<ReportPage, Problem> {
    let Report { mut written, read, asked, period } = report(visitor, period(code)?, asked).await?;
    written.groups.iter_mut().for_each(cut);
    let (today, rules) = (visitor.cx.at.day(), visitor.site.office.rules_at(visitor.cx.at).rules);
    let link = |text: String, period: Period| Link::new(text, asked.address(period, ""));
    let above = read.above.and_then(|above| {
        let name = &read.names.get(&above)?.name;
        Some(Link::new(name.clone(), of(&asked, above).address(period, "")))
    });
    let mut beside = vec![link(format!("← {}", period.before().said()), period.before())];
    if period.after().span().from <= today {
        beside.push(link(format!("{} →", period.after().said()), period.after()));
    }
    let last = period.span().to.min(today);
    let others = Every::ALL.iter().filter(|every| **every != period.every).map(|every| {
        let other = Period::of(*every, last);
        link(other.said(), other)
    });
    let lists = rules.lists.iter().map(|list| Choice::new(&list.code, &list.name));
    let lists = std::iter::once(Choice::new("", "五类都算")).chain(lists);
    Ok(ReportPage {
        frame: desk::frame(visitor, "reports").await?,
        report: written,
        scope: asked.scope.clone(),
        list: asked.list.clone(),
        period: period.code(),
        above,
        beside,
        others: others.collect(),
        lists: lists.map(|list| list.chosen_if(&asked.list)).collect(),
        here: format!("/c/reports/{}", period.code()),
        files: vec![
            Link::new("XLSX", asked.address(period, "/report.xlsx")),
            Link::new("CSV", asked.address(period, "/report.csv")),
        ],
    })
}
