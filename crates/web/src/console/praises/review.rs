//! What a reviewer does with praise: he passes it on, refuses it, or takes it down again.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::office::Work;
use xianban_domain::praise::{self, Refusal, Standing};
use xianban_kernel::{Problem, StaffId};

use super::row::href;
use super::show::{self, Typed};
use crate::console::desk;
use crate::frame::{Faults, Flash};
use crate::sent;
use crate::visitor::Visitor;

/// Praise is passed on.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = PraisePublishForm)]
pub(crate) struct PublishForm {
    /// Who is meant; empty when nobody in particular is.
    person: String,
    /// The version that the form was opened on.
    #[schema(required = true)]
    seen: String,
}

/// Praise is refused, or taken down.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = PraiseRefusalForm)]
pub(crate) struct RefusalForm {
    /// A reason of the district's rules.
    #[schema(required = true)]
    reason: String,
    /// More words for the giver; may be empty.
    words: String,
    /// The version that the form was opened on.
    #[schema(required = true)]
    seen: String,
}

/// Passes it on.
pub(crate) async fn publish(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = sent::read::<PublishForm>("POST /c/praises/{no}/publish", &headers, &body);
    let done = async {
        let sent = sent?;
        visitor.check_form(&sent.csrf)?;
        let (asked, form) = (no.clone(), sent.form.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            let person = person(&form.person)?;
            praise::publish(work, &asked, version(&form.seen), person)
        };
        let done = visitor.does(sent.keyed, verb).await;
        let typed = Typed { person: sent.form.person, ..Typed::default() };
        onward(&visitor, &no, done, Standing::Published, typed).await
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Refuses it, or takes it down.
pub(crate) async fn refuse(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = sent::read::<RefusalForm>("POST /c/praises/{no}/refuse", &headers, &body);
    let done = async {
        let sent = sent?;
        visitor.check_form(&sent.csrf)?;
        let (asked, form) = (no.clone(), sent.form.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            let refusal = Refusal { reason: form.reason.clone(), words: form.words.clone() };
            praise::refuse(work, &asked, version(&form.seen), &refusal)
        };
        let done = visitor.does(sent.keyed, verb).await;
        let RefusalForm { reason, words, .. } = sent.form;
        let typed = Typed { reason, words, ..Typed::default() };
        onward(&visitor, &no, done, Standing::Refused, typed).await
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Goes on to the praise, which says what was done; or gives the page back as it stands now, with what
/// was filled in.
async fn onward(
    visitor: &Visitor,
    no: &str,
    done: Result<(), Problem>,
    now: Standing,
    typed: Typed,
) -> Result<Response, Problem> {
    match done {
        Ok(()) => {
            let said = format!("?did={}", now.code());
            let said = if visitor.reply.is_json() { "" } else { said.as_str() };
            Ok(visitor.goes_on(Ok(format!("{}{said}", href(no)))))
        }
        Err(problem @ (Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. })) => {
            let mut page = show::page(visitor, no, typed).await?;
            page.faults = Faults::from(&problem);
            page.frame.flash = Flash::unless_faults(&problem);
            Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
        }
        Err(problem) => Err(problem),
    }
}

fn person(given: &str) -> Result<Option<StaffId>, Problem> {
    if given.is_empty() {
        return Ok(None);
    }
    let id = given.parse().map_err(|_| Problem::fault("person", "请从这个单位的人里选。"))?;
    Ok(Some(StaffId::new(id)))
}

/// What cannot be read is no version: the form is given back beside what stands now.
fn version(given: &str) -> i64 {
    given.parse().unwrap_or(0)
}
