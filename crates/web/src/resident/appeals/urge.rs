//! `POST /appeals/{no}/urge`: urges whoever owes the next step; there is nothing to fill in.

use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::office::Work;

use super::view;
use crate::sent;
use crate::visitor::Visitor;

/// The form as sent: nothing of its own.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct UrgeForm {}

/// Does it.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        visitor.must_be_resident()?;
        let sent = sent::read::<UrgeForm>("POST urge", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let asked = no.clone();
        let verb = move |work: &mut Work<'_, '_>| domain::urge(work, &asked);
        visitor.site.office.write(&visitor.cx, verb).await?;
        Ok(view::href(&no))
    };
    visitor.goes_on_having(done.await, Action::Urge)
}
