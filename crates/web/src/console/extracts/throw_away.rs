use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::extracts;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::sent;
use crate::visitor::Visitor;

/// Which version was seen.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct VersionForm {
    /// Its version as seen.
    version: i64,
}

/// Whoever asked for an extract has no more need of it.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<VersionForm>("POST throw_away", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let (seen, which) = (sent.form.version, no.clone());
        let verb =
            move |work: &mut Work<'_, '_>| extracts::throw_away(work, &which, seen).map(drop);
        visitor.does(sent.keyed, verb).await?;
        Ok::<_, Problem>(format!("/c/extracts/{no}"))
    };
    match done.await {
        Ok(there) => visitor.goes_on(Ok(there)),
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}
