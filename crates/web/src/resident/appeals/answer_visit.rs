use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self as domain, Visit};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::Problem;

use super::{Head, view};
use crate::frame::{Face, Faults, Flash, Frame, Stamp};
use crate::sent;
use crate::visitor::Visitor;

/// `/appeals/{no}/visit`: whether the time of a home visit suits. Fields: `suits` (yes, no), `words`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/answer_visit.html")]
pub struct VisitPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which appeal.
    pub head: Head,
    /// Where the form is sent.
    pub action: String,
    /// Number of the visit.
    pub visit: i64,
    /// Who comes.
    pub unit: String,
    /// When.
    pub at: Stamp,
    /// The whole time in words, such as 11月25日 14:30.
    pub said: String,
    /// What for.
    pub purpose: String,
    /// What was said already: `yes`, `no`, or nothing.
    pub suits: &'static str,
    /// Words, as typed.
    pub words: String,
}

impl Face for VisitPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The answer as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct VisitForm {
    visit: i64,
    suits: String,
    words: String,
}

/// The offer, with the two answers.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no).await;
    visitor.shows(page)
}

/// Does it.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<VisitForm>("POST visit", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let typed = sent.form;
    let done = async {
        visitor.must_be_resident()?;
        visitor.check_form(&sent.csrf)?;
        let suits = ["yes", "no"].contains(&typed.suits.as_str()).then(|| typed.suits == "yes");
        let (asked, words, visit) = (no.clone(), typed.words.clone(), typed.visit);
        let verb = move |work: &mut Work<'_, '_>| {
            domain::by_no(work, &asked)?;
            let unsaid = || Problem::fault("suits", "请选这个时间方便还是不方便。");
            let suits = suits.ok_or_else(unsaid)?;
            domain::answer_visit(work, &asked, visit, suits, &words)
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::AnswerVisit),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match page(&visitor, &no).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.words = typed.words;
                    page.frame.flash = Flash::unless_faults(&problem);
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(_) => visitor.problem(&problem),
            }
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, no: &str) -> Result<VisitPage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &asked)?;
        let visits = &glance.appeal.casework.visits;
        let visit = *visits.iter().rfind(|visit| !visit.done).ok_or(Problem::NotFound)?;
        let purpose = domain::words_of(work, &glance.appeal, &[visit.words])?;
        let unit = unit(work.tx, visit.by.unit)?.name;
        Ok((glance, visit, purpose.into_iter().next().map(|(_, words)| words), unit))
    });
    let (glance, visit, purpose, unit): (_, Visit, Option<String>, String) = read.await?;
    let head = Head::of(&glance);
    Ok(VisitPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        action: format!("{}/visit", head.href),
        head,
        visit: visit.n,
        unit,
        at: Stamp::new(visit.at, visitor.cx.at),
        said: visit.at.said(),
        purpose: purpose.unwrap_or_default(),
        suits: match visit.agreed {
            Some(true) => "yes",
            Some(false) => "no",
            None => "",
        },
        words: String::new(),
    })
}
