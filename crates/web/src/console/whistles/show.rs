use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::folded::{self, Turn};
use xianban_domain::whistle::{
    self, Move, OfReceiver, Receiver, Seen, Stage, Standing, Step, by_no,
};
use xianban_kernel::{Moment, Problem};

use super::ACTS;
use super::draft::lasting;
use super::subject::href;
use crate::console::act::{self, Happened, Owing, owing, trail};
use crate::console::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::visitor::Visitor;

/// `/c/whistles/{no}`: one whistle: why, which appeals, who is called and how far each is, what happened.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/whistles/show.html")]
#[schema(as = WhistlePage)]
pub struct WhistlePage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// What it is about.
    pub title: String,
    /// Where it stands.
    pub standing: Status,
    /// The version a move must name.
    pub version: i64,
    /// The community that whistles.
    pub unit: String,
    /// The level above.
    pub above: String,
    /// Why, and what is asked.
    pub text: String,
    /// How soon to be on site, in words.
    pub arrive: String,
    /// When it was blown.
    pub blown: Option<Stamp>,
    /// Whether the level above found that it was rightly blown.
    pub rightly: Option<bool>,
    /// The appeals.
    pub appeals: Vec<Appeal>,
    /// Who is called.
    pub receivers: Vec<Called>,
    /// What this person may do now with the whole.
    pub moves: Vec<Link>,
    /// Whose turn it is.
    pub owing: Vec<Owing>,
    /// What happened, newest first.
    pub trail: Vec<Happened>,
}

impl Face for WhistlePage {}

/// An appeal of the bundle.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistledAppeal)]
pub struct Appeal {
    /// Its page, by its title.
    pub page: Link,
    /// Its number.
    pub no: String,
    /// Where it stands.
    pub status: Status,
}

/// A unit that is called.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistledUnit)]
pub struct Called {
    /// Its number on the whistle.
    pub n: i64,
    /// Its name.
    pub unit: String,
    /// What is asked of it.
    pub asked: String,
    /// Why it is called although its duty list does not have the matter; may be empty.
    pub overridden: String,
    /// Why it holds that it need not come: the reason, its words, and whose it is instead.
    pub refusal: Option<Refusal>,
    /// What the level above ruled, with the reason.
    pub ruling: Option<Ruling>,
    /// How far it is.
    pub stage: Status,
    /// When it answered that it comes.
    pub responded: Option<Stamp>,
    /// Whether it let the limit pass.
    pub silent: bool,
    /// When it was on site.
    pub arrived: Option<Stamp>,
    /// Whether that was in time.
    pub in_time: Option<bool>,
    /// What it brought about; may be empty.
    pub result: String,
    /// Whether its part is solved.
    pub solved: Option<bool>,
    /// What this person may do with it now.
    pub moves: Vec<Link>,
}

/// Why a unit holds that it need not come.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistleRefusal)]
pub struct Refusal {
    /// The reason it chose.
    pub reason: String,
    /// Its own words.
    pub words: String,
    /// Whose it is instead; may be empty.
    pub suggested: String,
}

/// What the level above ruled.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = WhistleRuling)]
pub struct Ruling {
    /// Whether the unit has to come.
    pub comes: bool,
    /// Why.
    pub words: String,
}

/// One whistle.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    desk::shows(&visitor, page).await
}

async fn page(visitor: &Visitor, no: String) -> Result<WhistlePage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let held = by_no(work, &no)?;
        let turns = folded::turns(work, held.id)?;
        Ok((whistle::seen(work, held)?, turns))
    });
    let (seen, turns) = read.await?;
    let mut frame = desk::frame(visitor, "whistles").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    Ok(assembled(frame, &seen, &turns, visitor.cx.at))
}

fn assembled(frame: Frame, seen: &Seen, turns: &[Turn], now: Moment) -> WhistlePage {
    let held = seen.line.held.clone();
    let moves = |n: i64| {
        let own = seen.offered.iter().filter(|(_, of)| *of == n);
        own.filter_map(|(step, n)| link(&held.no, *step, *n)).collect::<Vec<_>>()
    };
    let receivers = held.receivers.iter().enumerate().map(|(at, one)| {
        let words = seen.of_receivers.get(at).cloned().unwrap_or_default();
        let unit = seen.line.receivers.get(at).cloned().unwrap_or_default();
        called((one, held.standing), unit, words, moves(one.n), now)
    });
    let appeals = seen.appeals.iter().map(|one| Appeal {
        page: Link::new(one.title.clone(), desk::href(&one.no)),
        no: one.no.clone(),
        status: Status::new(one.standing.code(), one.standing.name()),
    });
    WhistlePage {
        frame,
        title: seen.line.title.clone(),
        standing: status(held.standing),
        version: held.version,
        unit: seen.line.unit.clone(),
        above: seen.above.clone(),
        text: seen.text.clone(),
        arrive: lasting(held.minutes),
        blown: held.blown.map(|at| Stamp::new(at, now)),
        rightly: held.rightly,
        appeals: appeals.collect(),
        receivers: receivers.collect(),
        moves: moves(0),
        owing: owing(turns, now),
        trail: trail(&seen.trail, now),
        no: held.no.clone(),
    }
}

fn called(
    (one, whole): (&Receiver, Standing),
    unit: String,
    said: OfReceiver,
    moves: Vec<Link>,
    now: Moment,
) -> Called {
    Called {
        n: one.n,
        unit,
        asked: said.asked,
        overridden: said.overridden,
        refusal: said.refusal.map(|one| Refusal {
            reason: one.reason,
            words: one.words,
            suggested: one.suggested,
        }),
        ruling: said.ruling.map(|(comes, words)| Ruling { comes, words }),
        stage: stage(one, whole),
        responded: one.responded.map(|at| Stamp::new(at, now)),
        silent: one.was_silent,
        arrived: one.arrived.map(|at| Stamp::new(at, now)),
        in_time: one.in_time,
        result: said.result,
        solved: one.solved,
        moves,
    }
}

/// The link of a step, with the receiver it is about filled in.
fn link(no: &str, step: Step, n: i64) -> Option<Link> {
    let act = ACTS.iter().find(|act| act.code() == step.code())?;
    let about = Move::of(step).is_some_and(|line| !line.stages.is_empty());
    let query = if about { format!("?n={n}") } else { String::new() };
    Some(Link::new(act.verb.text, format!("{}/{}{query}", href(no), act.code())))
}

/// A standing with colour and shape.
pub(super) fn status(standing: Standing) -> Status {
    let like = match standing {
        Standing::Draft => "reviewing",
        Standing::Back => "planning",
        Standing::Blown => "handling",
        Standing::Settled => "following_up",
        Standing::Closed => "closed",
        Standing::Recalled | Standing::Dropped => "ended",
    };
    Status::new(like, standing.name())
}

/// How far a receiver is, with colour and shape.
pub(super) fn stage(one: &Receiver, whole: Standing) -> Status {
    if matches!(whole, Standing::Draft | Standing::Back | Standing::Dropped) {
        return Status::new("submitted", "待叫");
    }
    if whole == Standing::Recalled {
        return Status::new("ended", "不用来了");
    }
    let like = match one.stage {
        Stage::Called => "submitted",
        Stage::Refused => "planning",
        Stage::Silent => "overdue",
        Stage::Excused => "ended",
        Stage::Coming => "assessing",
        Stage::Arrived | Stage::Working => "handling",
        Stage::Reported => "closed",
    };
    Status::new(like, one.stage.name())
}
