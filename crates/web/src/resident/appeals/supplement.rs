use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;
use xianban_domain::appeals::Action;

use super::Head;
use crate::frame::{Documents, Face, Faults, Flash, Frame, Photo};
use axum::extract::{Path, Request};
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::appeals as domain;
use xianban_kernel::Problem;

use super::view;
use crate::files;
use crate::files::form as sending;
use crate::visitor::Visitor;

/// `/appeals/{no}/supplement`: add words and photos. Fields: `text`, `photos`, `photo`, `documents`,
/// `document`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/appeals/supplement.html")]
pub struct SupplementPage {
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
    /// The words, as typed.
    pub text: String,
    /// Photos and documents already kept.
    pub photos: Vec<Photo>,
    /// How many documents may come; `None` when none are taken.
    pub documents: Option<Documents>,
}

impl Face for SupplementPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct SupplementForm {
    #[serde(default)]
    text: String,
}

/// An empty form.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, String::new()).await;
    visitor.shows(page)
}

/// Does it.
pub(crate) async fn send(visitor: Visitor, Path(no): Path<String>, request: Request) -> Response {
    let (sent, brought) =
        match sending::read::<SupplementForm>(&visitor, "POST supplement", request).await {
            Ok(sent) => sent,
            Err(problem) => return visitor.problem(&problem),
        };
    let (typed, keyed) = (sent.form.text, sent.keyed);
    let done = async {
        visitor.check_form(&sent.csrf)?;
        brought.check_all()?;
        let claim = brought.claim(&visitor);
        let (asked, words) = (no.clone(), typed.clone());
        let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            let appeal = domain::supplement(work, &asked, &words)?;
            domain::attach(work, appeal, &claim)
        };
        visitor.does(keyed, verb).await
    };
    match done.await.map_err(|problem| problem.renamed(&["words"], "text")) {
        Ok(()) => visitor.goes_on_having(Ok(view::href(&no)), Action::Supplement),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. } | Problem::TooMany { .. })) => {
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

async fn page(visitor: &Visitor, no: &str, text: String) -> Result<SupplementPage, Problem> {
    visitor.must_be_resident()?;
    let asked = no.to_owned();
    let glance = visitor.site.office.read(&visitor.cx, move |work| domain::glance(work, &asked));
    let glance = glance.await?;
    let head = Head::of(&glance);
    let documents = files::documents(visitor, glance.appeal.kind, &visitor.cx.actor);
    let action = format!("{}/supplement", head.href);
    Ok(SupplementPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        head,
        action,
        text,
        photos: Vec::new(),
        documents,
    })
}
