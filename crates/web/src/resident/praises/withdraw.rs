use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::de::IgnoredAny;
use xianban_domain::praise;

use super::show::{Did, href_having};
use crate::sent;
use crate::visitor::Visitor;

/// Takes one's own praise back.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<IgnoredAny>("POST /praises/withdraw", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let own = no.clone();
        visitor.does(sent.keyed, move |work| praise::withdraw(work, &own)).await?;
        Ok(href_having(&visitor, &no, Did::Withdrawn))
    };
    let to = done.await;
    visitor.goes_on(to)
}
