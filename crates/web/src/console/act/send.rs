use std::sync::Arc;

use askama::Template;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::line::{ActLine, Filled};
use super::typed::Typed;
use super::{On, Subject};
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::console::desk;
use crate::did;
use crate::files::form::{Brought, read};
use crate::frame::{Face, Faults, Frame, Link};
use crate::sent::Sent;
use crate::visitor::Visitor;

/// The form of a move of a room; its fields come with it. Always sent along: `csrf`, `key`, `version`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/act/send.html")]
pub struct ActPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// What it is done to.
    pub back: Link,
    /// Its number; empty for what is not there yet.
    pub no: String,
    /// Where the form is sent.
    pub action: String,
    /// The version the form was opened on.
    pub version: i64,
    /// The verb, as heading and on the button.
    pub verb: String,
    /// Who gets what and what follows, in one sentence.
    pub effect: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// What is good to know before: name and words.
    pub known: Vec<(&'static str, String)>,
    /// Why it was not done.
    pub stale: Option<String>,
    /// The fields, in order.
    pub fields: Vec<Field>,
}

impl ActPage {
    fn has_photos(&self) -> bool {
        self.fields.iter().any(|field| matches!(field.control, Control::Photos { .. }))
    }
}

impl Face for ActPage {
    fn status(&self) -> StatusCode {
        if self.stale.is_some() {
            StatusCode::CONFLICT
        } else if self.faults.is_empty() {
            StatusCode::OK
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    }
}

/// What the form of every move of a room holds beside its own fields.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
#[schema(as = ActBeside)]
pub(super) struct Beside {
    /// The version that the form was opened on.
    #[schema(value_type = Digits)]
    version: String,
}

/// A form as it was filled in.
struct Sheet {
    act: &'static ActLine,
    no: String,
    version: Option<i64>,
    filled: Arc<dyn Filled>,
    brought: Brought,
}

impl Sheet {
    fn of(
        act: &'static ActLine,
        no: String,
        typed: &Typed,
        brought: Brought,
    ) -> Result<Self, Problem> {
        let beside: Beside = typed.read()?;
        Ok(Self {
            act,
            no,
            version: beside.version.parse().ok(),
            filled: act.read(typed)?,
            brought,
        })
    }

    async fn page(&self, visitor: &Visitor) -> Result<ActPage, Problem> {
        let (on, no) = (self.act.on, self.no.clone());
        let filled = Arc::clone(&self.filled);
        let read = visitor.site.office.read(&visitor.cx, move |work| {
            let subject = on(work, &no)?;
            Ok((subject, filled.asked(work, &no)?))
        });
        let (Subject { page, version, known }, mut fields) = read.await?;
        if self.act.photos {
            let photos = self.brought.shown(visitor).await?;
            let control = Control::Photos { photos, documents: None };
            fields.push(Field::new("photos", "照片", control).optional());
        }
        let verb = self.act.verb;
        Ok(ActPage {
            frame: desk::frame(visitor, "").await?,
            faults: Faults::default(),
            back: page,
            action: self.act.at(&self.no),
            version: self.version.unwrap_or(version),
            verb: verb.text.to_owned(),
            effect: verb.effect.to_owned(),
            grave: verb.grave,
            known,
            stale: None,
            fields,
            no: self.no.clone(),
        })
    }

    /// The form again with what was wrong, when somebody can put it right.
    async fn again(&self, visitor: &Visitor, problem: Problem) -> Response {
        let stale = matches!(problem, Problem::Stale { .. });
        if !stale && !matches!(problem, Problem::Faults(_) | Problem::Refused { .. }) {
            return desk::problem(visitor, &problem).await;
        }
        let fresh = Self { version: self.version.filter(|_| !stale), ..self.again_with() };
        let mut page = match fresh.page(visitor).await {
            Ok(page) => page,
            Err(Problem::NotFound) => return desk::problem(visitor, &Problem::NotFound).await,
            Err(_) => return desk::problem(visitor, &problem).await,
        };
        page.faults = Faults::from(&problem);
        if page.faults.is_empty() {
            page.stale = Some(problem.said());
        }
        visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
    }

    fn again_with(&self) -> Self {
        Self {
            act: self.act,
            no: self.no.clone(),
            version: self.version,
            filled: Arc::clone(&self.filled),
            brought: self.brought.clone(),
        }
    }
}

/// The form of a move; what stands in the query is filled in.
pub(super) async fn form(
    visitor: Visitor,
    act: &'static ActLine,
    no: String,
    typed: Typed,
) -> Response {
    let page = async { Sheet::of(act, no, &typed, Brought::default())?.page(&visitor).await };
    let page = page.await;
    desk::shows(&visitor, page).await
}

/// Makes the move, or shows the form again with everything typed.
pub(super) async fn send(
    visitor: Visitor,
    act: &'static ActLine,
    no: String,
    request: Request,
) -> Response {
    let read = async {
        let (sent, brought) = read::<Typed>(&visitor, "POST act", request).await?;
        let Sent { form, csrf, keyed } = sent;
        Ok((Sheet::of(act, no, &form, brought)?, csrf, keyed))
    };
    let (sheet, csrf, keyed) = match read.await {
        Ok(read) => read,
        Err(problem) => return visitor.problem(&problem),
    };
    let done = async {
        desk::posts(&visitor)?;
        visitor.check_form(&csrf)?;
        sheet.brought.check_all()?;
        let (no, filled) = (sheet.no.clone(), Arc::clone(&sheet.filled));
        let (seen, claim) = (sheet.version.unwrap_or(0), sheet.brought.claim(&visitor));
        let verb =
            move |work: &mut Work<'_, '_>| filled.made(work, On { no: &no, seen, claim: &claim });
        visitor.answers(keyed, verb).await
    };
    match done.await {
        Ok(to) if visitor.reply.is_json() => visitor.goes_on(Ok(to)),
        Ok(to) => visitor.goes_on(Ok(did::marked(&to, &act.mark()))),
        Err(problem) => sheet.again(&visitor, problem).await,
    }
}
