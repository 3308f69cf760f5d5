use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::office::Work;
use xianban_domain::rules;
use xianban_kernel::{Moment, Problem};

use super::list::{RulesPage, page};
use crate::console::desk;
use crate::frame::{Faults, Flash};
use crate::sent;
use crate::visitor::Visitor;

/// From when the draft counts, and why.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct PublishForm {
    /// The draft that was seen.
    seen: i64,
    /// A day, `2026-12-01`; empty for at once.
    from: String,
    /// Why.
    why: String,
}

/// The draft that is thrown away.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct DiscardForm {
    /// The draft that was seen.
    seen: i64,
}

/// Makes the draft the next version.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<PublishForm>("POST /c/rules/publish", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let form = sent.form.clone();
        let verb = move |work: &mut Work<'_, '_>| {
            let from = day(&form.from)?;
            rules::publish(work, form.seen, from, &form.why).map(|_| ())
        };
        match visitor.does(sent.keyed, verb).await {
            Err(
                problem @ (Problem::Faults(_) | Problem::Stale { .. } | Problem::Refused { .. }),
            ) => {
                let mut page: RulesPage = page(&visitor).await?;
                page.faults = Faults::from(&problem);
                page.frame.flash = Flash::unless_faults(&problem);
                (page.why, page.from) = (sent.form.why, sent.form.from);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                visitor.site.office.renew().await?;
                Ok(visitor.goes_on(Ok("/c/rules".to_owned())))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// The beginning of a day; `None` for at once.
fn day(text: &str) -> Result<Option<Moment>, Problem> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let moment = Moment::parse(&format!("{}T00:00:00+08:00", text.trim()));
    let wrong = || Problem::fault("from", "日期读不懂，请按 2026-12-01 的样子写。");
    moment.map(Some).ok_or_else(wrong)
}

/// Throws the draft away.
pub(crate) async fn discard(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<DiscardForm>("POST /c/rules/discard", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let seen = sent.form.seen;
        visitor.does(sent.keyed, move |work| rules::discard_draft(work, seen)).await?;
        Ok(visitor.goes_on(Ok("/c/rules".to_owned())))
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}
