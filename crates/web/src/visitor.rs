//! Who is asking, and how he wants to be answered: taken from the request before any handler runs.

mod device;
mod door;
mod onward;

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use xianban_domain::files::Stager;
use xianban_domain::identity::{self, NewSession, SessionView, Ticket, Token};
use xianban_domain::office::Work;
use xianban_kernel::{Actor, Context, Problem, Seed, Whence};

use crate::did;
use crate::door::Admission;
use crate::door::posted::Framed;
use crate::frame::cookies::{cookie, keep};
use crate::frame::problem::NotNow;
use crate::frame::{Call, Elder, Frame, Reply, Who, csrf};
use crate::refusal;
use crate::shares::Holder;
use crate::site::Site;

/// The cookie that holds a session's token.
const SESSION: &str = "session";
/// The cookie that ties a guest's forms to his browser.
const GUEST: &str = "guest";

/// Laid into a request by whoever holds its connection: set once somebody logged in asked on it.
#[derive(Clone, Debug)]
pub struct Known(pub Arc<AtomicBool>);

/// Who is asking.
pub struct Visitor {
    /// The site he came to.
    pub site: Site,
    /// Actor, time and seed of this request.
    pub cx: Context,
    /// How he wants the answer.
    pub reply: Reply,
    /// His session, when logged in.
    pub session: Option<SessionView>,
    /// Whether a bearer token says who he is.
    bears_token: bool,
    headers: HeaderMap,
    /// As whom the door counts him.
    counted: String,
    guest: String,
    guest_is_new: bool,
    /// What a login leaves on this device; sent only then.
    device: Token,
    /// What he is given to wait with.
    waits_with: Mutex<Option<Ticket>>,
    /// What ties forms to a session that this very request opened.
    entered: Option<String>,
    elder: Elder,
    path: String,
}

/// What has to be done before anything else.
#[derive(Clone, Copy, Debug)]
enum First {
    /// Choose a password of one's own.
    Password,
    /// Set up the second factor that the rules demand.
    Factor,
}

impl FromRequestParts<Site> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let known = parts.extensions.get::<Met>().and_then(Met::take);
        let (visitor, welcome) = match known {
            Some(met) => met,
            None => Self::met(parts, site).await,
        };
        welcome.map_err(|problem| visitor.problem(&problem))?;
        match visitor.owes_first() {
            Some(first) => Err(visitor.sent_to(first)),
            None => Ok(visitor),
        }
    }
}

/// A visitor whom a layer has met already, for the handler behind it.
#[derive(Clone)]
pub(crate) struct Met(Arc<Mutex<Option<Welcomed>>>);

/// A visitor, and whether the door lets him in.
type Welcomed = (Visitor, Result<(), Problem>);

impl Met {
    pub(crate) fn new(visitor: Visitor, welcome: Result<(), Problem>) -> Self {
        Self(Arc::new(Mutex::new(Some((visitor, welcome)))))
    }

    fn take(&self) -> Option<Welcomed> {
        self.0.lock().ok()?.take()
    }
}

impl Visitor {
    /// Who comes with this request, and whether the door lets him in.
    pub(crate) async fn met(parts: &mut Parts, site: &Site) -> (Self, Result<(), Problem>) {
        let headers = parts.headers.clone();
        let counted = site.reached.counted(&parts.extensions, &headers);
        let known = cookie(&headers, &site.reached.cookie_name(GUEST))
            .filter(|guest| guest.len() == 32)
            .map(str::to_owned);
        let drawn = || hex::encode(Seed::fresh().draw().bytes::<16>());
        let guest_is_new = known.is_none();
        let guest = known.unwrap_or_else(drawn);
        let device = device::device(&headers, &site.reached.cookie_name(device::DEVICE));
        let keys = &site.office.keys;
        let cx = Context::new(Actor::Guest, site.clock.now(), Seed::fresh()).coming_from(Whence {
            address: counted.clone(),
            browser: Some(keys.fingerprint("door.browser", guest.as_bytes())),
            device: Some(keys.fingerprint("device", device.reveal().as_bytes())),
        });
        let mut visitor = Self {
            site: site.clone(),
            cx,
            reply: Reply::of(&headers),
            session: None,
            bears_token: headers.contains_key(header::AUTHORIZATION),
            guest_is_new,
            device,
            waits_with: Mutex::default(),
            entered: None,
            counted,
            guest,
            elder: Elder::of(parts.uri.query(), &headers),
            path: parts.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            headers,
        };
        let admission = parts.extensions.get::<Admission>().cloned();
        let known = visitor.recognise().await;
        if let (Some(Known(known)), true) =
            (parts.extensions.get(), visitor.cx.actor != Actor::Guest)
        {
            known.store(true, Ordering::Relaxed);
        }
        let welcome = known.and_then(|()| {
            let rules = visitor.site.office.rules_at(visitor.cx.at).rules;
            admission.map_or(Ok(()), |admission| admission.admit(&visitor.cx.actor, &rules))
        });
        (visitor, welcome)
    }

