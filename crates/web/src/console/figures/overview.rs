use std::collections::BTreeMap;

use askama::Template;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::appeals::Action;
use xianban_domain::figures::{
    self, DueNow, Facet, Figure, Named, Numbers, Scope, Span, due_now, named, numbers, reached,
};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, Problem, UnitId};

use super::asked::Asked;
use super::cells::{Cell, Column, cells, columns};
use crate::console::desk;
use crate::frame::{Choice, Face, Frame, Link};
use crate::query::Query;
use crate::visitor::Visitor;

/// What is near due is due within so many days: today and the two after.
const SOON_DAYS: i64 = 3;

/// `/c/overview?scope=p7&period=year`: the figures of what somebody oversees, by ground, by unit among
/// its like, and by list of five. Units only: no person is counted.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/figures/overview.html")]
pub struct OverviewPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Of what.
    pub name: String,
    /// The scope, as addresses have it.
    pub scope: String,
    /// What it lies in, as far as the reader oversees it.
    pub above: Option<Link>,
    /// What else he oversees at the top.
    pub others: Vec<Link>,
    /// First day.
    pub from: String,
    /// Last day.
    pub to: String,
    /// The periods to choose from.
    pub periods: Vec<Choice>,
    /// What the columns count.
    pub columns: Vec<Column>,
    /// All together.
    pub total: Vec<Cell>,
    /// Broken up: by ground, by units of one class each, by list.
    pub groups: Vec<Group>,
}

/// Lines that may be set beside each other.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FigureGroup)]
pub struct Group {
    /// What they are.
    pub name: String,
    /// By name, never by figure.
    pub lines: Vec<Line>,
}

/// The figures of one place, unit or list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = FigureLine)]
pub struct Line {
    /// Which.
    pub name: String,
    /// Its own overview, where it has one.
    pub href: Option<String>,
    /// Its figures, in the order of the columns.
    pub cells: Vec<Cell>,
}

impl Face for OverviewPage {}

/// Everything that one overview reads.
pub(super) struct Read {
    pub(super) scope: Scope,
    pub(super) reached: figures::Reached,
    all: Numbers,
    by: BTreeMap<&'static str, Numbers>,
    due: BTreeMap<&'static str, BTreeMap<String, DueNow>>,
    pub(super) names: BTreeMap<Scope, Named>,
}

/// The figures.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<OverviewPage, Problem> {
    let span = asked.span(visitor.cx.at.day());
    let scope = asked.scope()?;
    let read = move |work: &mut Work<'_, '_>| read(work, scope, span);
    let read = visitor.site.office.read(&visitor.cx, read).await?;
    let frame = desk::frame(visitor, "overview").await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let kept = asked.kept();
    let named = |scope: Scope| read.names.get(&scope).map(|one| one.name.clone());
    let link = |scope: Scope| {
        let name = named(scope).unwrap_or_default();
        Link::new(name, format!("/c/overview?scope={}{kept}", scope.code()))
    };
    let above = read.names.get(&read.scope).and_then(|one| one.above);
    let above = above.filter(|scope| read.names.contains_key(scope)).map(link);
    let mut groups: Vec<Group> = read.grounds(&kept).into_iter().collect();
    groups.extend(read.units(&kept));
    groups.push(read.lists(&kept, &rules));
    groups.retain(|group| !group.lines.is_empty());
    let others = read.reached.units.iter().map(|unit| Scope::Unit(*unit));
    let others =
        if read.reached.places.is_empty() { others.map(link).collect() } else { Vec::new() };
    Ok(OverviewPage {
        frame,
        name: named(read.scope).unwrap_or_default(),
        scope: read.scope.code(),
        above,
        others,
        from: span.from.to_string(),
        to: span.to.to_string(),
        periods: asked.periods(),
        columns: columns(),
        total: read.line("", "", |code| address(read.scope, &kept, code, "")),
        groups,
    })
}

/// Opens the cases of a number.
pub(crate) fn address(scope: Scope, kept: &str, of: &str, more: &str) -> String {
    format!("/c/overview/cases?scope={}&of={of}{kept}{more}", scope.code())
}

/// When something is no longer soon due.
pub(crate) fn soon(now: Moment) -> Moment {
    let end = now.day().saturating_add(jiff::Span::new().days(SOON_DAYS));
    Moment::at_civil(end.at(0, 0, 0, 0))
}

