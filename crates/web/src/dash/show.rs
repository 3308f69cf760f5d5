use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::figures::{Count, Scope};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, Problem};

use super::charts::{Class, Slice, Step, Trend};
use super::ground::Ground;
use super::matters::{Matters, Met};
use super::read::{Read, permitted, read};
use super::tiles::Tile;
use super::{Opened, stage};
use crate::console::desk;
use crate::console::figures::cells::Cell;
use crate::frame::{Face, Frame, Link, Stamp};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/d?scope=p7`: what somebody oversees, on one screen. Where scripts run its block `stage` is read again
/// every half minute, so that it is live without being loaded again.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "dash/show.html", blocks = ["stage"])]
pub struct DashPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Of what.
    pub name: String,
    /// The scope, as addresses have it.
    pub scope: String,
    /// What it lies in, as far as the reader oversees it, the widest first.
    pub above: Vec<Link>,
    /// What else he oversees at the top.
    pub others: Vec<Link>,
    /// The year that is counted.
    pub days: String,
    /// Numbers of the year and the month.
    pub tiles: Vec<Tile>,
    /// Open now.
    pub open: Opened,
    /// Overdue now.
    pub overdue: Opened,
    /// Due within three days.
    pub soon: Opened,
    /// Month by month.
    pub trend: Trend,
    /// The five lists.
    pub lists: Vec<Slice>,
    /// The five steps.
    pub steps: Vec<Step>,
    /// The ground one level below.
    pub ground: Ground,
    /// Units beside their like.
    pub classes: Vec<Class>,
    /// Matters by name.
    pub matters: Vec<Matters>,
    /// How whistles were answered.
    #[schema(value_type = Vec<Cell>)]
    pub answered: Vec<(&'static str, Cell)>,
    /// The next few of today's meetings that the reader may read.
    pub meetings: Vec<Met>,
    /// How many of them there are today.
    pub met: usize,
    /// As of when.
    pub as_of: Stamp,
    /// Where a wall goes on to; `None` when it stays.
    pub next: Option<String>,
    /// Starts the rotation, or ends it here.
    pub turn: Link,
    /// The same for a phone.
    pub brief: String,
}

impl Face for DashPage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "stage").then(|| self.as_stage().render())
    }
}

/// Of what.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = DashAsked)]
#[serde(default)]
pub(crate) struct Asked {
    /// `d` for the district, `p` with the number of a place, `g` of a grid, `u` of a unit; left open, the
    /// widest that the reader oversees.
    pub(super) scope: String,
}

/// Which screen of a rotation.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = DashPlayed)]
#[serde(default)]
pub(crate) struct Played {
    /// What the rotation begins with: it and everything one level below.
    scope: String,
    /// The screen that is shown; the first when it is left open.
    at: String,
}

/// A scope as addresses have it; `None` when it was left open.
pub(super) fn scope_of(code: &str) -> Result<Option<Scope>, Problem> {
    if code.is_empty() {
        return Ok(None);
    }
    Scope::from_code(code).map(Some).ok_or(Problem::NotFound)
}

/// The dashboard.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

/// A screen of the rotation on a wall.
pub(crate) async fn play(visitor: Visitor, Query(played): Query<Played>) -> Response {
    let page = played_page(&visitor, &played).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<DashPage, Problem> {
    desk::posts(visitor)?;
    let scope = scope_of(&asked.scope)?;
    let read = move |work: &mut Work<'_, '_>| read(work, scope);
    let read = visitor.site.office.read(&visitor.cx, read).await?;
    let turn = Link::new("轮播", format!("/d/play?scope={}", read.scope.code()));
    Ok(laid(visitor, &read, turn, None))
}

async fn played_page(visitor: &Visitor, played: &Played) -> Result<DashPage, Problem> {
    desk::posts(visitor)?;
    let (first, at) = (scope_of(&played.scope)?, scope_of(&played.at)?);
    let both = move |work: &mut Work<'_, '_>| {
        let (first, _) = permitted(work, first)?;
        let mut round = vec![first];
        round.extend(xianban_domain::figures::scopes_below(work, first)?);
        let shown = at.unwrap_or(first);
        let place = round.iter().position(|one| *one == shown).ok_or(Problem::NotFound)?;
        let next = round.get(place + 1).copied().unwrap_or(first);
        Ok((first, next, read(work, Some(shown))?))
    };
    let (first, next, read) = visitor.site.office.read(&visitor.cx, both).await?;
    let next = format!("/d/play?scope={}&at={}", first.code(), next.code());
    Ok(laid(visitor, &read, Link::new("停在这里", stage(read.scope)), Some(next)))
}

/// The page of what was read.
fn laid(visitor: &Visitor, read: &Read, turn: Link, next: Option<String>) -> DashPage {
    let now: Moment = visitor.cx.at;
    let rules = visitor.site.office.rules_at(now).rules;
    let named = |scope: Scope| read.names.get(&scope).map(|one| one.name.clone());
    let link = |scope: Scope| Link::new(named(scope).unwrap_or_default(), stage(scope));
    let year = xianban_domain::figures::Span::year_to(read.today);
    let others = read.reached.units.iter().map(|unit| link(Scope::Unit(*unit)));
    DashPage {
        frame: visitor.frame("dash"),
        name: named(read.scope).unwrap_or_default(),
        scope: read.scope.code(),
        above: read.above.iter().map(|scope| link(*scope)).collect(),
        others: if read.reached.widest().is_some_and(|one| matches!(one, Scope::Unit(_))) {
            others.collect()
        } else {
            Vec::new()
        },
        days: format!("{} 至 {}", year.from, year.to),
        tiles: read.tiles(),
        open: read.standing(Count::Open),
        overdue: read.overdue(),
        soon: read.soon(),
        trend: read.trend(),
        lists: read.slices(&rules),
        steps: read.steps(),
        ground: read.ground(&visitor.site.office.atlas()),
        classes: read.classes(),
        matters: read.matters(now),
        answered: read.answered(),
        meetings: read.met(),
        met: read.meetings.len(),
        as_of: Stamp::new(now, now),
        next,
        turn,
        brief: format!("/d/brief?scope={}", read.scope.code()),
    }
}