    /// Goes on as whoever has just logged in by this very form.
    pub fn enter(&mut self, opened: &NewSession) {
        self.cx = self.cx.acting_as(opened.actor.clone());
        self.entered = Some(opened.csrf.field());
    }

    /// Finds the system behind the token, or the session behind the cookie; an ended one is a guest.
    async fn recognise(&mut self) -> Result<(), Problem> {
        if self.bears_token {
            self.reply = Reply::to_a_program();
            let actor = self.token_bearer().await?;
            self.cx = self.cx.acting_as(actor);
            return Ok(());
        }
        let Some(token) = self.session_cookie().map(str::to_owned) else { return Ok(()) };
        let found =
            self.site.office.read(&self.cx, move |work| identity::find_session(work, &token));
        let Some(session) = found.await? else { return Ok(()) };
        self.cx = self.cx.acting_as(session.actor.clone());
        if session.is_due(self.cx.at) {
            let id = session.id;
            let touch = move |work: &mut Work<'_, '_>| identity::touch_session(work, id);
            // Whoever only reads need not wait until the database writes again.
            if let Err(problem) = self.site.office.write(&self.cx, touch).await {
                tracing::warn!(request = %self.cx.request, %problem, "a session was not prolonged");
            }
        }
        self.session = Some(session);
        Ok(())
    }

    fn session_cookie(&self) -> Option<&str> {
        cookie(&self.headers, &self.site.reached.cookie_name(SESSION))
    }

    /// Whether he was logged in when he opened the page before, and is not any more.
    pub(crate) fn session_has_ended(&self) -> bool {
        self.session.is_none() && self.session_cookie().is_some_and(|token| !token.is_empty())
    }

    /// What has to be done before this page may be opened.
    fn owes_first(&self) -> Option<First> {
        let path = self.path.split('?').next().unwrap_or_default();
        if ["/c/me", "/c/me/password", "/c/logout", "/c/logout/everywhere"].contains(&path) {
            return None;
        }
        let session = self.session.as_ref()?;
        if session.must_change {
            return Some(First::Password);
        }
        (session.must_enrol && path != "/c/me/factor").then_some(First::Factor)
    }

    fn sent_to(&self, first: First) -> Response {
        let (to, code, said) = match first {
            First::Password => ("/c/me", "must_change", "这个账号要先换成自己的密码，再开始工作。"),
            First::Factor => ("/c/me/factor", "must_enrol", "这个岗位要先设置动态码，再开始工作。"),
        };
        if !self.reply.is_json() {
            return self.goes_on(Ok(to.to_owned()));
        }
        self.problem(&Problem::refused(code, said))
    }

    /// The frame of a page, at this place of the navigation.
    pub fn frame(&self, here: &'static str) -> Frame {
        let mut draw = Seed::fresh().draw();
        let brand = self.site.brand();
        let call = Call { who: brand.community.clone(), phone: brand.phone.clone() };
        Frame {
            brand,
            elder: self.elder,
            csrf: csrf::token(self.secret().as_bytes(), &mut draw),
            key: hex::encode(draw.bytes::<16>()),
            who: self.who(),
            here,
            path: self.path.clone(),
            flash: did::flash(&self.path),
            request: self.cx.request.to_string(),
            origin: self.origin(),
            most: self.site.most(),
            call: Some(call),
            making: self.site.making.said(),
            desk: None,
        }
    }

    fn who(&self) -> Option<Who> {
        match &self.cx.actor {
            Actor::Resident(_) => {
                let phone = self.session.as_ref().and_then(|session| session.phone.clone());
                // Who has logged in by this very form has no session yet.
                let name = phone.unwrap_or_else(|| "已登录".to_owned());
                Some(Who { name, role: String::new() })
            }
            Actor::Staff(staff) => Some(Who { name: staff.name.to_string(), role: String::new() }),
            _ => None,
        }
    }

