use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self as domain, Seen};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::rated::Rating;
use super::{Head, rated, view};
use crate::frame::{Face, Faults, Flash, Frame};
use crate::sent;
use crate::visitor::Visitor;

/// `/appeals/{no}/disown`: say that a rating which staff took down is not one's own. Field: `words`
/// (may be empty).
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/disown.html")]
pub struct DisownPage {
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
    /// The rating, as it was taken down.
    pub rating: Rating,
    /// Whether somebody asks at once; else the round goes on as it is.
    pub asks: bool,
    /// What is said to it, as typed.
    pub words: String,
}

impl Face for DisownPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct DisownForm {
    words: String,
}

/// The rating, and what comes of disowning it.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, String::new()).await;
    visitor.shows(page)
}

/// Does it.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<DisownForm>("POST disown", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let typed = sent.form.words;
    let done = async {
        visitor.must_be_resident()?;
        visitor.check_form(&sent.csrf)?;
        let (asked, words) = (no.clone(), typed.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            let seen = Seen(domain::by_no(work, &asked)?.version);
            domain::disown(work, &asked, seen, &words)
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::Disown),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match page(&visitor, &no, typed).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.frame.flash = Flash::unless_faults(&problem);
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(_) => visitor.problem(&problem),
            }
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, no: &str, words: String) -> Result<DisownPage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &asked)?;
        let history = domain::history(work, &glance.appeal)?;
        Ok((glance, history))
    });
    let (glance, history) = read.await?;
    let rules = &visitor.site.office.rules_of(glance.appeal.rules)?.rules;
    let appeal = &glance.appeal;
    let taken = appeal.disownable().and_then(|_| rated::taken(&history, rules, visitor.cx.at));
    let head = Head::of(&glance);
    Ok(DisownPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        action: format!("{}/disown", head.href),
        head,
        rating: taken.ok_or(Problem::NotFound)?,
        asks: appeal.disownable().is_some_and(|taken| appeal.closed_by(taken)),
        words,
    })
}
