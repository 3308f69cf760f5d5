use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use serde::Serialize;
use xianban_domain::consultation::{
    self, Agreement, Consultation, Event, Move, NOT_A_VOTE, Next, Person, Seen, SignedBy, Standing,
    Step, Who, WrittenDown,
};
use xianban_domain::folded::{self, Entry, Turn};
use xianban_domain::whistle;
use xianban_kernel::{Moment, Problem};

use super::ACTS;
use super::subject::href;
use crate::console::act::{self, Happened, Owing, owing, trail};
use crate::console::desk;
use crate::frame::{Face, Frame, Link, Stamp, Status};
use crate::visitor::Visitor;

/// `/c/consultations/{no}`: one consultation: facts, who came, what was said and proposed, the minutes and
/// what was agreed, what happened.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/consultations/show.html")]
#[schema(as = ConsultationPage)]
pub struct ConsultationPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub standing: Status,
    /// The version a move must name.
    pub version: i64,
    /// Who called it.
    pub unit: String,
    /// What is to be talked about.
    pub agenda: String,
    /// When.
    pub time: Stamp,
    /// Where.
    pub place: String,
    /// Why it was moved, cancelled or its minutes were sent back; may be empty.
    pub why: String,
    /// The appeals it is about.
    pub about: Vec<Link>,
    /// Who was invited, by role.
    pub people: Vec<Guest>,
    /// How many came.
    pub came: i64,
    /// What was said.
    pub statements: Vec<Said>,
    /// What was proposed.
    pub proposals: Vec<Proposed>,
    /// What stands beside heads for and against.
    pub not_a_vote: &'static str,
    /// The minutes, once written.
    pub minutes: Option<Minutes>,
    /// What is held against them.
    pub objections: Vec<Said>,
    /// What follows where people did not agree.
    pub next: Option<Following>,
    /// Where the minutes are read by everybody, once they are public.
    pub public: Option<Link>,
    /// The sheet of codes, for who runs it.
    pub sheet: Option<Link>,
    /// What this person may do now.
    pub moves: Vec<Link>,
    /// Whose turn it is.
    pub owing: Vec<Owing>,
    /// What happened, newest first.
    pub trail: Vec<Happened>,
}

impl Face for ConsultationPage {}

/// Somebody who was invited.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationGuest)]
pub struct Guest {
    /// His number.
    pub n: i64,
    /// As what.
    pub part: &'static str,
    /// His name.
    pub name: String,
    /// Whether he is reached by a message.
    pub reached: bool,
    /// When he signed in.
    pub came: Option<Stamp>,
    /// Whether that was written down for him.
    pub by_hand: bool,
    /// What he says of the minutes: `已确认`, `有异议`, `未回复`; empty when he is not asked.
    pub answer: &'static str,
}

/// Words of somebody.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationWords)]
pub struct Said {
    /// Who.
    pub who: String,
    /// What.
    pub words: String,
    /// When.
    pub at: Stamp,
}

/// A proposal.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationProposal)]
pub struct Proposed {
    /// Its number.
    pub n: i64,
    /// Who.
    pub who: String,
    /// What.
    pub words: String,
    /// Heads for and against, once counted; no vote.
    pub heads: Option<(i64, i64)>,
}

/// The minutes.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationMinutes)]
pub struct Minutes {
    /// How often they were written.
    pub edition: i64,
    /// Their words.
    pub words: String,
    /// What came of it.
    pub decision: &'static str,
    /// What was agreed.
    pub agreements: Vec<Agreed>,
}

/// Who does what by when.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationAgreement)]
pub struct Agreed {
    /// Its number.
    pub n: i64,
    /// What.
    pub words: String,
    /// Who.
    pub who: String,
    /// By when.
    pub due: Stamp,
    /// Whether it was kept, once that is known.
    pub kept: Option<bool>,
    /// How, or why not; may be empty.
    pub told: String,
}

/// What follows where people did not agree.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = ConsultationFollowing)]
pub struct Following {
    /// What.
    pub name: &'static str,
    /// Why.
    pub words: String,
    /// Where that is begun, for who may.
    pub begins: Option<Link>,
}

/// One consultation.
pub(crate) async fn show(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, no).await;
    desk::shows(&visitor, page).await
}

/// A consultation with what may be done, whose turn it is and what happened.
type Opened = (Seen, Vec<&'static Move>, Vec<Turn>, Vec<Entry<Event>>);

async fn page(visitor: &Visitor, no: String) -> Result<ConsultationPage, Problem> {
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let held = consultation::by_no(work, &no)?;
        let moves = consultation::moves_now(work, &held)?;
        let turns = folded::turns(work, held.id)?;
        let trail = folded::trail::<Consultation>(work, &held)?;
        Ok((consultation::seen(work, held)?, moves, turns, trail))
    });
    let opened = read.await?;
    let mut frame = desk::frame(visitor, "consultations").await?;
    if let Some(flash) = act::flash(ACTS, &frame.path) {
        frame.flash = Some(flash);
    }
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let whistles = rules.may(&visitor.cx.actor, whistle::Action::Draft);
    Ok(assembled(frame, opened, whistles, visitor.cx.at))
}

