use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::consultation::{self, Reply};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::done::Did;
use super::entered::counted;
use super::href_having;
use super::show::again;
use crate::sent;
use crate::visitor::Visitor;

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = GuestAnswerForm)]
pub(crate) struct AnswerForm {
    /// As the invitation says it; empty for who is logged in.
    code: String,
    /// `confirm` or `object`.
    #[schema(required = true)]
    reply: String,
    /// What he does not agree with.
    words: String,
}

impl AnswerForm {
    fn reply(&self) -> Result<(Reply, Did), Problem> {
        match self.reply.as_str() {
            "confirm" => Ok((Reply::Confirm, Did::Confirmed)),
            "object" => Ok((Reply::Object(self.words.clone()), Did::Objected)),
            _ => Err(Problem::fault("reply", "请选确认还是有不同意见。")),
        }
    }
}

/// Confirms the minutes, or holds something against them.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<AnswerForm>("POST consultation answer", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        counted(&visitor, &no, &form.code).await?;
        let (reply, did) = form.reply()?;
        let (no, code) = (no.clone(), form.code.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            consultation::answer(work, &no, Some(code.trim()), &reply)
        };
        visitor.does(sent.keyed, verb).await?;
        Ok(did)
    };
    let done: Result<Did, Problem> = done.await;
    match done {
        Ok(did) => visitor.goes_on(Ok(href_having(&visitor, (&no, &form.code), did))),
        Err(problem) => again(&visitor, (&no, &form.code), &form.words, problem).await,
    }
}
