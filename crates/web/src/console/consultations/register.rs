use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::consultation::{self, Action, Line};
use xianban_kernel::{Day, DossierId, Moment, PageSize, Problem};

use super::ACTS;
use super::show::status;
use super::subject::href;
use crate::console::act;
use crate::console::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/consultations`: 网格协商, newest first: what waits for something, or all of a period; printable.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/consultations/register.html")]
#[schema(as = ConsultationsPage)]
pub struct RegisterPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Whether ended ones are there, too.
    pub all: bool,
    /// From which day on, `2026-11-01`; may be empty.
    pub from: String,
    /// Until which day; may be empty.
    pub until: String,
    /// One page of it, at most 50.
    pub rows: Vec<Row>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Where a new one is called, for who may.
    pub new: Option<Link>,
}

impl Face for RegisterPage {}

/// One consultation in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationRow)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Who called it.
    pub unit: String,
    /// When it is held.
    pub time: Stamp,
    /// Where.
    pub place: String,
    /// How many were invited.
    pub invited: usize,
    /// How many came.
    pub came: i64,
    /// Where it stands.
    pub standing: Status,
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ConsultationsAsked)]
pub(crate) struct Asked {
    /// Not empty: ended ones, too.
    all: String,
    /// Called from which day on, `2026-11-01`.
    from: String,
    /// Until which day.
    until: String,
    /// Where the page before ended.
    after: String,
}

/// The list.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<RegisterPage, Problem> {
    let period = (day(&asked.from, 0), day(&asked.until, 1));
    let open = asked.all.is_empty() && period == (None, None);
    let after = asked.after.parse().ok().map(DossierId::new);
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        consultation::register(work, (open, period.0, period.1), after, PageSize::USUAL)
    });
    let found = read.await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let now = visitor.cx.at;
    let mut frame = desk::frame(visitor, "consultations").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    let may = rules.may(&visitor.cx.actor, Action::Call);
    Ok(RegisterPage {
        frame,
        all: !open,
        from: asked.from.clone(),
        until: asked.until.clone(),
        next: found.next.map(|after| address(asked, &after)),
        rows: found.rows.iter().map(|line| row(line, now)).collect(),
        new: may.then(|| Link::new("召集网格协商", "/c/consultations/new")),
    })
}

fn row(line: &Line, now: Moment) -> Row {
    let held = &line.held;
    Row {
        href: href(&held.no),
        no: held.no.clone(),
        title: line.title.clone(),
        unit: line.unit.clone(),
        time: Stamp::new(held.meeting.time, now),
        place: line.place.clone(),
        invited: held.participants.len(),
        came: held.came(),
        standing: status(held.standing),
    }
}

/// A day as an address holds it, and so many days later.
fn day(text: &str, later: i32) -> Option<Moment> {
    let day: Day = text.parse().ok()?;
    let day = day.checked_add(jiff::Span::new().days(later)).ok()?;
    Some(Moment::at_civil(day.at(0, 0, 0, 0)))
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [
        ("all", asked.all.as_str()),
        ("from", &asked.from),
        ("until", &asked.until),
        ("after", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/consultations?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}
