//! Leaving one's posts to a colleague for a time, and coming back.

use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, Absence};
use xianban_domain::office::Work;
use xianban_kernel::{Moment, Problem, StaffId};

use super::{account, desk};
use crate::frame::{Choice, Faults, Flash, Stamp};
use crate::sent;
use crate::visitor::Visitor;

/// What `/c/me` shows of it.
#[derive(Clone, Debug, Default, Serialize, utoipa::ToSchema)]
pub struct Away {
    /// Who stands in, from when to when; none when nobody does.
    pub now: Option<AwayNow>,
    /// Colleagues who could.
    pub colleagues: Vec<Choice>,
    /// For whom one stands in oneself.
    pub stands_in_for: Vec<String>,
    /// From when, as typed.
    pub from: String,
    /// Until when, as typed.
    pub until: String,
}

/// An absence that runs or is to come.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct AwayNow {
    /// Who stands in.
    pub name: String,
    /// From when.
    pub from: Stamp,
    /// Until when.
    pub until: Stamp,
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct AwayForm {
    stand_in: String,
    from: String,
    until: String,
}

impl Away {
    /// Reads it for one's own account.
    pub(super) fn read(work: &mut Work<'_, '_>, now: Moment) -> Result<Self, Problem> {
        let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
        let posts = identity::posts_of(work, staff)?;
        let units: Vec<_> = posts.iter().map(|post| post.unit).collect();
        let mut known = identity::colleagues(work, &units)?;
        known.retain(|(id, ..)| *id != staff);
        known.dedup_by_key(|(id, ..)| *id);
        let shown = |absence: Absence| AwayNow {
            name: absence.name,
            from: Stamp::new(absence.from, now),
            until: Stamp::new(absence.until, now),
        };
        Ok(Self {
            now: identity::own_absence(work)?.map(shown),
            colleagues: known
                .into_iter()
                .map(|(id, name, _)| Choice::new(id.to_string(), name))
                .collect(),
            stands_in_for: identity::stands_in_for(work, staff)?,
            from: String::new(),
            until: String::new(),
        })
    }
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