fn read(work: &mut Work<'_, '_>, scope: Option<Scope>, span: Span) -> Result<Read, Problem> {
    let reached = reached(work, Action::ReadCase)?;
    let widest = reached.widest().ok_or(Problem::NotFound)?;
    let scope = scope.unwrap_or(widest);
    reached.permits(work, scope)?;
    let soon = soon(work.cx.at);
    let all = numbers(work, scope, span, Facet::All)?;
    let mut by = BTreeMap::from([("list", numbers(work, scope, span, Facet::List)?)]);
    let mut due = BTreeMap::from([
        ("", due_now(work, scope, soon, Facet::All)?),
        ("list", due_now(work, scope, soon, Facet::List)?),
    ]);
    let mut wanted = vec![scope];
    if !matches!(scope, Scope::Unit(_)) {
        by.insert("below", numbers(work, scope, span, Facet::Below)?);
        by.insert("unit", numbers(work, scope, span, Facet::Unit)?);
        due.insert("unit", due_now(work, scope, soon, Facet::Unit)?);
        due.insert("below", due_now(work, scope, soon, Facet::Below)?);
    }
    let values = |facet: &str| by.get(facet).map(Numbers::values).unwrap_or_default();
    wanted.extend(values("below").into_iter().filter_map(Scope::from_code));
    wanted.extend(values("unit").into_iter().filter_map(unit));
    wanted.extend(reached.units.iter().map(|unit| Scope::Unit(*unit)));
    let mut names = named(work, &wanted)?;
    if let Some(above) = names.get(&scope).and_then(|one| one.above)
        && reached.permits(work, above).is_ok()
    {
        names.extend(named(work, &[above])?);
    }
    Ok(Read { scope, reached, all, by, due, names })
}

fn unit(value: &str) -> Option<Scope> {
    value.parse().ok().map(UnitId::new).map(Scope::Unit)
}

impl Read {
    fn line(&self, facet: &str, value: &str, cases: impl Fn(&str) -> String) -> Vec<Cell> {
        let due = self.due.get(facet).and_then(|due| due.get(value)).copied().unwrap_or_default();
        let of = |figure: &Figure| match self.by.get(facet) {
            Some(numbers) => figure.at(numbers, value),
            None => figure.of(&self.all),
        };
        cells(due, of, cases)
    }

    /// The next level of the ground.
    fn grounds(&self, kept: &str) -> Option<Group> {
        let values = self.by.get("below")?.values();
        let mut lines: Vec<Line> = Vec::new();
        for value in values {
            let Some(scope) = Scope::from_code(value) else { continue };
            let name = self.names.get(&scope).map(|one| one.name.clone()).unwrap_or_default();
            let href = Some(format!("/c/overview?scope={value}{kept}"));
            let cells = self.line("below", value, |code| address(scope, kept, code, ""));
            lines.push(Line { name, href, cells });
        }
        lines.sort_by(|one, other| one.name.cmp(&other.name));
        Some(Group { name: "按地方".to_owned(), lines })
    }

    /// Units, each class for itself.
    fn units(&self, kept: &str) -> Vec<Group> {
        let values = self.by.get("unit").map(Numbers::values).unwrap_or_default();
        let mut classes: BTreeMap<&'static str, Vec<Line>> = BTreeMap::new();
        for value in values {
            let named = unit(value).and_then(|scope| self.names.get(&scope));
            let Some((named, class)) = named.and_then(|one| Some((one, one.class?))) else {
                continue;
            };
            let more = format!("&unit={value}");
            let cells = self.line("unit", value, |code| address(self.scope, kept, code, &more));
            let line = Line { name: named.name.clone(), href: None, cells };
            classes.entry(class.name()).or_default().push(line);
        }
        let group = |(class, mut lines): (&'static str, Vec<Line>)| {
            lines.sort_by(|one, other| one.name.cmp(&other.name));
            Group { name: format!("按单位：{class}"), lines }
        };
        classes.into_iter().map(group).collect()
    }

    fn lists(&self, kept: &str, rules: &xianban_domain::rules::Rules) -> Group {
        let lists = rules.lists.iter().map(|list| (list.code.as_str(), list.name.as_str()));
        let line = |(code, name): (&str, &str)| {
            let more = format!("&list={}", if code.is_empty() { "none" } else { code });
            let cells = self.line("list", code, |of| address(self.scope, kept, of, &more));
            Line { name: name.to_owned(), href: None, cells }
        };
        let lines = lists.chain([("", "还没研判")]).map(line);
        Group { name: "按五类清单".to_owned(), lines: lines.collect() }
    }
}
