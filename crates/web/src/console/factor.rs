use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, Enrolment, Factor};
use xianban_domain::office::Work;
use xianban_domain::replay::{Once, once};
use xianban_kernel::{Problem, Seed};

use super::desk;
use crate::frame::qr::{self, Drawing};
use crate::frame::{Face, Faults, Frame, Stamp};
use crate::sent;
use crate::visitor::Visitor;

/// `/c/me/factor`: the second factor of one's own account: a secret to scan, the code that confirms it, and
/// then, this once, the recovery codes.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/factor.html")]
pub struct FactorPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Whether it has to be set up before anything else.
    pub must: bool,
    /// Since when there is one; none before the first.
    pub since: Option<Stamp>,
    /// How many recovery codes are left.
    pub left: i64,
    /// A new secret, as it is typed by hand.
    pub secret: String,
    /// The same as the app reads it.
    pub address: String,
    /// The same drawn.
    #[serde(skip)]
    pub code: Drawing,
    /// The same sealed, for the form.
    pub sealed: String,
    /// Recovery codes, shown this once.
    pub recovery: Vec<String>,
}

impl Face for FactorPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The confirming code as sent.
#[derive(Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct FactorForm {
    /// The secret that was shown, sealed.
    sealed: String,
    /// The code that the phone shows for it.
    code: String,
    /// A code of the factor before it, or a recovery code; empty for the first.
    old: String,
}

/// A new secret to scan.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

/// Keeps it when the code is right.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<FactorForm>("POST /c/me/factor", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let (form, keyed) = (sent.form.clone(), sent.keyed.clone());
        let verb = move |work: &mut Work<'_, '_>| {
            once(work, &keyed, |work| {
                let codes = identity::enrol(work, &form.sealed, &form.code, &form.old)?;
                Ok((codes, String::new()))
            })
        };
        let made = visitor.site.office.write(&visitor.cx, verb).await;
        let mut page = page(&visitor).await?;
        match made {
            Ok(Once::Done(recovery)) => Ok(visitor.shows(Ok(FactorPage { recovery, ..page }))),
            Ok(Once::Before(_)) => Ok(visitor.goes_on(Ok("/c/me/factor".to_owned()))),
            Err(problem @ Problem::Faults(_)) => {
                page.faults = Faults::from(&problem);
                Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)))
            }
            Err(problem) => Err(problem),
        }
    };
    match done.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    }
}

async fn page(visitor: &Visitor) -> Result<FactorPage, Problem> {
    let frame = desk::frame(visitor, "me").await?;
    let issuer = frame.brand.platform.clone();
    let read = move |work: &mut Work<'_, '_>| {
        let mut draw = Seed::fresh().draw();
        Ok((identity::own_factor(work)?, identity::offer(work, &issuer, &mut draw)?))
    };
    let (factor, offered): (Option<Factor>, Enrolment) =
        visitor.site.office.read(&visitor.cx, read).await?;
    let must = factor.is_none() && visitor.session.as_ref().is_some_and(|one| one.must_enrol);
    let now = visitor.cx.at;
    Ok(FactorPage {
        frame,
        faults: Faults::default(),
        must,
        since: factor.as_ref().map(|one| Stamp::new(one.since, now)),
        left: factor.map_or(0, |one| one.left),
        code: qr::draw(&offered.address),
        secret: offered.typed,
        address: offered.address,
        sealed: offered.sealed,
        recovery: Vec::new(),
    })
}
