use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::frame::{Cache, Face, Faults, Frame, Stamp};
use crate::sent;
use crate::visitor::Visitor;

/// `/consult/{no}/{n}/{expert}/{word}`: what an expert was asked, without anybody's identity, and the
/// field for the opinion (`words`). The link is the expert's only key.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/opine.html")]
pub struct ExpertPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The expert's name.
    pub name: String,
    /// What was asked.
    pub question: String,
    /// By when.
    pub until: Stamp,
    /// Whether the opinion is in.
    pub answered: bool,
    /// Where the form is sent.
    pub action: String,
    /// As typed.
    pub words: String,
}

impl Face for ExpertPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    fn cache(&self) -> Cache {
        Cache::Personal
    }
}

/// The opinion as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct OpinionForm {
    words: String,
}

/// The parts of an expert's link.
type Link = Path<(String, i64, i64, String)>;

/// What was asked.
pub(crate) async fn show(visitor: Visitor, Path(link): Link) -> Response {
    let page = page(&visitor, link).await;
    visitor.shows(page)
}

/// Takes the opinion into the case.
pub(crate) async fn send(
    visitor: Visitor,
    Path(link): Link,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<OpinionForm>("POST /consult", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let (words, (no, n, expert, word)) = (sent.form.words.clone(), link.clone());
        let verb =
            move |work: &mut Work<'_, '_>| appeals::opine(work, &no, (n, expert), &word, &words);
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on(Ok(address(&link))),
        Err(problem @ Problem::Faults(_)) => match page(&visitor, link).await {
            Ok(mut page) => {
                page.faults = Faults::from(&problem);
                page.words = sent.form.words;
                visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
            }
            Err(problem) => visitor.problem(&problem),
        },
        Err(problem) => visitor.problem(&problem),
    }
}

fn address((no, n, expert, word): &(String, i64, i64, String)) -> String {
    format!("/consult/{no}/{n}/{expert}/{word}")
}

async fn page(visitor: &Visitor, link: (String, i64, i64, String)) -> Result<ExpertPage, Problem> {
    let action = address(&link);
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let (no, n, expert, word) = &link;
        appeals::session(work, no, (*n, *expert), word).map(|(_, session)| session)
    });
    let session = read.await?;
    Ok(ExpertPage {
        frame: visitor.frame(""),
        faults: Faults::default(),
        name: session.expert.name,
        question: session.question,
        until: Stamp::new(session.consult.until, visitor.cx.at),
        answered: session.answered,
        action,
        words: String::new(),
    })
}
