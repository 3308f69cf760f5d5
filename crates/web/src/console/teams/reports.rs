use askama::Template;
use axum::response::Response;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::{self, Patrolled, Period, Reports};
use xianban_domain::figures::Rate;
use xianban_domain::office::Work;
use xianban_domain::organisation::Unit;
use xianban_domain::teams;
use xianban_kernel::{GridId, Moment, PageSize, Problem, UnitId};

use super::subject::href;
use super::tree::{choices, chosen};
use crate::console::appeals::find::row;
use crate::console::appeals::queue::QueuePage;
use crate::console::desk;
use crate::frame::{Choice, Face, Frame, Link};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/teams/reports?community=ID`: what the grids of a community reported in a period, and how much of it
/// was solved, by the number of the grid; persons never.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/teams/reports.html")]
#[schema(as = TeamReportsPage)]
pub struct ReportsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// The communities to choose from.
    pub communities: Vec<Choice>,
    /// The one that is shown, by name; empty when there is none.
    pub community: String,
    /// The first day, `2026-11-01`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// Its grids, by number, and behind them what names no building.
    pub grids: Vec<Grid>,
    /// All of them together.
    pub total: Grid,
    /// Their phone tree.
    pub tree: String,
}

impl Face for ReportsPage {}

/// One grid.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TeamReported)]
pub struct Grid {
    /// What it is called.
    pub name: String,
    /// The page of its team; empty where there is none.
    pub href: String,
    /// How many were reported.
    pub reported: i64,
    /// Opens just these; empty on the line of all.
    pub reported_at: String,
    /// How many of them are solved.
    pub solved: i64,
    /// Opens just these; empty on the line of all.
    pub solved_at: String,
    /// Solved of reported in percent, cut after two decimals; empty where nothing was reported.
    pub rate: String,
}

/// Of what, and of which cases.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = TeamReportsAsked)]
pub(crate) struct Asked {
    /// Which community, as a unit; the first of those the person may read when empty.
    community: String,
    /// The first day, `2026-11-01`; the first of this month when empty.
    from: String,
    /// The last day; today when empty.
    to: String,
    /// Of the cases: of which grid; `none` for those that name no building.
    grid: String,
    /// `yes`: only the solved ones.
    solved: String,
    /// Where the page before ended.
    after: String,
}

/// The figures.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

/// The cases of one figure.
pub(crate) async fn cases(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = cases_page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

/// First and last day.
fn days(asked: &Asked, today: Date) -> (Date, Date) {
    let given = |text: &str, none: Date| text.parse::<Date>().unwrap_or(none);
    let from = given(&asked.from, today.first_of_month());
    (from, given(&asked.to, today).max(from))
}

fn period((from, to): (Date, Date)) -> Period {
    let after = to.checked_add(1.day()).unwrap_or(to);
    let start = |day: Date| Moment::at_civil(day.at(0, 0, 0, 0));
    Period { from: start(from), to: start(after) }
}

/// A community whose grids the actor may read: every grid of those, and whether he may read all.
struct Read {
    unit: Unit,
    of: Patrolled,
    grids: Vec<(GridId, String, String)>,
    whole: bool,
}

fn read(work: &mut Work<'_, '_>, unit: &Unit, days: (Date, Date)) -> Result<Option<Read>, Problem> {
    let found = teams::teams_of(work, unit.id)?;
    let Some(first) = found.first() else { return Ok(None) };
    Ok(Some(Read {
        of: Patrolled { unit: unit.id, place: first.at.place, period: period(days) },
        whole: teams::reads_all_of(work, unit.id)?,
        grids: found.iter().map(|held| (held.grid, held.at.name.clone(), href(&held.no))).collect(),
        unit: unit.clone(),
    }))
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<ReportsPage, Problem> {
    desk::posts(visitor)?;
    let (wanted, days) = (chosen(&asked.community)?, days(asked, visitor.cx.at.day()));
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let all = teams::communities(work)?;
        let unit = match wanted {
            Some(id) => Some(all.iter().find(|unit| unit.id == id).ok_or(Problem::NotFound)?),
            None => all.first(),
        };
        let found = unit.map(|unit| read(work, unit, days)).transpose()?.flatten();
        let counts = found.as_ref().map(|found| appeals::patrols(work, &found.of)).transpose()?;
        let unit = unit.cloned();
        Ok((all, unit, found, counts.unwrap_or_default()))
    });
    let (all, unit, found, counts) = read.await?;
    let of = |grid: Option<GridId>| counts.get(&grid).copied().unwrap_or_default();
    let community = unit.as_ref().map(|unit| unit.id);
    let kept = kept(community, days);
    let mut grids = Vec::new();
    if let Some(found) = &found {
        for (grid, name, href) in &found.grids {
            let cases = format!("{kept}&grid={grid}");
            grids.push(line((name.clone(), href.clone()), of(Some(*grid)), &cases));
        }
        if found.whole && of(None).reported > 0 {
            let cases = format!("{kept}&grid=none");
            grids.push(line(("没写到楼的".to_owned(), String::new()), of(None), &cases));
        }
    }
    let all_of = |count: fn(&Grid) -> i64| grids.iter().map(count).sum();
    let sum = Reports { reported: all_of(|one| one.reported), solved: all_of(|one| one.solved) };
    Ok(ReportsPage {
        frame: desk::frame(visitor, "teams").await?,
        communities: choices(&all, community),
        community: unit.map(|unit| unit.name).unwrap_or_default(),
        from: days.0.to_string(),
        to: days.1.to_string(),
        total: line(("合计".to_owned(), String::new()), sum, ""),
        grids,
        tree: community.map(|unit| format!("/c/teams?community={unit}")).unwrap_or_default(),
    })
}

/// What an address keeps of the figures it came from.
fn kept(community: Option<UnitId>, (from, to): (Date, Date)) -> String {
    let community = community.map(|unit| unit.to_string()).unwrap_or_default();
    format!("community={community}&from={from}&to={to}")
}

fn line((name, href): (String, String), of: Reports, cases: &str) -> Grid {
    let at = |count: i64, more: &str| {
        let none = count == 0 || cases.is_empty();
        if none { String::new() } else { format!("/c/teams/reports/cases?{cases}{more}") }
    };
    Grid {
        name,
        href,
        reported: of.reported,
        reported_at: at(of.reported, ""),
        solved: of.solved,
        solved_at: at(of.solved, "&solved=yes"),
        rate: Rate { part: of.solved, whole: of.reported }.said(),
    }
}

async fn cases_page(visitor: &Visitor, asked: &Asked) -> Result<QueuePage, Problem> {
    desk::posts(visitor)?;
    let days = days(asked, visitor.cx.at.day());
    let community = chosen(&asked.community)?.ok_or(Problem::NotFound)?;
    let grid = match asked.grid.as_str() {
        "none" => None,
        id => Some(GridId::new(id.parse().map_err(|_| Problem::NotFound)?)),
    };
    let solved = asked.solved == "yes";
    let after = asked.after.split_once('.');
    let after = after.and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let all = teams::communities(work)?;
        let unit = all.iter().find(|unit| unit.id == community).ok_or(Problem::NotFound)?;
        let found = read(work, unit, days)?.ok_or(Problem::NotFound)?;
        let name = match grid {
            Some(id) => found.grids.iter().find(|(known, ..)| *known == id).map(|one| &one.1),
            None => found.whole.then_some(&found.unit.name),
        };
        let name = name.ok_or(Problem::NotFound)?.clone();
        let page = appeals::patrol_cases(work, &found.of, (grid, solved), after, PageSize::USUAL)?;
        Ok((name, page))
    });
    let (name, found) = read.await?;
    let kept = kept(Some(community), days);
    let here = format!("/c/teams/reports/cases?{kept}&grid={}&solved={}", asked.grid, asked.solved);
    let rows = found.rows.iter().map(|glance| row(visitor, glance)).collect::<Result<_, _>>()?;
    let what = if solved { "巡查上报，解决了的" } else { "巡查上报" };
    Ok(QueuePage {
        frame: desk::frame(visitor, "teams").await?,
        title: format!("{name} · {what}"),
        of: desk::APPEALS,
        path: "/c/teams/reports/cases".to_owned(),
        query: None,
        count: None,
        filters: Vec::new(),
        rows,
        next: found.next.map(|after| format!("{here}&after={after}")),
        reached: None,
        elsewhere: Vec::new(),
        empty: "没有这样的诉求。".to_owned(),
        onward: Some(Link::new("回到上报和解决", format!("/c/teams/reports?{kept}"))),
        table: None,
    })
}