fn assembled(
    frame: Frame,
    (seen, moves, turns, entries): Opened,
    whistles: bool,
    now: Moment,
) -> ConsultationPage {
    let held = &seen.held;
    let runs = moves.iter().any(|line| matches!(line.who, Who::Caller | Who::Participant));
    let said = |n: i64, words: &str, at: Moment| Said {
        who: name_of(&seen.people, n),
        words: words.to_owned(),
        at: Stamp::new(at, now),
    };
    let about = seen.about.iter().map(|no| Link::new(no, desk::href(no)));
    let mut people: Vec<_> = seen.people.iter().map(|one| guest(one, now)).collect();
    people.sort_by_key(|one| one.n);
    ConsultationPage {
        frame,
        standing: status(held.standing),
        version: held.version,
        unit: seen.unit.clone(),
        agenda: seen.agenda.clone(),
        time: Stamp::new(held.meeting.time, now),
        place: seen.place.clone(),
        why: seen.why.clone().unwrap_or_default(),
        about: about.collect(),
        people,
        came: held.came(),
        statements: seen.statements.iter().map(|one| said(one.by, &one.words, one.at)).collect(),
        proposals: proposals(&seen),
        not_a_vote: NOT_A_VOTE,
        minutes: seen.minutes.as_ref().map(|minutes| written(minutes, &seen.people, now)),
        objections: seen.objections.iter().map(|(one, words)| said(one.n, words, one.at)).collect(),
        next: seen.next.as_ref().map(|(next, words)| following(&seen, (*next, words), whistles)),
        public: held
            .is_public()
            .then(|| Link::new("公开的纪要", format!("/consultations/{}", held.no))),
        sheet: runs.then(|| Link::new("签到二维码", format!("{}/sheet", href(&held.no)))),
        moves: moves.iter().filter_map(|line| link(&held.no, line.step)).collect(),
        owing: owing(&turns, now),
        trail: trail(&entries, now),
        no: held.no.clone(),
        title: seen.title.clone(),
    }
}

/// Who has a number here, with his role.
fn name_of(people: &[Person], n: i64) -> String {
    let one = people.iter().find(|one| one.n == n);
    one.map_or_else(String::new, |one| format!("{}（{}）", one.name, one.part.name()))
}

fn guest(one: &Person, now: Moment) -> Guest {
    Guest {
        n: one.n,
        part: one.part.name(),
        name: one.name.clone(),
        reached: one.reached,
        came: one.present.as_ref().map(|present| Stamp::new(present.at, now)),
        by_hand: one.present.as_ref().is_some_and(|present| present.how == SignedBy::Hand),
        answer: one.answer.name(),
    }
}

fn proposals(seen: &Seen) -> Vec<Proposed> {
    let proposed = |(one, words): &(consultation::Proposal, String)| Proposed {
        n: one.n,
        who: name_of(&seen.people, one.by),
        words: words.clone(),
        heads: one.heads,
    };
    seen.proposals.iter().map(proposed).collect()
}

/// The minutes as pages show them.
pub(crate) fn written(minutes: &WrittenDown, people: &[Person], now: Moment) -> Minutes {
    let agreed = |(one, words, told): &(Agreement, String, Option<String>)| Agreed {
        n: one.n,
        words: words.clone(),
        who: name_of(people, one.who),
        due: Stamp::new(one.due, now),
        kept: one.settled.map(|(kept, _)| kept),
        told: told.clone().unwrap_or_default(),
    };
    Minutes {
        edition: minutes.edition,
        words: minutes.words.clone(),
        decision: minutes.decision.name(),
        agreements: minutes.agreements.iter().map(agreed).collect(),
    }
}

fn following(seen: &Seen, (next, words): (Next, &str), whistles: bool) -> Following {
    let begins = match next {
        Next::Whistle if whistles => {
            let at = format!("/c/whistles/new?appeals={}", seen.about.join("+"));
            Some(Link::new("起草吹哨单", at))
        }
        Next::Plan => seen.about.first().map(|no| Link::new("去这件诉求定方案", desk::href(no))),
        Next::Whistle | Next::Vote | Next::Leave => None,
    };
    Following { name: next.name(), words: words.to_owned(), begins }
}

/// The link of a step that has a form.
fn link(no: &str, step: Step) -> Option<Link> {
    let act = ACTS.iter().find(|act| act.code() == step.code())?;
    Some(Link::new(act.verb.text, act.at(no)))
}

/// A standing with colour and shape.
pub(crate) fn status(standing: Standing) -> Status {
    let like = match standing {
        Standing::Called => "assessing",
        Standing::Held | Standing::Following => "handling",
        Standing::TooFew => "overdue",
        Standing::Confirming => "planning",
        Standing::Reviewing => "reviewing",
        Standing::Closed => "closed",
        Standing::Cancelled => "ended",
    };
    Status::new(like, standing.name())
}
