//! Leaving one's posts to a colleague for a time, and coming back.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::identity;
use xianban_domain::office::Work;
use xianban_kernel::{Moment, Problem, StaffId};

use super::{account, desk};
use crate::frame::{Faults, Flash};
use crate::sent;
use crate::visitor::Visitor;

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct AwayForm {
    stand_in: String,
    from: String,
    until: String,
}

/// Leaves one's posts to a colleague.
pub(crate) async fn leave(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<AwayForm>("POST /c/me/away", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let form = sent.form.clone();
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let stand_in = form.stand_in.parse().map(StaffId::new);
        let stand_in =
            stand_in.map_err(|_| Problem::fault("stand_in", "请选本单位的一位同事。"))?;
        let (from, until) = (moment("from", &form.from)?, moment("until", &form.until)?);
        let verb = move |work: &mut Work<'_, '_>| identity::go_away(work, stand_in, from, until);
        visitor.does(sent.keyed, verb).await
    };
    match done.await {
        Ok(()) => visitor.goes_on(Ok("/c/me#away".to_owned())),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match account::page(&visitor).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.frame.flash = Flash::unless_faults(&problem);
                    (page.away.from, page.away.until) = (sent.form.from, sent.form.until);
                    let chosen = &sent.form.stand_in;
                    page.away.colleagues =
                        page.away.colleagues.into_iter().map(|one| one.chosen_if(chosen)).collect();
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(problem) => desk::problem(&visitor, &problem).await,
            }
        }
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

/// Back before the time.
pub(crate) async fn back(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<serde::de::IgnoredAny>("POST /c/me/back", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        visitor.does(sent.keyed, identity::come_back).await?;
        Ok("/c/me#away".to_owned())
    };
    match done.await {
        Err(problem) => desk::problem(&visitor, &problem).await,
        to => visitor.goes_on(to),
    }
}

/// A time as the browser sends it, China time.
fn moment(field: &'static str, text: &str) -> Result<Moment, Problem> {
    let whole = if text.len() == 16 { format!("{text}:00+08:00") } else { format!("{text}+08:00") };
    Moment::parse(&whole).ok_or_else(|| Problem::fault(field, "请选日期和时间。"))
}
