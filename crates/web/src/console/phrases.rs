use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_domain::phrases::{self, BODY_MOST, NUMBER, NewPhrase, Phrase, TITLE_MOST};
use xianban_kernel::Problem;

use super::desk;
use crate::frame::{Face, Faults, Flash, Frame};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/phrases`: texts kept for replies. With `id` one's own is filled in, to be changed.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/phrases.html")]
pub struct PhrasesPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Everything that can be used.
    pub phrases: Vec<Kept>,
    /// The one that is changed; empty for a new one.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its words.
    pub body: String,
    /// Whether everybody at the unit may use it.
    pub shared: bool,
    /// The longest title.
    pub title_most: usize,
    /// The longest words.
    pub body_most: usize,
    /// What stands for an appeal's number.
    pub number: &'static str,
}

/// A text in the list.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = KeptPhrase)]
pub struct Kept {
    /// Which.
    pub id: i64,
    /// What it is for.
    pub title: String,
    /// The words.
    pub body: String,
    /// Whether it is one's own.
    pub own: bool,
    /// Whether everybody at the unit may use it.
    pub shared: bool,
}

impl Face for PhrasesPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Which one is changed.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = PhraseAsked)]
#[serde(default)]
pub(crate) struct Asked {
    id: String,
}

/// A text as sent.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct PhraseForm {
    /// The one that is changed or thrown away; empty for a new one.
    id: String,
    title: String,
    body: String,
    /// Not empty: for everybody at the unit.
    shared: String,
    /// Not empty: it is thrown away.
    gone: String,
}

/// All texts.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = async {
        let mut page = page(&visitor).await?;
        if let Some(one) = page.phrases.iter().find(|one| one.id.to_string() == asked.id && one.own)
        {
            let (title, body, shared) = (one.title.clone(), one.body.clone(), one.shared);
            (page.id, page.title, page.body, page.shared) = (asked.id.clone(), title, body, shared);
        }
        Ok(page)
    };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Keeps, changes or throws away.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<PhraseForm>("POST /c/phrases", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let form = sent.form.clone();
        let verb = move |work: &mut Work<'_, '_>| {
            let id = form.id.parse().ok();
            match (id, form.gone.is_empty()) {
                (Some(id), false) => phrases::drop(work, id),
                (id, _) => {
                    let (title, body) = (form.title.clone(), form.body.clone());
                    let new = NewPhrase { title, body, shared: !form.shared.is_empty() };
                    phrases::keep(work, id, &new)
                }
            }
        };
        match visitor.does(sent.keyed, verb).await {
            Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
                let mut page = page(&visitor).await?;
                page.faults = Faults::from(&problem);
                page.frame.flash = Flash::unless_faults(&problem);
                let PhraseForm { id, title, body, shared, .. } = sent.form;
                (page.id, page.title, page.body) = (id, title, body);
                page.shared = !shared.is_empty();
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            done => {
                done?;
                Ok(visitor.goes_on(Ok("/c/phrases".to_owned())))
            }
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn page(visitor: &Visitor) -> Result<PhrasesPage, Problem> {
    let frame = desk::frame(visitor, "phrases").await?;
    let all = visitor.site.office.read(&visitor.cx, phrases::phrases).await?;
    let me = visitor.cx.actor.staff().map(|staff| staff.id);
    let kept = |one: Phrase| Kept {
        own: Some(one.by) == me,
        shared: one.unit.is_some(),
        id: one.id,
        title: one.title,
        body: one.body,
    };
    Ok(PhrasesPage {
        frame,
        faults: Faults::default(),
        phrases: all.into_iter().map(kept).collect(),
        id: String::new(),
        title: String::new(),
        body: String::new(),
        shared: false,
        title_most: TITLE_MOST,
        body_most: BODY_MOST,
        number: NUMBER,
    })
}
