//! Taking one's own last move back: one press on the appeal's page, no form.

use axum::extract::{Path, Request};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals;
use xianban_domain::appeals::Action;
use xianban_domain::office::Work;

use super::send::onward;
use crate::console::desk;
use crate::files::form::read;
use crate::visitor::Visitor;

/// Nothing is filled in.
#[derive(Debug, Default, Deserialize)]
struct Nothing {}

/// Takes it back.
pub(super) async fn send(visitor: Visitor, Path(no): Path<String>, request: Request) -> Response {
    let sent = match read::<Nothing>(&visitor, "POST move", request).await {
        Ok((sent, _)) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let done = async {
        desk::posts(&visitor)?;
        visitor.check_form(&sent.csrf)?;
        let no = no.clone();
        let verb = move |work: &mut Work<'_, '_>| appeals::undo(work, &no);
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on_having(Ok(onward(&visitor, &no).await), Action::Undo),
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}
