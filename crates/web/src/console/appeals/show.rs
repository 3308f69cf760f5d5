use askama::Template;
use serde::Serialize;
use xianban_domain::appeals::{Action, DutyKind};
use xianban_domain::duty;

use super::rows::Due;
use crate::frame::{Coded, Face, Frame, Link, Photo, Stamp, Status, Steps};
use axum::extract::Path;
use axum::response::Response;
use xianban_domain::appeals::{self as domain, Glance, Happened, Part};
use xianban_domain::organisation::unit;
use xianban_domain::rules::{RuleSet, Rules};
use xianban_kernel::{Certainty, Day, Moment, Problem};

use super::entry::{Entry, timeline};
use super::flow::{Move, Trail, flow, moves, way_back};
use super::owed::{Duty, Owed};
use super::registration::{Fact, facts};
use super::reply::{Reply, reply};
use super::work::{CaseworkShown, ReadWork};
use crate::console::beside::{Beside, begin, beside};
use crate::console::desk;
use crate::resident::appeals::view;
use crate::visitor::Visitor;

/// `/c/appeals/{no}`: one appeal with everything this person may see and do. Its block `timeline`
/// is the trace alone.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[schema(as = CasePage)]
#[template(path = "console/appeals/show.html", blocks = ["timeline"])]
pub struct AppealPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// Its title, or the first words of its text.
    pub title: String,
    /// The version a move must name.
    pub version: i64,
    /// Where it stands.
    pub status: Status,
    /// Further marks: 街道级, 再接单 第 2 轮, 重难点. Codes: `blue`, `amber`, `red`, `grey`.
    pub marks: Vec<Coded>,
    /// The five steps with times and notes.
    pub steps: Steps,
    /// The queue it was opened from, and its neighbours there.
    #[serde(skip)]
    pub trail: Trail,
    /// What this person may do now; what he owes comes first.
    pub moves: Vec<Move>,
    /// The applicant's words.
    pub text: String,
    /// The applicant's photos.
    pub photos: Vec<Photo>,
    /// The place in words.
    pub place: String,
    /// The facts of the registration: label and value.
    pub facts: Vec<Fact>,
    /// Where the applicant's name and phone can be seen, with a reason; none without the right.
    pub unmask: Option<String>,
    /// The reply that waits for review or has been released.
    pub reply: Option<Reply>,
    /// The trace, newest first.
    pub timeline: Vec<Entry>,
    /// The handling clock; none when nothing runs.
    pub clock: Option<Clock>,
    /// Who owes what by when.
    pub duties: Vec<Duty>,
    /// The orders, lead first.
    pub orders: Vec<Order>,
    /// Plan, slips and what waits for a superior.
    pub work: CaseworkShown,
    /// Where one's own last move is taken back, as long as that can be done.
    pub undo: Option<String>,
    /// What other rooms have about it: whistles, consultations.
    pub beside: Vec<Beside>,
    /// What can be begun over it in other rooms.
    pub begin: Vec<Link>,
}

/// The handling clock.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Clock {
    /// Since when it runs.
    pub from: Stamp,
    /// When it ends, what remains, and the colour.
    pub due: Due,
    /// Share of the time used, 0 to 100.
    pub used: u8,
    /// The limit in words, such as 5 个工作日.
    pub limit: String,
    /// Whether it stands still now.
    pub paused: bool,
    /// The year whose holidays no notice has settled yet, when it reaches into one.
    pub unsettled: Option<i16>,
}

impl Clock {
    /// Length of the coloured arc on a ring of radius 50 (circumference 314).
    fn arc(&self) -> u32 {
        u32::from(self.used.min(100)) * 314 / 100
    }
}

/// A work order.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Order {
    /// The unit.
    pub unit: String,
    /// 主办 or 协办.
    pub part: Coded,
    /// Where it stands.
    pub status: Status,
    /// By when; none once done.
    pub due: Option<Due>,
}

impl AppealPage {
    fn has_rare(&self) -> bool {
        self.moves.iter().any(|step| step.rare)
    }
}

impl Face for AppealPage {
    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "timeline").then(|| self.as_timeline().render())
    }
}

/// One appeal with everything about it.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    desk::shows(&visitor, page).await
}

/// What is read of an appeal in one snapshot.
struct Read {
    glance: Glance,
    history: Vec<Happened>,
    text: String,
    moves: Vec<Action>,
    /// What stands with the reader himself, the most urgent first.
    own: Vec<DutyKind>,
    duties: Vec<Owed>,
    orders: Vec<(domain::Order, String)>,
    work: ReadWork,
    undoable: bool,
    repeated: Vec<domain::Like>,
    unsettled: Option<i16>,
    /// The unit it belongs to, by name.
    receiver: String,
    beside: Vec<Beside>,
    begin: Vec<Link>,
}

