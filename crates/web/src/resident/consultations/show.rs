use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::consultation::{
    ConsultationRules, Facts, KIND, Person, Silence, Standing, Step,
};
use xianban_kernel::{Actor, Moment, Problem};

use super::done::Did;
use super::entered::opened;
use super::href;
use crate::console::consultations::show::{Minutes, status, written};
use crate::did;
use crate::frame::{Face, Faults, Flash, Frame, Stamp, Status, Tone};
use crate::query::Query;
use crate::visitor::Visitor;

/// `/consultations/{no}?code=`: facts and minutes, to who was invited and, once they are public, to
/// everybody. Fields of what is sent: `code`; for the minutes `reply` (`confirm`, `object`) and `words`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/consultations/show.html")]
#[schema(as = GuestConsultationPage)]
pub struct ConsultationPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// The code that opened it; empty without one.
    #[serde(skip)]
    pub code: String,
    /// Its title.
    pub title: String,
    /// Where it stands.
    pub standing: Status,
    /// Who called it.
    pub unit: String,
    /// When.
    pub time: Stamp,
    /// Where.
    pub place: String,
    /// What is to be talked about.
    pub agenda: String,
    /// Why it was moved or cancelled; may be empty.
    pub why: String,
    /// Who was invited: role and masked name.
    pub people: Vec<(&'static str, String)>,
    /// What only who was invited is shown.
    pub own: Option<Own>,
    /// The minutes, once he may read them.
    pub minutes: Option<Minutes>,
    /// How many objections are attached.
    pub objections: usize,
    /// Where a calendar takes it; empty for who was not invited.
    pub calendar: String,
}

impl Face for ConsultationPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// What somebody who was invited sees of himself.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = OwnConsultation)]
pub struct Own {
    /// His name.
    pub name: String,
    /// As what he is invited.
    pub part: &'static str,
    /// When he signed in.
    pub came: Option<Stamp>,
    /// Whether he can sign in now.
    pub signs_in: bool,
    /// From when he can, while it is too early.
    pub opens: Option<Stamp>,
    /// What he says of the minutes; empty when he is not asked.
    pub answer: &'static str,
    /// Whether he can answer them now.
    pub answers: bool,
    /// What he holds against them.
    pub objections: Vec<String>,
    /// As typed.
    pub words: String,
}

/// The code that opens it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = GuestAsked)]
pub(crate) struct Asked {
    /// As the invitation says it; empty for who is logged in, and once the minutes are public.
    pub(super) code: String,
}

/// One consultation.
pub(crate) async fn show(
    visitor: Visitor,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let page = match page(&visitor, &no, &asked.code).await {
        // A message leads here: who was invited by his account logs in and comes back.
        Err(Problem::NotFound)
            if asked.code.is_empty()
                && visitor.cx.actor == Actor::Guest
                && visitor.reply.is_whole_page() =>
        {
            Err(Problem::LoginNeeded)
        }
        page => page,
    };
    visitor.shows(page)
}

/// The page again with what was wrong, and with everything typed.
pub(super) async fn again(
    visitor: &Visitor,
    (no, code): (&str, &str),
    words: &str,
    problem: Problem,
) -> Response {
    if !matches!(problem, Problem::Faults(_) | Problem::Refused { .. }) {
        return visitor.problem(&problem);
    }
    match page(visitor, no, code).await {
        Ok(mut page) => {
            page.faults = Faults::from(&problem);
            page.frame.flash = Flash::unless_faults(&problem);
            if let Some(own) = &mut page.own {
                words.clone_into(&mut own.words);
            }
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, no: &str, code: &str) -> Result<ConsultationPage, Problem> {
    let facts = opened(visitor, no, code).await?;
    let now = visitor.cx.at;
    let mut frame = visitor.frame("");
    let mark = did::mark(&frame.path);
    if let Some(did) = Did::ALL.into_iter().find(|did| Some(did.code()) == mark) {
        frame.flash = Some(Flash { tone: Tone::Good, said: did.said().to_owned() });
    }
    let people = named(&facts);
    let own = facts.own.as_ref().map(|own| own_of(visitor, &facts, own));
    let calendar =
        own.as_ref().map(|_| href(no, code).replacen(no, &format!("{no}/calendar.ics"), 1));
    Ok(ConsultationPage {
        frame,
        faults: Faults::default(),
        code: code.to_owned(),
        standing: status(facts.standing),
        time: Stamp::new(facts.time, now),
        why: facts.why.clone().unwrap_or_default(),
        people: facts.people.iter().map(|one| (one.part.name(), one.name.clone())).collect(),
        own,
        minutes: facts.minutes.as_ref().map(|minutes| written(minutes, &people, now)),
        objections: facts.objections,
        calendar: calendar.unwrap_or_default(),
        no: facts.no,
        title: facts.title,
        unit: facts.unit,
        place: facts.place,
        agenda: facts.agenda,
    })
}

/// Those who were invited as agreements name them: himself by his whole name, the others masked.
fn named(facts: &Facts) -> Vec<Person> {
    let own = facts.own.as_ref();
    let name = |one: &Person| own.filter(|own| own.n == one.n).unwrap_or(one).clone();
    facts.people.iter().map(name).collect()
}

fn own_of(visitor: &Visitor, facts: &Facts, own: &Person) -> Own {
    let opens = opens(visitor, facts);
    let absent = own.present.is_none() && Step::SignIn.fits(facts.standing);
    let early = visitor.cx.at < opens;
    let asked = !matches!(own.answer, Silence::NotAsked);
    Own {
        name: own.name.clone(),
        part: own.part.name(),
        came: own.present.as_ref().map(|present| Stamp::new(present.at, visitor.cx.at)),
        signs_in: absent && !early,
        opens: (absent && early).then(|| Stamp::new(opens, visitor.cx.at)),
        answer: own.answer.name(),
        answers: asked && facts.minutes.is_some() && Step::Answer.fits(facts.standing),
        objections: facts.own_objections.clone(),
        words: String::new(),
    }
}

/// From when people sign in.
fn opens(visitor: &Visitor, facts: &Facts) -> Moment {
    let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
    let ruled: ConsultationRules = rules.room(KIND).unwrap_or_default();
    facts.time.plus_millis(-ruled.sign_in_minutes * 60_000)
}

impl ConsultationPage {
    fn is_over(&self) -> bool {
        self.standing.text == Standing::Cancelled.name()
    }
}
