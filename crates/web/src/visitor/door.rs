//! How a visitor is counted at the door, and what makes his device known there.

use axum::http::header;
use axum::response::Response;
use xianban_domain::identity::{self, Gate, Knock, Ticket, Whom};
use xianban_domain::office::Work;
use xianban_kernel::{Actor, Problem};

use super::Visitor;
use super::device::DEVICE;
use crate::bearer::{bearer, bearer_of};
use crate::frame::cookies::{cookie, keep};

/// The cookie with the ticket of whoever waits.
const WAITED: &str = "waited";
/// So long a browser keeps a device known: more it does not take.
const DEVICE_KEPT: u32 = 400 * 24 * 3600;
/// A ticket is no good for longer.
const TICKET_KEPT: u32 = 600;

/// How somebody came through the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Came {
    /// On a device known to the owner.
    Known,
    /// From anywhere else.
    Unknown,
}

impl Visitor {
    /// Counts a try from his network address; too many are refused.
    pub async fn knocks(&self, what: Knock) -> Result<(), Problem> {
        let whose = self.counted.clone();
        let verb = move |work: &mut Work<'_, '_>| identity::knock(work, what, &whose);
        self.site.office.write(&self.cx, verb).await
    }

    /// Counts a try to get in as somebody. A device known to him passes; where many try, a stranger
    /// waits first: [`Problem::Wait`], and his browser keeps the ticket to go on with. Answers where he
    /// stands in line for what follows.
    pub(crate) async fn comes(&self, what: Knock, whom: Whom) -> Result<Came, Problem> {
        let name = self.site.reached.cookie_name(WAITED);
        let ticket = cookie(&self.headers, &name).map(|ticket| Ticket(ticket.to_owned()));
        let verb =
            move |work: &mut Work<'_, '_>| identity::come(work, what, &whom, ticket.as_ref());
        match self.site.office.write(&self.cx, verb).await? {
            Gate::Open { known: true } => Ok(Came::Known),
            Gate::Open { known: false } => Ok(Came::Unknown),
            Gate::Shut { seconds } => Err(Problem::TooMany { retry_after: seconds }),
            Gate::Wait { seconds, ticket } => {
                if let Ok(mut waits) = self.waits_with.lock() {
                    *waits = Some(ticket);
                }
                Err(Problem::Wait { retry_after: seconds })
            }
        }
    }

    /// Checks or hashes passwords when it is his turn: the one place where that is done.
    pub(crate) async fn hashes<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        self.site.hashing.take(&self.holder(), 1, work).await?
    }

    /// The same for somebody who came through the gate in this way.
    pub(crate) async fn hashes_for<T: Send + 'static>(
        &self,
        came: Came,
        work: impl FnOnce() -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        match came {
            Came::Known => self.site.hashing_known.take(&self.holder(), 1, work).await?,
            Came::Unknown => self.hashes(work).await,
        }
    }

    /// One browser, one session: whoever logs in where somebody is logged in ends that session.
    pub(crate) async fn ends_the_session_before(&self) -> Result<(), Problem> {
        let Some(id) = self.session.as_ref().map(|session| session.id) else { return Ok(()) };
        self.site.office.write(&self.cx, move |work| identity::log_out(work, id)).await
    }

    /// The system that bears this token; a token nobody has is refused, not taken for a guest. With a
    /// session's cookie beside it nobody could say who acts.
    pub(super) async fn token_bearer(&self) -> Result<Actor, Problem> {
        if self.session_cookie().is_some() {
            let said = "这次请求同时带了登录状态和令牌，分不清是谁在办，没有处理。请只带令牌再试。";
            return Err(Problem::refused("two_identities", said));
        }
        let told = self.headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = told.and_then(bearer).ok_or(Problem::LoginNeeded)?;
        bearer_of(&self.site, &self.cx, token).await
    }

    pub(super) fn gives_the_ticket(&self, response: &mut Response) {
        let Some(Ticket(ticket)) = self.waits_with.lock().ok().and_then(|mut waits| waits.take())
        else {
            return;
        };
        let name = self.site.reached.cookie_name(WAITED);
        keep(
            response,
            &format!("{name}={ticket}; Path=/; Max-Age={TICKET_KEPT}; HttpOnly; SameSite=Lax"),
        );
    }

    /// From now on this device is known to whoever has just logged in on it.
    pub(super) fn keeps_the_device(&self, response: &mut Response) {
        let (name, device) = (self.site.reached.cookie_name(DEVICE), self.device.reveal());
        keep(
            response,
            &format!("{name}={device}; Path=/; Max-Age={DEVICE_KEPT}; HttpOnly; SameSite=Lax"),
        );
    }
}
