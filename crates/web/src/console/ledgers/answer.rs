use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::identity::{Password, Username};
use xianban_domain::ledger::{self, Deed};
use xianban_domain::office::Work;
use xianban_domain::organisation;
use xianban_domain::replay::{Once, once};
use xianban_kernel::{Problem, Seed};

use super::show::{LedgerPage, page};
use crate::console::desk;
use crate::frame::Faults;
use crate::sent::{self, Sent};
use crate::visitor::Visitor;

/// The answer of a second person, or of whoever takes back what he asked for.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = LedgerAnswer)]
pub(crate) struct AnswerForm {
    /// The version as seen.
    version: i64,
    /// Why not; whoever takes it back need not say.
    words: String,
}

/// A second person agrees, and it is done; a new password is shown to him once.
pub(crate) async fn agree(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<AnswerForm>("POST /c/ledgers/agree", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let before = page(&visitor, &no).await?;
        match agreed(&visitor, &no, &sent).await? {
            None => answered(&visitor, &no).await,
            password => Ok(visitor.shows(Ok(LedgerPage { password, waits: None, ..before }))),
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Where somebody goes on who has answered: the auditor still sees the ledger, the others go to their day.
async fn answered(visitor: &Visitor, no: &str) -> Result<Response, Problem> {
    match page(visitor, no).await {
        Ok(page) => Ok(visitor.goes_on(Ok(format!("/c/ledgers/{}", page.no)))),
        Err(Problem::NotFound) => Ok(visitor.goes_on(Ok("/c".to_owned()))),
        Err(problem) => Err(problem),
    }
}

async fn agreed(
    visitor: &Visitor,
    no: &str,
    sent: &Sent<AnswerForm>,
) -> Result<Option<String>, Problem> {
    let wanted = no.to_owned();
    let read = move |work: &mut Work<'_, '_>| {
        let held = ledger::by_no(work, &wanted)?;
        let password = held.asked.as_ref().is_some_and(|asked| asked.deed == Deed::Password);
        Ok(password.then(|| held.subject().key().to_owned()))
    };
    let whose = visitor.site.office.read(&visitor.cx, read).await?;
    let (mut text, mut hash) = (None, None);
    if let Some(username) = whose {
        let username: Username = username.parse()?;
        let mut draw = Seed::fresh().draw();
        let (password, shown) = Password::drawn(&username, &mut draw)?;
        hash = Some(visitor.hashes(move || password.hash(&mut draw)).await?);
        text = Some(shown);
    }
    let (no, seen, keyed) = (no.to_owned(), sent.form.version, sent.keyed.clone());
    let verb = move |work: &mut Work<'_, '_>| {
        once(work, &keyed, |work| {
            organisation::agree(work, &no, seen, hash.as_ref()).map(|_| ((), String::new()))
        })
    };
    let made = visitor.site.office.write(&visitor.cx, verb).await?;
    Ok(text.filter(|_| matches!(made, Once::Done(()))))
}

/// A second person does not agree and says why, or whoever asked takes it back.
pub(crate) async fn decline(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<AnswerForm>("POST /c/ledgers/decline", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let (form, which) = (sent.form.clone(), no.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            organisation::decline(work, &which, form.version, &form.words)
        };
        match visitor.does(sent.keyed, verb).await {
            Err(problem @ Problem::Faults(_)) => {
                let mut page = page(&visitor, &no).await?;
                page.faults = Faults::from(&problem);
                page.typed = sent.form.words;
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            Err(problem) => Err(problem),
            Ok(()) => answered(&visitor, &no).await,
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}
