use askama::Template;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::whistle::{self, Scored};
use xianban_kernel::{Moment, Problem};

use super::register::day;
use crate::console::desk;
use crate::frame::{Face, Frame};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/whistles/sheet`: both sides of whistles on one sheet (双考核), by unit; persons never.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/whistles/sheet.html")]
#[schema(as = WhistleSheetPage)]
pub struct SheetPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// From which day on, `2026-11-01`.
    pub from: String,
    /// Until which day.
    pub until: String,
    /// How many whistles were blown.
    pub whistles: i64,
    /// How often the level above ruled that a unit need not come; those are counted nowhere.
    pub excused: i64,
    /// The units, in no order of merit.
    pub units: Vec<Unit>,
}

impl Face for SheetPage {}

/// One unit: each share as `3/4`, empty where there is nothing to count.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistleScore)]
pub struct Unit {
    /// Its name.
    pub name: String,
    /// Whistles it blew.
    pub blown: i64,
    /// Rightly blown, of those that were judged.
    pub rightly: Share,
    /// How often it was called.
    pub called: i64,
    /// Answered within the limit, of those.
    pub responded: Share,
    /// On site in time, of the arrivals.
    pub arrived: Share,
    /// Solved, of its parts of closed whistles.
    pub solved: Share,
}

/// A numerator with its denominator.
#[derive(Clone, Copy, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistleShare)]
pub struct Share {
    /// So many.
    pub of: i64,
    /// Of so many.
    pub all: i64,
}

impl Share {
    fn said(self) -> String {
        if self.all == 0 { "—".to_owned() } else { format!("{}/{}", self.of, self.all) }
    }
}

/// Of which period.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = WhistleSheetAsked)]
pub(crate) struct Asked {
    /// From which day on, `2026-11-01`; the first of this month when empty.
    from: String,
    /// Until which day; today when empty.
    until: String,
}

/// The sheet.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, &asked).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, asked: &Asked) -> Result<SheetPage, Problem> {
    let today = visitor.cx.at.day();
    let given = |text: &str, none: String| {
        if day(text, 0).is_some() { text.to_owned() } else { none }
    };
    let from = given(&asked.from, today.first_of_month().to_string());
    let until = given(&asked.until, today.to_string());
    let bounds = (day(&from, 0), day(&until, 1));
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let from = bounds.0.unwrap_or(Moment::EPOCH);
        whistle::sheet(work, from, bounds.1.unwrap_or(work.cx.at))
    });
    let sheet = read.await?;
    Ok(SheetPage {
        frame: desk::frame(visitor, "whistles").await?,
        from,
        until,
        whistles: sheet.whistles,
        excused: sheet.excused,
        units: sheet.units.iter().map(|(_, scored)| unit(scored)).collect(),
    })
}

fn unit(scored: &Scored) -> Unit {
    let share = |of, all| Share { of, all };
    Unit {
        name: scored.name.clone(),
        blown: scored.blown,
        rightly: share(scored.rightly, scored.judged),
        called: scored.called,
        responded: share(scored.responded, scored.called),
        arrived: share(scored.in_time, scored.arrivals),
        solved: share(scored.solved, scored.closed),
    }
}
