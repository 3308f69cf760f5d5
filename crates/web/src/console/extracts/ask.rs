use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::extracts::{self, Ask};
use xianban_domain::figures::{Period, Scope, named};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::sent;
use crate::visitor::Visitor;

/// Of which report every matter is wanted.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct ExtractForm {
    /// The report's day, week, month or year, such as `2026-11`.
    #[schema(required = true)]
    period: String,
    /// The report's scope.
    #[schema(required = true)]
    scope: String,
    /// Only what is on this list of five.
    list: String,
}

/// Asks for every matter that a report counts as accepted.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<ExtractForm>("POST /c/extracts", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let form = sent.form;
        visitor.answers(sent.keyed, move |work| asked(work, &form)).await
    };
    match done.await {
        Ok(there) => visitor.goes_on(Ok(there)),
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

fn asked(work: &mut Work<'_, '_>, form: &ExtractForm) -> Result<String, Problem> {
    let scope = Scope::from_code(&form.scope).ok_or(Problem::NotFound)?;
    let period = Period::from_code(&form.period).ok_or(Problem::NotFound)?;
    let rules = work.office.rules_at(work.cx.at).rules;
    let list = match form.list.as_str() {
        "" => None,
        code => Some(rules.list(code).ok_or(Problem::NotFound)?),
    };
    let name = named(work, &[scope])?.remove(&scope).ok_or(Problem::NotFound)?.name;
    let of = list.map(|list| format!("·{}", list.name)).unwrap_or_default();
    let ask = Ask {
        scope,
        span: period.span(),
        list: list.map(|list| list.code.clone()),
        name: format!("{name}{of} {} 受理明细", period.said()),
    };
    extracts::ask(work, &ask).map(|made| format!("/c/extracts/{}", made.no))
}
