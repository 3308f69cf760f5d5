use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::whistle::{self, Action, WhistlesWanted, Whistling};
use xianban_kernel::{Day, DossierId, Moment, PageSize, Problem, UnitId};

use super::ACTS;
use super::show::status;
use super::subject::href;
use crate::console::act;
use crate::console::desk;
use crate::console::paper::{Paper, said, whole};
use crate::console::units_read::{all_or, units_read};
use crate::frame::{Choice, Face, Frame, Link, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/whistles`: 吹哨清单, newest first: what waits for something, or all of a period; printable.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/whistles/register.html")]
#[schema(as = WhistlesPage)]
pub struct RegisterPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Whether closed ones are there, too.
    pub all: bool,
    /// From which day on, `2026-11-01`; may be empty.
    pub from: String,
    /// Until which day; may be empty.
    pub until: String,
    /// One page of it, at most 50.
    pub rows: Vec<Row>,
    /// Where the next page starts.
    pub next: Option<String>,
    /// Units to choose from.
    #[serde(skip)]
    pub units: Vec<Choice>,
    /// What stands above it on paper; none on screen.
    pub paper: Option<Paper>,
    /// The same list for paper, all of it.
    pub print: String,
    /// The same list on screen.
    pub back: String,
    /// As of when.
    pub as_of: Stamp,
    /// Where a new one is drafted, for who may.
    pub new: Option<Link>,
    /// Where both sides' scores stand.
    pub sheet: String,
}

impl Face for RegisterPage {}

/// One whistle in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistleRow)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// What it is about.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The community that whistled.
    pub unit: String,
    /// How many appeals are in it.
    pub appeals: usize,
    /// Each unit that is called, with how far it is.
    pub receivers: Vec<(String, Status)>,
    /// Where it stands.
    pub standing: Status,
    /// When it was drafted.
    pub begun: Stamp,
}

/// What of it is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = WhistlesAsked)]
pub(crate) struct Asked {
    /// Not empty: closed ones, too.
    all: String,
    /// From which day on, `2026-11-01`.
    from: String,
    /// Until which day.
    until: String,
    /// Only those in which this unit has a part, by its row.
    unit: String,
    /// Not empty: all rows, for paper.
    paper: String,
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
    let unit = asked.unit.parse().ok().map(UnitId::new);
    let wanted = WhistlesWanted { open, from: period.0, until: period.1, unit };
    let (chosen, after) = (asked.unit.clone(), asked.after.clone());
    let on_paper = !asked.paper.is_empty();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let mut list = |after: Option<String>, size| {
            let after = after.and_then(|after| after.parse().ok()).map(DossierId::new);
            whistle::listed(work, &wanted, after, size)
        };
        let found =
            if on_paper { whole(list)? } else { list(Some(after.clone()), PageSize::USUAL)? };
        let mut units = units_read(work, Action::Read, &chosen)?;
        for unit in whistle::receivers(work)? {
            let code = unit.id.to_string();
            if !units.iter().any(|known| known.code == code) {
                units.push(Choice::new(code, unit.name).chosen_if(&chosen));
            }
        }
        Ok((found, units))
    });
    let (found, units) = read.await?;
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let now = visitor.cx.at;
    let mut frame = desk::frame(visitor, "whistles").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    let may = rules.may(&visitor.cx.actor, Action::Draft);
    Ok(RegisterPage {
        frame,
        all: !open,
        from: asked.from.clone(),
        until: asked.until.clone(),
        paper: on_paper.then(|| Paper::over(heading(asked, open, &units), &found)),
        print: format!("{}&paper=1", address(asked, "")),
        back: address(asked, ""),
        as_of: Stamp::new(now, now),
        units: all_or(units),
        next: found.next.filter(|_| !on_paper).map(|after| address(asked, &after)),
        rows: found.rows.iter().map(|line| row(line, now)).collect(),
        new: may.then(|| Link::new("汇总吹哨", "/c/whistles/new")),
        sheet: "/c/whistles/sheet".to_owned(),
    })
}

/// What the filters are, for paper.
fn heading(asked: &Asked, open: bool, units: &[Choice]) -> String {
    let unit = units.iter().find(|one| one.chosen).map_or("", |one| one.text.as_str());
    said(&[
        ("", if open { "在办的吹哨" } else { "办结的也在内" }),
        ("起草从 ", &asked.from),
        ("到 ", &asked.until),
        ("有关单位：", unit),
    ])
}

fn row(line: &Whistling, now: Moment) -> Row {
    let held = &line.held;
    let receivers = held.receivers.iter().zip(&line.receivers);
    Row {
        href: href(&held.no),
        no: held.no.clone(),
        title: line.title.clone(),
        unit: line.unit.clone(),
        appeals: held.appeals.len(),
        receivers: receivers
            .map(|(one, name)| (name.clone(), super::show::stage(one, held.standing)))
            .collect(),
        standing: status(held.standing),
        begun: Stamp::new(held.begun_at, now),
    }
}

/// A day as an address holds it, and so many days later.
pub(super) fn day(text: &str, later: i32) -> Option<Moment> {
    let day: Day = text.parse().ok()?;
    let day = day.checked_add(jiff::Span::new().days(later)).ok()?;
    Some(Moment::at_civil(day.at(0, 0, 0, 0)))
}

fn address(asked: &Asked, after: &str) -> String {
    let pairs = [
        ("all", asked.all.as_str()),
        ("from", &asked.from),
        ("until", &asked.until),
        ("unit", &asked.unit),
        ("after", after),
    ];
    let given = pairs.iter().filter(|(_, value)| !value.is_empty()).collect::<Vec<_>>();
    format!("/c/whistles?{}", serde_urlencoded::to_string(given).unwrap_or_default())
}
