use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::Action;
use xianban_domain::extracts::{self, Extract};
use xianban_domain::figures::{Every, Period, Scope, named, reached, scopes_below};
use xianban_domain::folded::Held;
use xianban_domain::office::Work;
use xianban_kernel::{Day, Problem};

use super::asked::Asked;
use crate::console::desk;
use crate::frame::{Choice, Face, Frame, Link, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// Which report is wanted.
#[derive(Clone, Debug, Default, Deserialize, Serialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ReportsAsked {
    /// `day`, `week`, `month` or `year`.
    every: String,
    /// A day of it.
    day: String,
    /// Of what.
    #[serde(flatten)]
    asked: Asked,
}

/// `/c/reports`: which report is wanted; with a day it leads to that report.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/reports/index.html")]
pub struct ReportsPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Of what there can be reports.
    pub scopes: Vec<Choice>,
    /// How long they look back.
    pub sorts: Vec<Choice>,
    /// The lists to choose from.
    pub lists: Vec<Choice>,
    /// Today, after which there is nothing to tell.
    pub today: String,
    /// The newest of each length: the one before, and the one so far.
    pub newest: Vec<Newest>,
    /// The extracts that the reader asked for, newest first.
    pub extracts: Vec<Extracted>,
}

/// The newest reports of one length.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = NewestReports)]
pub struct Newest {
    /// 日报, 周报, 月报 or 年报.
    pub name: &'static str,
    /// The last that is whole.
    pub whole: Link,
    /// The one that still grows.
    pub so_far: Link,
}

/// An extract that the reader asked for.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OwnExtract)]
pub struct Extracted {
    /// Its page.
    pub page: Link,
    /// How far it is.
    pub state: &'static str,
    /// How many matters stand in it.
    pub rows: i64,
    /// When it was asked for.
    pub asked: Stamp,
}

impl Face for ReportsPage {}

/// So many extracts are shown.
const EXTRACTS: i64 = 20;

const SORTS: &[(Every, &str)] =
    &[(Every::Day, "日报"), (Every::Week, "周报"), (Every::Month, "月报"), (Every::Year, "年报")];

/// The reports there are.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<ReportsAsked>) -> Response {
    if let (Some(every), Ok(day)) = (Every::from_code(&asked.every), asked.day.parse::<Day>()) {
        let there = asked.asked.address(Period::of(every, day), "");
        return visitor.finish(Redirect::to(&there).into_response());
    }
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor) -> Result<ReportsPage, Problem> {
    let (today, rules) = (visitor.cx.at.day(), visitor.site.office.rules_at(visitor.cx.at).rules);
    let read = visitor
        .site
        .office
        .read(&visitor.cx, |work| Ok((scopes(work)?, extracts::own(work, EXTRACTS)?)));
    let (scopes, extracts) = read.await?;
    let extracted = |one: Held<Extract>| Extracted {
        page: Link::new(one.name.clone(), format!("/c/extracts/{}", one.no)),
        state: one.state.name(),
        rows: one.rows,
        asked: Stamp::new(one.begun_at, visitor.cx.at),
    };
    let asked = Asked::default();
    let link = |period: Period| Link::new(period.said(), asked.address(period, ""));
    let newest = SORTS.iter().map(|(every, name)| {
        let so_far = Period::of(*every, today);
        Newest { name, whole: link(so_far.before()), so_far: link(so_far) }
    });
    let lists = rules.lists.iter().map(|list| Choice::new(&list.code, &list.name));
    let sort = |(every, name): &(Every, &str)| Choice::new(every.code(), *name).chosen_if("month");
    Ok(ReportsPage {
        frame: desk::frame(visitor, "reports").await?,
        scopes,
        sorts: SORTS.iter().map(sort).collect(),
        lists: std::iter::once(Choice::new("", "五类都算")).chain(lists).collect(),
        today: today.to_string(),
        newest: newest.collect(),
        extracts: extracts.into_iter().map(extracted).collect(),
    })
}

/// The widest that somebody oversees, what lies right below it, and his units.
fn scopes(work: &mut Work<'_, '_>) -> Result<Vec<Choice>, Problem> {
    let reached = reached(work, Action::ReadCase)?;
    let widest = reached.widest().ok_or(Problem::NotFound)?;
    let mut scopes = vec![widest];
    scopes.extend(scopes_below(work, widest)?);
    scopes.extend(reached.units.iter().map(|unit| Scope::Unit(*unit)));
    let names = named(work, &scopes)?;
    let choice = |scope: &Scope| {
        let name = &names.get(scope)?.name;
        Some(Choice::new(scope.code(), name.clone()))
    };
    let mut choices: Vec<Choice> = scopes.iter().filter_map(choice).collect();
    choices.dedup_by(|one, other| one.code == other.code);
    Ok(choices)
}
