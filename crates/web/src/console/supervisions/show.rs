use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_domain::supervision::{Standing, Step};
use xianban_kernel::{Moment, Problem};

use super::ACTS;
use super::item::{Decided, Item, Now, decided, followed, items, now};
use super::seen::{Seen, Ways, seen, ways};
use super::subject::href;
use crate::console::act::{self, Happened, Owing, owing, trail};
use crate::console::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/c/supervisions/{no}`: one meeting: what is still owed from earlier ones, the agenda with the reasons,
/// what was decided; with `?item=3` the third matter alone, large enough for a wall.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/supervisions/show.html")]
#[schema(as = SupervisionPage)]
pub struct SupervisionPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// As lists name it: `11月23日碰头会`.
    pub title: String,
    /// Its page.
    pub href: String,
    /// Where it stands.
    pub standing: Status,
    /// The version a move must name.
    pub version: i64,
    /// Whose meeting.
    pub unit: String,
    /// From when it is to be held.
    pub from: Stamp,
    /// When it was closed.
    pub closed: Option<Stamp>,
    /// Whether the agenda is fixed; before it begins it is what it would be now.
    pub fixed: bool,
    /// The agenda.
    pub items: Vec<Item>,
    /// How many matters found no room on it.
    pub left_off: usize,
    /// The matter that was asked for.
    pub now: Option<Now>,
    /// What earlier meetings decided and is still owed.
    pub followed: Vec<Decided>,
    /// What was decided.
    pub decided: Vec<Decided>,
    /// More words for the minutes, or why it was called off.
    pub words: String,
    /// What this person may do now with the whole.
    pub moves: Vec<Link>,
    /// The minutes as a file.
    pub file: String,
    /// Whose turn it is.
    pub owing: Vec<Owing>,
    /// What happened, newest first.
    pub trail: Vec<Happened>,
}

impl Face for SupervisionPage {}

/// Which matter of it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = SupervisionAsked)]
pub(crate) struct Asked {
    /// Its place on the agenda, from 1; the whole agenda when empty.
    item: String,
}

/// One meeting.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = page(&visitor, no, asked.item.parse().ok()).await;
    desk::shows(&visitor, page).await
}

async fn page(
    visitor: &Visitor,
    no: String,
    item: Option<usize>,
) -> Result<SupervisionPage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| read(work, &no, item));
    let (seen, ways) = read.await?;
    let mut frame = desk::frame(visitor, "supervisions").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    let at = visitor.cx.at;
    let rules = visitor.site.office.rules_at(at).rules;
    let shown = item.map(|n| now(&seen, (n, &ways), (&rules, &visitor.cx.actor, at)));
    // What is not on the agenda is not there.
    let shown = shown.map(|found| found.ok_or(Problem::NotFound)).transpose()?;
    Ok(assembled(frame, &seen, shown, at))
}

fn read(work: &mut Work<'_, '_>, no: &str, item: Option<usize>) -> Result<(Seen, Ways), Problem> {
    let seen = seen(work, no)?;
    let asked = item.and_then(|n| seen.matters.get(n.checked_sub(1)?));
    let ways = match asked.map(|one| one.item.no.clone()) {
        Some(of) => ways(work, &seen, &of)?,
        None => Ways::default(),
    };
    Ok((seen, ways))
}

fn assembled(frame: Frame, seen: &Seen, shown: Option<Now>, at: Moment) -> SupervisionPage {
    let held = &seen.held;
    let whole =
        |step: &&Step| matches!(step, Step::Begin | Step::CallOff | Step::Decide | Step::Close);
    SupervisionPage {
        frame,
        no: held.no.clone(),
        title: held.title(),
        href: href(&held.no),
        standing: status(held.standing),
        version: held.version,
        unit: seen.unit.clone(),
        from: Stamp::new(held.from, at),
        closed: held.closed_at.map(|closed| Stamp::new(closed, at)),
        fixed: held.standing != Standing::Planned,
        items: items(seen),
        left_off: seen.left_off,
        now: shown,
        followed: followed(seen, at),
        decided: decided(seen, at),
        words: seen.words.clone(),
        moves: seen.offered.iter().filter(whole).filter_map(|step| link(&held.no, *step)).collect(),
        file: format!("{}/minutes.txt", href(&held.no)),
        owing: owing(&seen.turns, at),
        trail: trail(&seen.trail, at),
    }
}

/// The link of a step.
fn link(no: &str, step: Step) -> Option<Link> {
    let act = ACTS.iter().find(|act| act.code() == step.code())?;
    Some(Link::new(act.verb.text, act.at(no)))
}

/// A standing with colour and shape.
pub(super) fn status(standing: Standing) -> Status {
    let like = match standing {
        Standing::Planned => "submitted",
        Standing::Running => "handling",
        Standing::Following => "following_up",
        Standing::Done => "closed",
        Standing::NotHeld => "ended",
    };
    Status::new(like, standing.name())
}
