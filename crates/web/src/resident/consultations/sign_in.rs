use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::consultation;
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
#[schema(as = GuestSignInForm)]
pub(crate) struct SignInForm {
    /// As the invitation says it; empty for who is logged in.
    code: String,
}

/// Signs somebody in who was invited; again, it does nothing.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<SignInForm>("POST consultation sign_in", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let code = sent.form.code;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        counted(&visitor, &no, &code).await?;
        let (no, code) = (no.clone(), code.clone());
        let verb =
            move |work: &mut Work<'_, '_>| consultation::sign_in(work, &no, Some(code.trim()));
        visitor.does(sent.keyed, verb).await
    };
    let done: Result<(), Problem> = done.await;
    match done {
        Ok(()) => visitor.goes_on(Ok(href_having(&visitor, (&no, &code), Did::SignedIn))),
        Err(problem) => again(&visitor, (&no, &code), "", problem).await,
    }
}