    /// Refuses a form that did not come from one of our pages. A bearer token is no cookie: no
    /// foreign page can make a browser send it.
    pub fn check_form(&self, token: &str) -> Result<(), Problem> {
        if self.bears_token {
            return Ok(());
        }
        csrf::check(self.secret().as_bytes(), token, &self.headers)
    }

    /// A problem, as this visitor reads it.
    pub fn problem(&self, problem: &Problem) -> Response {
        let problem = self.as_far_as_known(problem);
        self.finish(refusal::answer(&self.reply, &self.frame(""), &problem))
    }

    /// After a commit in doubt nobody may say that nothing was done.
    fn as_far_as_known(&self, problem: &Problem) -> Problem {
        match problem {
            Problem::Busy | Problem::Unavailable { .. } if self.cx.is_in_doubt() => {
                Problem::Unknown { logged: problem.to_string() }
            }
            _ => problem.clone(),
        }
    }

    /// Adds what the browser has to keep.
    pub fn finish(&self, mut response: Response) -> Response {
        if let Some(NotNow(problem)) = response.extensions().get::<NotNow>().cloned() {
            let entered = self.entered.is_some();
            response.extensions_mut().insert(NotNow(self.as_far_as_known(&problem)));
            response.extensions_mut().insert(Framed { frame: self.frame(""), entered });
        }
        if self.guest_is_new && !self.bears_token {
            let name = self.site.reached.cookie_name(GUEST);
            let kept = format!("{name}={}; Path=/; HttpOnly; SameSite=Lax", self.guest);
            keep(&mut response, &kept);
        }
        self.gives_the_ticket(&mut response);
        response
    }

    /// Hands out the cookie of a session just opened.
    pub fn logged_in(&self, session: &NewSession, mut response: Response) -> Response {
        let age = (session.expires_at.millis() - self.cx.at.millis()) / 1000;
        let (name, token) = (self.site.reached.cookie_name(SESSION), session.token.reveal());
        keep(
            &mut response,
            &format!("{name}={token}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax"),
        );
        self.keeps_the_device(&mut response);
        self.finish(response)
    }

    /// His cookies as the next request will bring them, in this session.
    pub(crate) fn cookies_with(&self, session: &str) -> String {
        let name = |kept: &str| self.site.reached.cookie_name(kept);
        let own = format!("{}={session}; {}={}", name(SESSION), name(GUEST), self.guest);
        let elder = cookie(&self.headers, "elder").map(|elder| format!("; elder={elder}"));
        own + &elder.unwrap_or_default()
    }

    /// Takes the cookies back: who sits down next is another guest, too.
    pub fn logged_out(&self, mut response: Response) -> Response {
        for name in [SESSION, GUEST].map(|name| self.site.reached.cookie_name(name)) {
            keep(&mut response, &format!("{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
        }
        response
    }

    /// Where this site is reached, such as `https://xianban.example`: as the operator says, else by
    /// what the browser asked for.
    pub fn origin(&self) -> String {
        self.site.reached.origin(&self.headers)
    }

    /// As whom he holds a place among others: by his address, and as himself or this browser.
    pub(crate) fn holder(&self) -> Holder {
        Holder { address: self.counted.clone(), device: self.stager().mark().to_owned() }
    }

    /// The browser, in its own words, for the list of sessions.
    pub fn device(&self) -> String {
        let agent = self.headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
        agent.unwrap_or_default().chars().take(120).collect()
    }

    /// As whom he stages a file.
    pub fn stager(&self) -> Stager {
        Stager::person(&self.cx.actor).unwrap_or_else(|| self.browser())
    }

    /// As whom he may have staged files: himself, and this browser before he logged in.
    pub fn stagers(&self) -> Vec<Stager> {
        Stager::person(&self.cx.actor).into_iter().chain([self.browser()]).collect()
    }

    /// What only this browser knows.
    pub(crate) fn browser_secret(&self) -> &str {
        &self.guest
    }

    fn browser(&self) -> Stager {
        let keys = &self.site.office.keys;
        Stager::browser(keys, &self.guest).coming_from(keys, &self.counted)
    }

    /// What ties forms to this browser.
    fn secret(&self) -> String {
        let known = self.session.as_ref().map(|session| session.csrf.field());
        self.entered.clone().or(known).unwrap_or_else(|| self.guest.clone())
    }
}
