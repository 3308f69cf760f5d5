use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_domain::appeals::Action;

use super::Head;
use crate::frame::{Face, Faults, Flash, Frame};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Seen};
use xianban_kernel::Problem;

use super::view;
use crate::sent;
use crate::visitor::Visitor;

/// `/appeals/{no}/withdraw`: take it back. Field: `reason` (may be empty).
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/withdraw.html")]
pub struct WithdrawPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Which appeal.
    pub head: Head,
    /// Where the form is sent.
    pub action: String,
    /// Whether it goes on without the applicant, because safety is at stake.
    pub goes_on: bool,
    /// Why, as typed.
    pub reason: String,
}

impl Face for WithdrawPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct WithdrawForm {
    #[serde(default)]
    reason: String,
}

/// An empty form.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, String::new()).await;
    visitor.shows(page)
}

/// Does it.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<WithdrawForm>("POST withdraw", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let typed = sent.form.reason;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let (asked, words) = (no.clone(), typed.clone());
        let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            let seen = Seen(domain::by_no(work, &asked)?.version);
            let words =
                if words.trim().is_empty() { "诉求人没有写原因。" } else { &words };
            domain::withdraw(work, &asked, seen, words)
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await.map_err(|problem| problem.renamed(&["words"], "reason")) {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::Withdraw),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match page(&visitor, &no, typed).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.frame.flash = Flash::unless_faults(&problem);
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(problem) => visitor.problem(&problem),
            }
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, no: &str, reason: String) -> Result<WithdrawPage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let glance = visitor.site.office.read(&visitor.cx, move |work| domain::glance(work, &asked));
    let glance = glance.await?;
    let head = Head::of(&glance);
    let action = format!("{}/withdraw", head.href);
    Ok(WithdrawPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        head,
        action,
        goes_on: false,
        reason,
    })
}
