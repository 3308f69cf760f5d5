use askama::Template;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::appeals as domain;
use xianban_domain::identity::{self, IdentityView, PersonName};
use xianban_domain::office::Work;
use xianban_kernel::{Actor, Page, PageSize, PhoneNumber, Problem};

use crate::frame::device::SessionLine;
use crate::frame::{Face, Faults, Flash, Frame, Stamp, Tone};
use crate::query::Query;
use crate::sent;
use crate::visitor::Visitor;

/// `/me/account`: how one is addressed (`name`), where one is logged in, who looked at one's name
/// and number, and the end of the account (`sure`).
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "resident/account.html")]
#[schema(as = OwnAccountPage)]
pub struct AccountPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The phone, masked.
    pub phone: String,
    /// How one wants to be addressed; may be empty.
    pub name: String,
    /// Devices logged in, newest first.
    pub sessions: Vec<SessionLine>,
    /// Who looked, newest first.
    pub views: Vec<View>,
    /// Where earlier looks are.
    pub next: Option<String>,
    /// Own matters that are not yet ended.
    pub open: u64,
}

/// One look at one's name and number in clear.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = IdentityLook)]
pub struct View {
    /// When.
    pub at: Stamp,
    /// Who looked.
    pub staff: String,
    /// Why, in his words; may be empty.
    pub reason: String,
}

impl Face for AccountPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// Where the last page of looks ended.
#[derive(Debug, Default, Deserialize, utoipa::ToSchema)]
#[schema(as = ViewsAsked)]
pub(crate) struct Asked {
    after: Option<String>,
}

/// The page.
pub(crate) async fn show(visitor: Visitor, Query(asked): Query<Asked>) -> Response {
    let page = page(&visitor, asked.after).await;
    visitor.shows(page)
}

/// How one wants to be addressed, as sent.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct NameForm {
    name: String,
}

/// Keeps how one wants to be addressed.
pub(crate) async fn rename(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<NameForm>("POST /me/name", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let name: PersonName = sent.form.name.parse()?;
        let verb = move |work: &mut Work<'_, '_>| identity::name_oneself(work, &name);
        visitor.site.office.write(&visitor.cx, verb).await
    };
    let done = done.await.map(|()| "称呼改好了，下次提诉求会用它。");
    answered(&visitor, done).await
}

/// The wish to end the account, as sent.
#[derive(Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct EndForm {
    sure: String,
}

/// Forgets the person: phone, name, sessions and what was typed and not sent. Appeals stay under
/// their numbers.
pub(crate) async fn forget(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<EndForm>("POST /me/forget", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let Actor::Resident(person) = visitor.cx.actor else { return Err(Problem::LoginNeeded) };
        if sent.form.sure.is_empty() {
            return Err(Problem::fault("sure", "请先勾选“我明白，请注销”。"));
        }
        let verb = move |work: &mut Work<'_, '_>| identity::erase_person(work, person);
        visitor.site.office.write(&visitor.cx, verb).await?;
        visitor.forgets_all().await
    };
    match done.await {
        Ok(()) => visitor.logged_out(visitor.goes_on(Ok("/forgotten".to_owned()))),
        Err(problem) => answered(&visitor, Err(problem)).await,
    }
}

async fn answered(visitor: &Visitor, done: Result<&'static str, Problem>) -> Response {
    let mut page = match page(visitor, None).await {
        Ok(page) => page,
        Err(problem) => return visitor.problem(&problem),
    };
    match done {
        Ok(said) => {
            page.frame.flash = Some(Flash { tone: Tone::Good, said: said.to_owned() });
            visitor.shows(Ok(page))
        }
        Err(problem) => {
            page.faults = Faults::from(&problem);
            if page.faults.is_empty() {
                return visitor.problem(&problem);
            }
            visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
        }
    }
}

async fn page(visitor: &Visitor, after: Option<String>) -> Result<AccountPage, Problem> {
    visitor.must_be_resident()?;
    let read = move |work: &mut Work<'_, '_>| {
        let own = identity::own_identity(work)?;
        let sessions = identity::own_sessions(work)?;
        let views = identity::own_views(work, after.as_deref(), PageSize::new(20))?;
        let (open, _) = domain::own_count(work, 100)?;
        Ok((own, sessions, views, open))
    };
    let (own, sessions, views, open) = visitor.site.office.read(&visitor.cx, read).await?;
    let (here, now) = (visitor.session.as_ref().map(|session| session.id), visitor.cx.at);
    let Page { rows: views, next } = views;
    let view = |view: IdentityView| View {
        at: Stamp::new(view.at, now),
        staff: view.staff,
        reason: view.reason.unwrap_or_default(),
    };
    let phone = PhoneNumber::parse(&own.phone);
    Ok(AccountPage {
        frame: visitor.frame("me"),
        faults: Faults::default(),
        phone: phone.map_or_else(|_| String::new(), |phone| phone.masked()),
        name: own.name.unwrap_or_default(),
        sessions: sessions.iter().map(|row| SessionLine::new(row, here, now)).collect(),
        views: views.into_iter().map(view).collect(),
        next: next.map(|after| format!("/me/account?after={after}")),
        open,
    })
}
