use askama::Template;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, Attempt, Lockout, Password, SessionId, Username};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::{Actor, Problem, Seed};

use super::absence::Away;
use super::desk;
use crate::frame::device::SessionLine;
use crate::frame::{Face, Faults, Flash, Frame, Tone};
use crate::sent;
use crate::visitor::Visitor;

/// `/c/me`: posts held, devices logged in, logout everywhere, a new password (`current`,
/// `password`, `again`).
#[derive(Template, Serialize, utoipa::ToSchema)]
#[template(path = "console/account.html")]
pub struct AccountPage {
    /// The frame.
    #[serde(skip)]
    pub frame: Frame,
    /// What was wrong with the last try.
    #[serde(skip)]
    pub faults: Faults,
    /// The person's name.
    pub name: String,
    /// Account name.
    pub account: String,
    /// Posts held, such as 春光山色社区 · 受理员.
    pub posts: Vec<String>,
    /// Devices logged in, newest first.
    pub sessions: Vec<SessionLine>,
    /// Whether a new password has to be chosen before anything else.
    pub must_change: bool,
    /// Who stands in when one is away.
    pub away: Away,
}

impl Face for AccountPage {
    fn status(&self) -> StatusCode {
        if self.faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
    }
}

/// A new password as sent.
#[derive(Clone, Default, Deserialize, utoipa::ToSchema)]
#[serde(default)]
pub(crate) struct PasswordForm {
    current: String,
    password: String,
    again: String,
}

/// One's own account.
pub(crate) async fn show(visitor: Visitor) -> Response {
    let page = page(&visitor).await;
    desk::shows(&visitor, page).await
}

/// Changes the password; every other device is logged out.
pub(crate) async fn change(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let sent = match sent::read::<PasswordForm>("POST /c/me/password", &headers, &body) {
        Ok(sent) => sent,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    let done = match visitor.check_form(&sent.csrf) {
        Ok(()) => renew(&visitor, sent.form).await,
        Err(problem) => Err(problem),
    };
    let page = match page(&visitor).await {
        Ok(page) => page,
        Err(problem) => return desk::problem(&visitor, &problem).await,
    };
    answered(&visitor, page, done).await
}

async fn answered(visitor: &Visitor, mut page: AccountPage, done: Result<(), Problem>) -> Response {
    let Err(problem) = done else {
        let said = "密码改好了，其他设备都已退出。".to_owned();
        page.frame.flash = Some(Flash { tone: Tone::Good, said });
        page.must_change = false;
        return visitor.shows(Ok(page));
    };
    page.faults = Faults::from(&problem);
    if page.faults.is_empty() {
        return desk::problem(visitor, &problem).await;
    }
    visitor.finish(visitor.reply.form(&page, &page.frame, &problem))
}

/// Checks the present password and hashes the new one between a read and a write.
async fn renew(visitor: &Visitor, form: PasswordForm) -> Result<(), Problem> {
    let keep = visitor.session.as_ref().ok_or(Problem::LoginNeeded)?.id;
    if form.password != form.again {
        return Err(Problem::fault("again", "两次输入的新密码不一样。"));
    }
    if form.password == form.current {
        return Err(Problem::fault("password", "新密码不能和现在的一样。"));
    }
    let office = &visitor.site.office;
    let read = |work: &mut Work<'_, '_>| {
        let account = identity::own_account(work)?.account;
        Ok((identity::own_login_target(work)?, account.username.parse::<Username>()?))
    };
    let (target, username) = office.read(&visitor.cx, read).await?;
    let slow = move || {
        let new = Password::new(&form.password, &username)?.hash(&mut Seed::fresh().draw())?;
        Ok::<_, Problem>((target.check(&form.current)?, new))
    };
    let (checked, new) = visitor.hashes(slow).await?;
    let verb = move |work: &mut Work<'_, '_>| {
        identity::change_password(work, &checked, &new, Lockout::USUAL, keep)
    };
    office.write(&visitor.cx, verb).await.and_then(Attempt::settle)
}

/// Ends one of one's own sessions, staff's or resident's; a stranger's does not exist.
pub(crate) async fn end(
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let done = async {
        let sent = sent::read::<serde::de::IgnoredAny>("POST /sessions/end", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let id = SessionId::parse(&id).ok_or(Problem::NotFound)?;
        visitor.site.office.write(&visitor.cx, move |work| identity::revoke_own(work, id)).await?;
        Ok(home(&visitor).to_owned())
    };
    match done.await {
        Err(problem) => desk::problem(&visitor, &problem).await,
        to => visitor.goes_on(to),
    }
}

/// Ends all of one's own sessions, this one too.
pub(crate) async fn end_all(visitor: Visitor, headers: HeaderMap, body: Bytes) -> Response {
    let done = async {
        let sent = sent::read::<serde::de::IgnoredAny>("POST /logout/everywhere", &headers, &body)?;
        visitor.check_form(&sent.csrf)?;
        let verb = |work: &mut Work<'_, '_>| identity::revoke_sessions(work, None);
        visitor.site.office.write(&visitor.cx, verb).await?;
        Ok(if visitor.cx.actor.staff().is_some() { "/c/login" } else { "/" }.to_owned())
    };
    match done.await {
        Err(problem) => desk::problem(&visitor, &problem).await,
        to => visitor.logged_out(visitor.goes_on(to)),
    }
}

/// Where one's sessions are listed.
const fn home(visitor: &Visitor) -> &'static str {
    if matches!(visitor.cx.actor, Actor::Staff(_)) { "/c/me" } else { "/me/account" }
}

pub(super) async fn page(visitor: &Visitor) -> Result<AccountPage, Problem> {
    let frame = desk::frame(visitor, "me").await?;
    let read = |work: &mut Work<'_, '_>| {
        let own = identity::own_account(work)?;
        let mut posts = Vec::with_capacity(own.posts.len());
        for post in own.posts.iter() {
            posts.push((unit(work.tx, post.unit)?.name, post.role.clone()));
        }
        let away = Away::read(work, work.cx.at)?;
        Ok((own.account, posts, identity::own_sessions(work)?, away))
    };
    let (account, posts, sessions, away) = visitor.site.office.read(&visitor.cx, read).await?;
    let rules = &visitor.site.office.rules_at(visitor.cx.at).rules;
    let post = |(unit, role): (String, xianban_kernel::Role)| {
        let role = rules.role(&role).map_or_else(String::new, |rule| rule.name.clone());
        format!("{unit} · {role}")
    };
    let (here, now) = (visitor.session.as_ref().map(|session| session.id), visitor.cx.at);
    Ok(AccountPage {
        frame,
        faults: Faults::default(),
        name: account.name,
        account: account.username,
        posts: posts.into_iter().map(post).collect(),
        sessions: sessions.iter().map(|row| SessionLine::new(row, here, now)).collect(),
        must_change: account.must_change,
        away,
    })
}