async fn page(visitor: &Visitor, no: String) -> Result<AppealPage, Problem> {
    let frame = desk::frame(visitor, "").await?;
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &no)?;
        let appeal = glance.appeal.clone();
        let history = domain::history(work, &appeal)?;
        let text = domain::said(work, &appeal)?.text.unwrap_or_default();
        let moves = domain::offered(work, &appeal)?;
        let set = work.office.rules_of(appeal.rules)?;
        let owed = domain::duties(&appeal, &set);
        let first = owed.iter().min_by_key(|duty| duty.due);
        let unsettled = first.and_then(|duty| unsettled(duty, &set));
        let duties = owed.into_iter().map(|duty| Owed::read(work, &appeal, duty));
        let duties = duties.collect::<Result<Vec<_>, _>>()?;
        let mut orders = Vec::new();
        for order in appeal.orders {
            let name = unit(work.tx, order.unit.unit)?.name;
            orders.push((order, name));
        }
        let own = duty::own(work, glance.appeal.id)?;
        let around = ReadWork::read(work, &glance.appeal)?;
        let undoable = domain::undoable(work, &glance.appeal)?.is_some();
        // Other appeals are named to those who may open any.
        let reviews = moves.contains(&Action::Release);
        let repeated = if reviews { domain::repeated(work, &glance.appeal)? } else { Vec::new() };
        let receiver = unit(work.tx, glance.appeal.receiver.unit)?.name;
        let begin = begin(work, &glance.appeal);
        let beside = beside(work, &glance.appeal)?;
        let work = around;
        Ok(Read {
            glance,
            history,
            text,
            moves,
            own,
            duties,
            orders,
            work,
            undoable,
            repeated,
            unsettled,
            receiver,
            beside,
            begin,
        })
    });
    let read = read.await?;
    let rules = &visitor.site.office.rules_of(read.glance.appeal.rules)?.rules;
    Ok(assembled(frame, &read, &visitor.cx.actor.mark(), rules, visitor.cx.at))
}

fn assembled(frame: Frame, read: &Read, mark: &str, rules: &Rules, now: Moment) -> AppealPage {
    let appeal = &read.glance.appeal;
    let base = desk::href(&appeal.no);
    let mut wanted = read.moves.clone();
    if domain::publishable(&read.history, mark).is_empty() {
        wanted.retain(|action| *action != Action::Publish);
    }
    let may = |action| read.moves.contains(&action);
    let publisher = may(Action::Publish).then_some(mark);
    let timeline = timeline(&read.history, publisher, &base, rules, now);
    let trail = way_back(&frame.path, &read.own);
    AppealPage {
        frame,
        no: appeal.no.clone(),
        title: view::title(&read.glance),
        version: appeal.version,
        status: view::status(appeal),
        marks: super::rows::marks(appeal),
        steps: flow(&read.glance, &read.history, now),
        trail,
        moves: moves(wanted, &read.own, &base),
        text: read.text.clone(),
        photos: view::filed_photos(&read.history),
        place: read.glance.place.clone(),
        facts: facts(appeal, &read.receiver, rules),
        unmask: may(Action::ReadIdentity)
            .then(|| format!("{base}/{}", Action::ReadIdentity.code())),
        reply: reply(appeal, &read.history, &read.repeated, rules, now),
        timeline,
        clock: clock(read, now),
        duties: read.duties.iter().map(|one| one.shown(rules, now)).collect(),
        orders: read.orders.iter().map(|(order, unit)| ordered(order, unit)).collect(),
        work: read.work.shown(appeal, rules, now),
        undo: read.undoable.then(|| format!("{base}/{}", Action::Undo.code())),
        beside: read.beside.clone(),
        begin: read.begin.clone(),
    }
}

/// The year without a notice that a due moment was counted over.
fn unsettled(duty: &domain::Duty, set: &RuleSet) -> Option<i16> {
    let new_year = |year: &i16| Day::new(*year, 1, 1).ok();
    let open = |day| set.calendar.certainty(day) == Certainty::Provisional;
    let mut years = duty.since.day().year()..=duty.due.at.day().year();
    years.find(|year| duty.due.is_provisional() && new_year(year).is_some_and(open))
}

fn clock(read: &Read, now: Moment) -> Option<Clock> {
    let duty = read.duties.iter().map(|owed| &owed.duty).min_by_key(|duty| duty.due)?;
    let whole = (duty.due.at.millis() - duty.since.millis()).max(1);
    let used = ((now.millis() - duty.since.millis()) * 100 / whole).clamp(0, 100);
    Some(Clock {
        from: Stamp::new(duty.since, now),
        due: desk::due(duty.yellow, duty.due, now),
        used: u8::try_from(used).unwrap_or(100),
        limit: desk::called(duty.kind.code()).replace(['待', '中'], "") + "时限",
        paused: read.glance.appeal.stopped().is_some(),
        unsettled: read.unsettled,
    })
}

fn ordered(order: &domain::Order, unit: &str) -> Order {
    let part = match order.part {
        Part::Lead => "主办",
        Part::Assist => "协办",
    };
    let status = match order.progress {
        domain::Progress::Sent => ("submitted", "待签收"),
        domain::Progress::Taken => ("handling", "办理中"),
        domain::Progress::Done => ("closed", "已报结"),
        domain::Progress::Ended => ("ended", "已结束"),
    };
    Order {
        unit: unit.to_owned(),
        part: Coded::new(order.part.code(), part),
        status: Status::new(status.0, status.1),
        due: None,
    }
}
