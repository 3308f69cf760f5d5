use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};
use axum::body::Bytes;
use axum::extract::Query;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::identity::{self, Knock};
use xianban_kernel::{PhoneNumber, Problem};

use crate::door::carried::hand_back;
use crate::sent;
use crate::visitor::Visitor;

/// `/login`: phone, then the code that came by SMS. Fields: `phone`, `sms`, `next`. While no code is
/// on its way the form only asks for the phone.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/login.html")]
pub struct LoginPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// As typed.
    pub phone: String,
    /// Whether a code is on its way to `phone`.
    pub code_sent: bool,
    /// Path to go back to afterwards; may be empty.
    pub next: String,
    /// A form that was filled in while the session ended, sealed; mostly empty.
    #[serde(skip)]
    pub carried: String,
}

impl Face for LoginPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Where to go after the login.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    #[serde(default)]
    next: String,
}

/// The form as sent: first for a code, then with it.
#[derive(Clone, Debug, Default, Deserialize, utoipa::ToSchema)]
pub(crate) struct LoginForm {
    #[serde(default)]
    phone: String,
    #[serde(default)]
    sms: String,
    #[serde(default)]
    next: String,
    #[serde(default)]
    step: String,
    #[serde(default)]
    carried: String,
}

/// The form.
pub(crate) async fn form(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    visitor.shows(Ok(page(
        &visitor,
        &LoginForm { next: asked.next, ..LoginForm::default() },
        false,
    )))
}

/// The form, for somebody whose session ended while he filled in another one.
pub(crate) fn carrying(visitor: &Visitor, next: String, carried: String) -> Response {
    let page = page(visitor, &LoginForm { next, carried, ..LoginForm::default() }, false);
    visitor.finish(visitor.reply.page_with(StatusCode::UNAUTHORIZED, &page))
}

/// Sends a code, or lets in.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<LoginForm>("POST /login", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let wants_code = form.step == "code" || form.sms.trim().is_empty();
    let done = async {
        visitor.check_form(&sent.csrf)?;
        if wants_code {
            ask_code(&visitor, &form.phone).await.map(|()| None)
        } else {
            let_in(&visitor, &form.phone, &form.sms).await.map(Some)
        }
    };
    match done.await {
        Ok(None) => visitor.shows(Ok(page(&visitor, &form, true))),
        Ok(Some(session)) => {
            let next = if form.next.starts_with('/') && !form.next.starts_with("//") {
                form.next.clone()
            } else {
                "/me".to_owned()
            };
            let response = visitor.goes_on(Ok(next));
            let mut answer = visitor.logged_in(&session, response);
            hand_back(&visitor, &form.carried, session.token.reveal(), &mut answer);
            answer
        }
        Err(problem) => mend(&visitor, &form, !wants_code, &problem),
    }
}

fn mend(visitor: &Visitor, form: &LoginForm, code_sent: bool, problem: &Problem) -> Response {
    let mut page = page(visitor, form, code_sent);
    page.faults = Faults::from(problem).renamed("code", "sms");
    if page.faults.is_empty() {
        return visitor.problem(problem);
    }
    visitor.finish(visitor.reply.form(&page, &page.frame, problem))
}

/// Sends a code to a phone.
pub(crate) async fn ask_code(visitor: &Visitor, phone: &str) -> Result<(), Problem> {
    let phone = read_phone(phone)?;
    visitor.knocks(Knock::Code).await?;
    let office = &visitor.site.office;
    office.write(&visitor.cx, move |work| identity::request_code(work, &phone)).await
}

/// Opens a session for a phone and its code.
pub(crate) async fn let_in(
    visitor: &Visitor,
    phone: &str,
    code: &str,
) -> Result<identity::NewSession, Problem> {
    let (phone, code, device) = (read_phone(phone)?, code.trim().to_owned(), visitor.device());
    visitor.knocks(Knock::Login).await?;
    visitor.knocks_as(Knock::LoginOfOne, phone.reveal().to_owned()).await?;
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        identity::log_in(work, &phone, &code, &device)
    };
    visitor.site.office.write(&visitor.cx, verb).await?.settle()
}

fn read_phone(text: &str) -> Result<PhoneNumber, Problem> {
    PhoneNumber::parse(text).map_err(|fault| Problem::fault("phone", fault.said()))
}

fn page(visitor: &Visitor, form: &LoginForm, code_sent: bool) -> LoginPage {
    let (phone, next, carried) = (form.phone.clone(), form.next.clone(), form.carried.clone());
    let (frame, faults) = (visitor.frame("me"), Faults::default());
    LoginPage { frame, faults, phone, code_sent, next, carried }
}

/// Ends the session.
pub(crate) async fn log_out(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<LoginForm>("POST /logout", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        if let Some(session) = &visitor.session {
            let id = session.id;
            visitor.site.office.write(&visitor.cx, move |work| identity::log_out(work, id)).await?;
        }
        Ok(if visitor.cx.actor.staff().is_some() { "/c/login" } else { "/" }.to_owned())
    };
    let to = done.await;
    visitor.logged_out(visitor.goes_on(to))
}
