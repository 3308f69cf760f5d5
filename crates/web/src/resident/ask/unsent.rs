//! The form of a matter while it is being written: kept over the steps without scripts.

use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Fault, Problem};

use super::file::{AskForm, FilePage, page};
use crate::files::form::Brought;
use crate::frame::Faults;
use crate::resident::code::CodeTold;
use crate::visitor::Visitor;

/// A day, in minutes.
const DAY: i64 = 24 * 60;

/// What was typed so far, and what became of the last step.
#[derive(Debug, Default)]
pub(super) struct Typed {
    pub(super) form: AskForm,
    pub(super) told: Option<CodeTold>,
}

/// The same, as it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    form: AskForm,
    files: Vec<(String, String)>,
    told: Option<CodeTold>,
}

impl Typed {
    /// Tells on the page what became of asking for a code, while that is still so.
    pub(super) fn tell(&self, visitor: &Visitor, page: &mut FilePage) {
        let Some(told) = self.told.as_ref().filter(|told| told.holds(visitor)) else { return };
        page.contact.code_sent = told.sent;
        if told.field.is_empty() {
            page.contact.code_said.clone_from(&told.said);
        } else {
            let field = if told.field == "phone" { "phone" } else { "sms" };
            page.faults = vec![Fault { field, said: told.said.clone() }].into();
        }
    }
}

/// Under what the form of a kind is kept.
pub(super) const fn form_of(kind: AppealKind) -> &'static str {
    match kind {
        AppealKind::Livelihood => "ask/livelihood",
        AppealKind::Development => "ask/development",
        AppealKind::Enforcement => "ask/enforcement",
    }
}

/// The kind of an address.
pub(super) fn known(kind: &str) -> Result<AppealKind, Problem> {
    AppealKind::from_code(kind).ok_or(Problem::NotFound)
}

/// What this visitor typed into the form and did not send yet.
pub(super) async fn typed(visitor: &Visitor, kind: &str) -> Result<Option<Typed>, Problem> {
    let kept: Option<Kept> = visitor.kept(form_of(known(kind)?), DAY).await?;
    Ok(kept.map(|Kept { form, files, told }| {
        let brought = Brought::of_names(&files);
        Typed { form: AskForm { brought, ..form }, told }
    }))
}

/// Leads back to the form, at this element; a refresh there sends nothing. Where the form cannot be
/// kept, it is the answer itself.
pub(super) async fn goes_back(
    visitor: &Visitor,
    kind: &str,
    typed: Typed,
    at: &'static str,
) -> Response {
    if let Err(problem) = typed.form.brought.check() {
        // What could not be kept is said at once, beside what was told about the code.
        return match page(visitor, kind, &typed.form).await {
            Ok(mut page) => {
                typed.tell(visitor, &mut page);
                page.faults = Faults::from(&problem);
                visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
            }
            Err(problem) => visitor.problem(&problem),
        };
    }
    match back(visitor, kind, typed, at).await {
        Ok(response) => response,
        Err(problem) => visitor.problem(&problem),
    }
}

async fn back(
    visitor: &Visitor,
    kind: &str,
    typed: Typed,
    at: &'static str,
) -> Result<Response, Problem> {
    let form = AskForm { step: String::new(), place_next: String::new(), ..typed.form.clone() };
    let kept = Kept { form, files: typed.form.brought.names_of(), told: typed.told.clone() };
    if visitor.keeps(form_of(known(kind)?), &kept).await? {
        return Ok(visitor.goes_on(Ok(format!("/ask/{kind}#{at}"))));
    }
    let mut page = page(visitor, kind, &typed.form).await?;
    typed.tell(visitor, &mut page);
    Ok(visitor.finish(visitor.reply.page_with(StatusCode::OK, &page)))
}
