use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_domain::appeals::Action;

use super::Head;
use crate::frame::{Documents, Face, Faults, Flash, Frame, Photo, Stamp};
use axum::extract::{Path, Request};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals::{self as domain, Seen};
use xianban_kernel::Problem;

use super::view;
use crate::files;
use crate::files::form as sending;
use crate::visitor::Visitor;

/// `/appeals/{no}/rework`: ask for another round (再接单), or for a refusal to be looked at again
/// one level up. Fields: `missing`, `photos`, `photo`, `documents`,
/// `document`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/rework.html")]
pub struct ReworkPage {
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
    /// Whether it was refused, so that this asks for a second look.
    pub refused: bool,
    /// The round that would begin.
    pub round: u32,
    /// Who would lead it.
    pub led_by: String,
    /// Until when it can be asked for.
    pub until: Stamp,
    /// What is still missing, as typed.
    pub missing: String,
    /// Photos and documents already kept.
    pub photos: Vec<Photo>,
    /// How many documents may come; `None` when none are taken.
    pub documents: Option<Documents>,
}

impl Face for ReworkPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct ReworkForm {
    #[serde(default)]
    missing: String,
}

/// An empty form.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, String::new()).await;
    visitor.shows(page)
}

/// Does it.
pub(crate) async fn send(visitor: Visitor, Path(no): Path<String>, request: Request) -> Response {
    let (sent, brought) = match sending::read::<ReworkForm>(&visitor, "POST rework", request).await
    {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let typed = sent.form.missing;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        brought.check_all()?;
        let claim = brought.claim(&visitor);
        let (asked, words) = (no.clone(), typed.clone());
        let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            let appeal = domain::by_no(work, &asked)?;
            let seen = Seen(appeal.version);
            let appeal = if appeal.state == domain::State::Declined {
                domain::reconsider(work, &asked, seen, &words)?
            } else {
                domain::rework(work, &asked, seen, &words)?
            };
            domain::attach(work, appeal, &claim)
        };
        visitor.does(sent.keyed, verb).await
    };
    match done.await.map_err(|problem| problem.renamed(&["words"], "missing")) {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::Rework),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            match page(&visitor, &no, typed).await {
                Ok(mut page) => {
                    page.faults = Faults::from(&problem);
                    page.photos = brought.shown(&visitor).await.unwrap_or_default();
                    page.frame.flash = Flash::unless_faults(&problem);
                    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
                }
                Err(problem) => visitor.problem(&problem),
            }
        }
        Err(problem) => visitor.problem(&problem),
    }
}

async fn page(visitor: &Visitor, no: &str, missing: String) -> Result<ReworkPage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let glance = visitor.site.office.read(&visitor.cx, move |work| domain::glance(work, &asked));
    let glance = glance.await?;
    let head = Head::of(&glance);
    let documents = files::documents(visitor, glance.appeal.kind, &visitor.cx.actor);
    let action = format!("{}/rework", head.href);
    let until = match &glance.appeal.state {
        domain::State::Closed(closing) => closing.rework_until,
        _ => glance.appeal.casework.object_until.unwrap_or(visitor.cx.at),
    };
    let refused = glance.appeal.state == domain::State::Declined;
    Ok(ReworkPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        head,
        action,
        refused,
        round: u32::try_from(glance.appeal.round + 1).unwrap_or(2),
        led_by: "上一级单位".to_owned(),
        until: Stamp::new(until, visitor.cx.at),
        missing,
        photos: Vec::new(),
        documents,
    })
}
