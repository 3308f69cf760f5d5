use askama::Template;
use axum::http::StatusCode;
use serde::Serialize;

use crate::frame::{Face, Faults, Frame};
use crate::query::Query;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Deserialize;
use xianban_domain::identity::{self, Entered, Knock, Lockout, Whom};
use xianban_kernel::Problem;

use super::entered::entered;
use super::login_code::CodePage;
use crate::sent;
use crate::visitor::Visitor;

/// `/c/login`: account and password. Fields: `account`, `password`, `next`.
#[derive(Template, Serialize, utoipa::ToSchema)]
#[schema(as = StaffLoginPage)]
#[template(path = "console/login.html")]
pub struct LoginPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try; never says whether the account exists.
    #[serde(skip)]
    pub faults: Faults,
    /// Why the last try was not looked at; mostly empty.
    #[serde(skip)]
    pub held_up: String,
    /// As typed.
    pub account: String,
    /// Path to go back to afterwards; may be empty.
    pub next: String,
    /// A form that was filled in while the session ended, sealed; mostly empty.
    #[serde(skip)]
    pub carried: String,
    /// Demo accounts and their roles, shown only in the demo.
    pub demo: Vec<DemoAccount>,
}

/// An account of the demo.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct DemoAccount {
    /// Its account name.
    pub account: String,
    /// Its role at its unit.
    pub role: String,
    /// Its password.
    pub password: String,
}

impl Face for LoginPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// The form as sent.
#[derive(Clone, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = StaffLoginForm)]
#[serde(default)]
pub(crate) struct LoginForm {
    account: String,
    password: String,
    next: String,
    carried: String,
}

/// The form.
pub(crate) async fn form(visitor: Visitor, Query(asked): Query<LoginForm>) -> Response {
    let next = asked.next;
    visitor.shows(Ok(page(&visitor, &LoginForm { next, ..LoginForm::default() })))
}

/// The form, for somebody whose session ended while he filled in another one.
pub(crate) fn carrying(visitor: &Visitor, next: String, carried: String) -> Response {
    let page = page(visitor, &LoginForm { next, carried, ..LoginForm::default() });
    visitor.finish(visitor.reply.page_with(StatusCode::UNAUTHORIZED, &page))
}

/// Lets staff in by password.
pub(crate) async fn send(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<LoginForm>("POST /c/login", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return visitor.problem(&problem),
    };
    let form = sent.form;
    let done = async {
        visitor.check_form(&sent.csrf)?;
        let_in(&visitor, &form).await
    };
    match done.await {
        Ok(Entered::In(session)) => entered(&visitor, &session, &form.next, &form.carried),
        Ok(Entered::Half(half)) => {
            visitor.shows(Ok(CodePage::new(&visitor, half, form.next, form.carried)))
        }
        Err(problem) => {
            let mut page = page(&visitor, &form);
            match &problem {
                Problem::Faults(faults) => page.faults = Faults::from(faults.clone()),
                other => page.held_up = format!("{}密码请再填一次。", other.said()),
            }
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
    }
}

/// Checks the password between a read and a write, away from both and from the other requests.
async fn let_in(visitor: &Visitor, form: &LoginForm) -> Result<Entered, Problem> {
    let (account, typed, device) = (form.account.clone(), form.password.clone(), visitor.device());
    let came = visitor.comes(Knock::Login, Whom::Account(account.clone())).await?;
    let office = &visitor.site.office;
    let target =
        office.read(&visitor.cx, move |work| identity::login_target(work, &account)).await?;
    let checked = visitor.hashes_for(came, move || target.check(&typed)).await?;
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        identity::log_in_staff(work, &checked, Lockout::USUAL, &device)
    };
    let opened = office.write(&visitor.cx, verb).await?.settle()?;
    visitor.ends_the_session_before().await?;
    Ok(opened)
}

fn page(visitor: &Visitor, form: &LoginForm) -> LoginPage {
    let (account, next) = (form.account.clone(), form.next.clone());
    let (frame, faults, carried) = (visitor.frame(""), Faults::default(), form.carried.clone());
    let (held_up, demo) = (String::new(), Vec::new());
    LoginPage { frame, faults, held_up, account, next, carried, demo }
}
