use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, LookRight};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use crate::console::desk;
use crate::frame::{Coded, Face, Faults, Flash, Frame};
use crate::resident::appeals::view;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/appeals/{no}/read_identity`: asks for a reason (field: `reason`), then shows the applicant's
/// name and phone for this once. Its block `act` opens in place on the appeal's page.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/appeals/see_applicant.html", blocks = ["act"])]
pub struct ApplicantPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// Its number.
    pub no: String,
    /// Its title.
    pub title: String,
    /// Its page.
    pub back: String,
    /// Where the form is sent.
    pub action: String,
    /// The reason, as typed.
    pub reason: String,
    /// Where to have the platform contact him instead; for those who can.
    pub relay: Option<String>,
    /// Of a minor, whose look another person has to grant first: how that stands.
    pub minor: Option<Coded>,
    /// Name and phone, once the reason is written down.
    pub seen: Option<Applicant>,
}

/// An applicant in clear.
#[derive(Clone, Serialize, utoipa::ToSchema)]
pub struct Applicant {
    /// The name; empty when none was given.
    pub name: String,
    /// The phone; empty when none was given.
    pub phone: String,
    /// Who looked, of which unit, in which minute: the watermark over the page.
    pub mark: String,
}

impl ApplicantPage {
    fn minor_is(&self, code: &str) -> bool {
        self.minor.as_ref().is_some_and(|minor| minor.code == code)
    }
}

impl Face for ApplicantPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }

    fn block(&self, id: &str) -> Option<askama::Result<String>> {
        (id == "act").then(|| self.as_act().render())
    }
}

/// The form as sent.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct ReasonForm {
    #[serde(default)]
    reason: String,
}

/// Asks for the reason.
pub(crate) async fn form(visitor: Visitor, Path(no): Path<String>) -> Response {
    let page = page(&visitor, &no, String::new()).await;
    desk::shows(&visitor, page).await
}

/// Shows the applicant, and has it written down that it did.
pub(crate) async fn send(
    visitor: Visitor,
    Path(no): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let sent = match sent::read::<ReasonForm>("POST read_identity", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let typed = sent.form.reason;
    let looked = async {
        desk::posts(&visitor)?;
        let before = page(&visitor, &no, typed.clone()).await?;
        if before.minor.as_ref().is_some_and(|minor| minor.code != "granted") {
            return asks(&visitor, &no, before, &sent.csrf).await;
        }
        let (asked, reason) = (no.clone(), typed.clone());
        let verb = move |work: &mut Work<'_, '_>| domain::see_applicant(work, &asked, &reason);
        let seen = match visitor.check_form(&sent.csrf) {
            Ok(()) => visitor.site.office.write(&visitor.cx, verb).await,
            Err(problem) => Err(problem),
        };
        let mut page = match page(&visitor, &no, typed).await {
            Ok(page) => page,
            Err(problem) => return Err(seen.err().unwrap_or(problem)),
        };
        match seen {
            Ok(seen) => {
                let viewer = page.frame.who.as_ref().map_or("", |who| who.name.as_str());
                let minute = visitor.cx.at.civil().strftime("%Y-%m-%d %H:%M");
                let mark = format!("{viewer} {} {minute}", seen.unit);
                let (name, phone) = (seen.identity.name.unwrap_or_default(), seen.identity.phone);
                page.seen = Some(Applicant { name, phone, mark });
            }
            Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
                page.faults = Faults::from(&problem);
                page.frame.flash = Flash::unless_faults(&problem);
                return Ok(visitor.finish(visitor.reply.form(&page, &page.frame, &problem)));
            }
            Err(problem) => return Err(problem),
        }
        Ok(visitor.shows(Ok(page)))
    };
    let mut response = match looked.await {
        Ok(response) => response,
        Err(problem) => desk::problem(&visitor, &problem).await,
    };
    // What is shown once must not lie in a cache.
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Asks another person for one look at a minor.
async fn asks(
    visitor: &Visitor,
    no: &str,
    mut before: ApplicantPage,
    csrf: &str,
) -> Result<Response, Problem> {
    let (asked, reason) = (no.to_owned(), before.reason.clone());
    let verb = move |work: &mut Work<'_, '_>| appeals::ask_to_look(work, &asked, &reason);
    let done = match visitor.check_form(csrf) {
        Ok(()) => visitor.site.office.write(&visitor.cx, verb).await,
        Err(problem) => Err(problem),
    };
    match done {
        Ok(_) => Ok(visitor.shows(page(visitor, no, String::new()).await)),
        Err(problem @ (Problem::Faults(_) | Problem::Refused { .. })) => {
            before.faults = Faults::from(&problem);
            before.frame.flash = Flash::unless_faults(&problem);
            Ok(visitor.finish(visitor.reply.form(&before, &before.frame, &problem)))
        }
        Err(problem) => Err(problem),
    }
}

/// The page without the applicant; only those who may see him find it.
async fn page(visitor: &Visitor, no: &str, reason: String) -> Result<ApplicantPage, Problem> {
    let frame = desk::frame(visitor, "").await?;
    let asked = no.to_owned();
    let read = visitor.site.office.read(&visitor.cx, move |work| {
        let glance = domain::glance(work, &asked)?;
        let may = domain::may_make(work, &glance.appeal, Action::ReadIdentity)?;
        let relays = domain::may_make(work, &glance.appeal, Action::Report)?;
        let staff = work.cx.actor.staff().map(|staff| staff.id);
        let right = staff.map_or(LookRight::Asks, |id| glance.appeal.look_right(id));
        if may { Ok((glance, relays, right)) } else { Err(Problem::NotFound) }
    });
    let (glance, relays, right) = read.await?;
    let back = desk::href(no);
    Ok(ApplicantPage {
        frame,
        faults: Faults::default(),
        no: no.to_owned(),
        title: view::title(&glance),
        action: format!("{back}/{}", Action::ReadIdentity.code()),
        relay: relays.then(|| format!("{back}/{}", Action::Report.code())),
        back,
        reason,
        minor: match right {
            LookRight::Free => None,
            LookRight::Asks => Some(Coded::new("asks", "申请查看")),
            LookRight::Waits => Some(Coded::new("waits", "等审批")),
            LookRight::Granted => Some(Coded::new("granted", "已经批准，可以看一次")),
        },
        seen: None,
    })
}
