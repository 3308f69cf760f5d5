//! The form of a matter while it is being written: kept over the steps without scripts.

use serde::{Deserialize, Serialize};
use xianban_domain::rules::AppealKind;
use xianban_kernel::Problem;

use crate::files::form::Brought;
use crate::resident::code::CodeTold;
use crate::visitor::Visitor;

/// A day, in minutes.
const DAY: i64 = 24 * 60;

/// The form as sent.
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct AskForm {
    pub(super) category: String,
    pub(super) title: String,
    pub(super) text: String,
    pub(super) place: String,
    pub(super) place_next: String,
    pub(super) place_words: String,
    pub(super) place_unknown: String,
    pub(super) phone: String,
    pub(super) sms: String,
    pub(super) name: String,
    pub(super) consent: String,
    pub(super) minor: String,
    pub(super) step: String,
    #[serde(skip)]
    pub(super) brought: Brought,
}

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

/// Keeps it; false where this visitor has nothing to keep it under.
pub(super) async fn keep(visitor: &Visitor, kind: &str, typed: &Typed) -> Result<bool, Problem> {
    let form = AskForm { step: String::new(), place_next: String::new(), ..typed.form.clone() };
    let kept = Kept { form, files: typed.form.brought.names_of(), told: typed.told.clone() };
    visitor.keeps(form_of(known(kind)?), &kept).await
}
