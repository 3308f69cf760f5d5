use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};
use crate::query::Query;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::identity::{self, CodeFor, Knock, Whom};
use xianban_kernel::{PhoneNumber, Problem};

use super::code::{CodeTold, GOOD_FOR, ask_code, read_phone};
use crate::door::carried::hand_back;
use crate::next::after_login;
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
    /// What became of asking for a code; empty when none was asked for.
    pub code_said: String,
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
#[derive(Clone, Debug, Default, Serialize, Deserialize, utoipa::ToSchema)]
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

/// Under what the form is kept while its code is good.
const KEPT: &str = "login";

/// What was typed, and what became of asking for a code.
#[derive(Serialize, Deserialize)]
struct Asking {
    form: LoginForm,
    told: CodeTold,
}

/// The form; while a code is good, with the phone it went to.
pub(crate) async fn form(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let fresh = LoginForm { next: asked.next, ..LoginForm::default() };
    let shown = match visitor.kept::<Asking>(KEPT, GOOD_FOR).await {
        Ok(Some(Asking { form, told })) if form.next == fresh.next => {
            page(&visitor, &form, &told.said)
        }
        Ok(_) => page(&visitor, &fresh, ""),
        Err(problem) => return visitor.problem(&problem),
    };
    visitor.shows(Ok(shown))
}

/// The form, for somebody whose session ended while he filled in another one.
pub(crate) fn carrying(visitor: &Visitor, next: String, carried: String) -> Response {
    let page = page(visitor, &LoginForm { next, carried, ..LoginForm::default() }, "");
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
            let told = ask_code(&visitor, read_phone(&form.phone)?, CodeFor::Login).await?;
            asked(&visitor, &form, told).await.map(Err)
        } else {
            let session = let_in(&visitor, read_phone(&form.phone)?, &form.sms).await?;
            visitor.forgets(KEPT).await?;
            Ok(Ok(session))
        }
    };
    match done.await {
        Ok(Err(response)) => response,
        Ok(Ok(session)) => {
            let next = after_login(&form.next, "/me", "/");
            let response = visitor.goes_on(Ok(next));
            let mut answer = visitor.logged_in(&session, response);
            hand_back(&visitor, &form.carried, session.token.reveal(), &mut answer);
            answer
        }
        Err(problem) => mend(&visitor, &form, !wants_code, &problem),
    }
}

/// Leads on to the field for the code, where a refresh asks for no other one.
async fn asked(visitor: &Visitor, form: &LoginForm, told: CodeTold) -> Result<Response, Problem> {
    let form = LoginForm { sms: String::new(), step: String::new(), ..form.clone() };
    let asking = Asking { form, told };
    if visitor.keeps(KEPT, &asking).await? {
        let next = serde_urlencoded::to_string([("next", asking.form.next.as_str())]);
        let next = next.map_err(|wrong| Problem::broken(wrong.to_string()))?;
        return Ok(visitor.goes_on(Ok(format!("/login?{next}#f-sms"))));
    }
    Ok(visitor.shows(Ok(page(visitor, &asking.form, &asking.told.said))))
}

fn mend(visitor: &Visitor, form: &LoginForm, code_sent: bool, problem: &Problem) -> Response {
    let mut page = page(visitor, form, "");
    page.code_sent = code_sent;
    let problem = &problem.clone().renamed(&["code"], "sms");
    page.faults = Faults::from(problem);
    if page.faults.is_empty() {
        return visitor.problem(problem);
    }
    visitor.finish(visitor.reply.form(&page, &page.frame, problem))
}

/// Opens a session for a phone and its code.
pub(crate) async fn let_in(
    visitor: &Visitor,
    phone: PhoneNumber,
    code: &str,
) -> Result<identity::NewSession, Problem> {
    let (code, device) = (code.trim().to_owned(), visitor.device());
    visitor.comes(Knock::Login, Whom::Phone(phone.clone())).await?;
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        identity::log_in(work, &phone, &code, &device)
    };
    let opened = visitor.site.office.write(&visitor.cx, verb).await?.settle()?;
    visitor.ends_the_session_before().await?;
    Ok(opened)
}

fn page(visitor: &Visitor, form: &LoginForm, code_said: &str) -> LoginPage {
    let (phone, next, carried) = (form.phone.clone(), form.next.clone(), form.carried.clone());
    let (frame, faults) = (visitor.frame("me"), Faults::default());
    let (code_sent, code_said) = (!code_said.is_empty(), code_said.to_owned());
    LoginPage { frame, faults, phone, code_sent, code_said, next, carried }
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
        visitor.forgets_all().await?;
        Ok(if visitor.cx.actor.staff().is_some() { "/c/login" } else { "/" }.to_owned())
    };
    let to = done.await;
    visitor.logged_out(visitor.goes_on(to))
}
