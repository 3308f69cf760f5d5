use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::folded::{self, Held, Page};
use xianban_domain::office::Work;
use xianban_domain::organisation::{Unit, UnitNames};
use xianban_domain::supervision::{self, Action, Meeting, Occurrence};
use xianban_kernel::{Day, DossierId, Moment, Problem, UnitId};

use super::decide::named;
use super::show::status;
use super::subject::href;
use crate::console::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// Lines on a page of the list.
const MOST: usize = 50;

/// So far back the calendar shows what was held.
const DAYS_BACK: i64 = 14;

/// `/c/supervisions?unit=7`: the calendar of a unit's meetings on working days, and the meetings that this
/// person may read, newest first.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/supervisions/register.html")]
#[schema(as = SupervisionsPage)]
pub struct RegisterPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Whose calendar it is; empty when this person sits at no unit that holds meetings.
    pub unit: String,
    /// The units to choose from.
    pub units: Vec<Link>,
    /// The calendar: working days with something on them, in order.
    pub days: Vec<Shown>,
    /// Whether only what waits for something is listed.
    pub open: bool,
    /// The meetings.
    pub rows: Vec<Row>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// The table of progress.
    pub progress: String,
}

impl Face for RegisterPage {}

/// A day of the calendar.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisionDay)]
pub struct Shown {
    /// As people say it: `11月27日 周五`.
    pub day: String,
    /// Whether it is today.
    pub today: bool,
    /// What is on it.
    pub held: Vec<Entry>,
}

/// A meeting in the calendar.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisionEntry)]
pub struct Entry {
    /// What it is called.
    pub name: &'static str,
    /// At what time, `08:40`.
    pub at: String,
    /// Where it stands.
    pub standing: Status,
    /// Its page; `None` while it is only in the calendar.
    pub href: Option<String>,
}

/// A meeting in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = SupervisionRow)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// As lists name it.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Whose.
    pub unit: String,
    /// Where it stands.
    pub standing: Status,
    /// How many matters are on its agenda.
    pub items: usize,
    /// How many decisions are owed.
    pub owed: usize,
    /// How many were made.
    pub decided: usize,
    /// From when.
    pub from: Stamp,
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SupervisionsAsked)]
pub(crate) struct Asked {
    /// Whose calendar; the first of one's own units when empty.
    unit: String,
    /// Not empty: only meetings on which something is owed.
    open: String,
    /// Where the page before ended.
    after: String,
}

/// What the page is made of.
struct Found {
    own: Vec<Unit>,
    unit: Option<Unit>,
    held: Vec<Held<Meeting>>,
    ahead: Vec<Occurrence>,
    rows: Vec<(Held<Meeting>, String)>,
}

/// The calendar and the list.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<RegisterPage, Problem> {
    let wanted = asked.clone();
    let read = visitor.site.office.read(&visitor.cx, move |work| found(work, &wanted));
    let found = read.await?;
    let now = visitor.cx.at;
    let frame = desk::frame(visitor, "supervisions").await?;
    let more = found.rows.len() > MOST;
    let rows: Vec<_> = found.rows.into_iter().take(MOST).collect();
    let last = rows.last().filter(|_| more).map(|(held, _)| held.id);
    let link =
        |unit: &Unit| Link::new(unit.name.clone(), format!("/c/supervisions?unit={}", unit.id));
    Ok(RegisterPage {
        frame,
        unit: found.unit.map(|unit| unit.name).unwrap_or_default(),
        units: found.own.iter().map(link).collect(),
        days: days(&found.held, &found.ahead, now),
        open: !asked.open.is_empty(),
        rows: rows.iter().map(|(held, unit)| row(held, unit, now)).collect(),
        next: last.map(|after| address(asked, after)),
        progress: "/c/progress".to_owned(),
    })
}

fn found(work: &mut Work<'_, '_>, asked: &Asked) -> Result<Found, Problem> {
    let most = i64::try_from(MOST).unwrap_or(0) + 1;
    let after = asked.after.parse().ok().map(DossierId::new);
    let page =
        Page { open: !asked.open.is_empty(), from: None, until: None, with: None, after, most };
    let listed = supervision::list(work, &page)?;
    let own = folded::units_with(work, Action::Read)?;
    let chosen = asked.unit.parse().ok().map(UnitId::new);
    let unit = own.iter().find(|unit| Some(unit.id) == chosen).or(own.first()).cloned();
    let (mut held, mut ahead) = (Vec::new(), Vec::new());
    if let Some(unit) = &unit {
        let from = work.cx.at.plus_hours(-24 * DAYS_BACK);
        held = supervision::meetings_at(work, unit.id, from)?;
        ahead = supervision::calendar_of(work, unit.id)?;
    }
    let mut names = UnitNames::default();
    let mut rows = Vec::new();
    for one in listed {
        let name = names.name(work.tx, one.unit.unit)?;
        rows.push((one, name));
    }
    Ok(Found { own, unit, held, ahead, rows })
}

/// What was held and what will be, by day.
fn days(held: &[Held<Meeting>], ahead: &[Occurrence], now: Moment) -> Vec<Shown> {
    let mut found = std::collections::BTreeMap::<Day, Vec<(Moment, Entry)>>::new();
    for one in held {
        let entry = Entry {
            name: one.cadence.name(),
            at: clock(one.from),
            standing: status(one.standing),
            href: Some(href(&one.no)),
        };
        found.entry(one.on).or_default().push((one.from, entry));
    }
    let planned =
        |of: &Occurrence| held.iter().any(|one| (one.on, one.cadence) == (of.on, of.cadence));
    for one in ahead.iter().filter(|one| !planned(one)) {
        let entry = Entry {
            name: one.cadence.name(),
            at: clock(one.at),
            standing: Status::new("submitted", "日历排定"),
            href: None,
        };
        found.entry(one.on).or_default().push((one.at, entry));
    }
    let shown = |(day, mut of): (Day, Vec<(Moment, Entry)>)| {
        of.sort_by_key(|(at, _)| *at);
        let held = of.into_iter().map(|(_, entry)| entry).collect();
        Shown { day: named(day), today: day == now.day(), held }
    };
    found.into_iter().map(shown).collect()
}

fn clock(at: Moment) -> String {
    at.civil().strftime("%H:%M").to_string()
}

fn row(held: &Held<Meeting>, unit: &str, now: Moment) -> Row {
    Row {
        no: held.no.clone(),
        title: held.title(),
        href: href(&held.no),
        unit: unit.to_owned(),
        standing: status(held.standing),
        items: held.items.len(),
        owed: held.open_decisions().count(),
        decided: held.decisions.len(),
        from: Stamp::new(held.from, now),
    }
}

fn address(asked: &Asked, after: DossierId) -> String {
    let after = after.to_string();
    let pairs = [("unit", asked.unit.as_str()), ("open", &asked.open), ("after", &after)];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/supervisions?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}
