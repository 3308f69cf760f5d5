//! The doors over HTTP, on both engines: the router is called as a browser or program would.

mod bad_bodies;
mod documented;
mod https;
mod knocks;
mod locks;
mod small;
mod once;
mod roles;
mod strangers;
mod unknown;
mod words;
pub(crate) mod world;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Contact, PlaceGiven, Submit};
use xianban_domain::identity::{
    self, Attempt, Lockout, NewService, NewSession, NewStaff, Password, Username, open_sms,
};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::unit_by_code;
use xianban_domain::rules::AppealKind;
use xianban_gateways::objects::Objects;
use xianban_kernel::{Actor, Clock, Post, Problem, Role, Seed};
use xianban_store::{Db, params};
use xianban_testkit::office::{LAOSHAN, demo_office, doing, nine_o_clock};
use xianban_testkit::photos::taken;
use xianban_web::frame::csrf;

/// What the staff of these tests type.
const PASSWORD: &str = "tide-and-lantern";

/// A house with open doors, in the demo district.
pub(crate) struct House {
    office: Office,
    router: Router,
    clock: Clock,
    runtime: Runtime,
    /// Where photos lie.
    pub(crate) objects: std::sync::Arc<dyn Objects>,
}

/// Somebody at the door, with what he carries.
#[derive(Clone, Default)]
pub(crate) struct Caller {
    headers: Vec<(&'static str, String)>,
    actor: Option<Actor>,
}

/// What was answered.
#[derive(Debug)]
struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
}

/// Runs a story at the doors, on each engine.
fn at_the_doors(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| story(&House::opens(db)));
}

impl House {
    pub(crate) fn opens(db: &Db) -> Self {
        Self::reached(db, xianban_web::Reached::default())
    }

    /// A house that people reach in this way.
    fn reached(db: &Db, reached: xianban_web::Reached) -> Self {
        let office = demo_office(db);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let clock = Clock::frozen(nine_o_clock());
        let photos = xianban_web::PhotoDesk::in_memory();
        let objects = photos.objects.clone();
        let site = runtime
            .block_on(xianban_web::Site::open(office.clone(), clock.clone(), photos))
            .unwrap();
        let router = xianban_web::routes(site.reached(reached), std::sync::Arc::new(String::new));
        Self { office, router, clock, runtime, objects }
    }

    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let (office, cx) = (self.office.clone(), doing(actor, 0));
        let seed = cx.seed;
        self.office.db.write_blocking(seed, move |tx| verb(&mut Work::new(tx, &cx, &office)))
    }

    /// A resident, logged in.
    fn resident(&self, phone: &'static str) -> Caller {
        let ask = move |work: &mut Work<'_, '_>| {
            identity::request_code(work, &phone.parse().expect("a phone"), identity::CodeFor::Login)
        };
        self.does(&Actor::Guest, ask).unwrap();
        let sql = "select payload from outbox order by run_at desc, id desc";
        let letter = self.office.db.read_blocking(move |tx| tx.rows(sql, params![])).unwrap();
        let letters = letter.iter().map(|row| row.get::<String>("payload").unwrap());
        let mut sms = letters.filter_map(|letter| open_sms(&self.office.keys, &letter).ok());
        let sms = sms.find(|sms| sms.to == phone.parse().unwrap()).unwrap();
        let digits = sms.text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        let code = digits.unwrap().to_owned();
        let enter = move |work: &mut Work<'_, '_>| {
            identity::log_in(work, &phone.parse().expect("a phone"), &code, "手机")
        };
        Caller::with_session(&self.does(&Actor::Guest, enter).and_then(Attempt::settle).unwrap())
    }

    /// A member of staff with one post, logged in.
    fn staff(&self, name: &'static str, unit: &'static str, role: &'static str) -> Caller {
        let username: Username = name.parse().unwrap();
        let hash = Password::new(PASSWORD, &username).unwrap();
        let hash = hash.hash(&mut Seed::fixed(1).draw()).unwrap();
        let hire = move |work: &mut Work<'_, '_>| {
            let unit = unit_by_code(work.tx, LAOSHAN, unit)?.ok_or(Problem::NotFound)?.id;
            let (username, password) = (name.parse()?, hash.clone());
            let new = NewStaff { username, name: "张伟".into(), password, must_change: false };
            let id = identity::create_staff(work, &new)?;
            let since = work.cx.at;
            identity::grant_post(work, id, &Post { unit, role: Role::new(role) }, since, None)
        };
        self.does(&Actor::System, hire).unwrap();
        let target = self.does(&Actor::Guest, move |work| identity::login_target(work, name));
        let checked = target.unwrap().check(PASSWORD).unwrap();
        let enter = move |work: &mut Work<'_, '_>| {
            identity::log_in_staff(work, &checked, Lockout::USUAL, "电脑")
        };
        let entered = self.does(&Actor::Guest, enter).and_then(Attempt::settle).unwrap();
        Caller::with_session(&entered.session().expect("no code is asked for"))
    }

    /// Another system with these scopes.
    fn system(&self, scopes: &[Action]) -> Caller {
        let scopes = scopes.to_vec();
        let make = move |work: &mut Work<'_, '_>| {
            let new = NewService {
                name: "热线".into(),
                scopes: scopes.iter().map(ToString::to_string).collect(),
                unit: None,
            };
            identity::create_service(work, &new)
        };
        let (_, token) = self.does(&Actor::System, make).unwrap();
        Caller::default().carrying("authorization", format!("Bearer {}", token.reveal()))
    }

    /// Files a matter as somebody; answers its number.
    fn filed_by(&self, caller: &Caller) -> String {
        let form = Submit {
            kind: AppealKind::Livelihood,
            title: String::new(),
            text: "楼道灯坏了三天。".to_owned(),
            place: PlaceGiven::Unknown,
            tile: Some("other".to_owned()),
            contact: Contact::default(),
            public: false,
        };
        let actor = caller.actor.clone().unwrap();
        self.does(&actor, move |work| appeals::submit(work, &form)).unwrap().appeal.no
    }

    /// Files a matter with a photo as somebody; answers its number and the photo's.
    fn filed_with_a_photo(&self, caller: &Caller) -> (String, String) {
        let seal = caller.headers.iter().find(|(name, _)| *name == "x-csrf");
        let typed = [
            ("csrf", seal.unwrap().1.as_str()),
            ("category", "environment"),
            ("text", "楼前绿地被占种菜。"),
            ("place_words", "东侧绿地"),
        ];
        let part = |(name, value): (&str, &str)| {
            format!("--e\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut body = typed.map(part).concat();
        body +=
            "--e\r\ncontent-disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\n\r\n";
        let body = [body.as_bytes(), &taken([180, 90, 60]), b"\r\n--e--\r\n"].concat();
        let request = caller.asks("POST", "/ask/livelihood");
        let request = request.header("content-type", "multipart/form-data; boundary=e");
        let filed = self.sends(request.body(Body::from(body)).unwrap());
        assert_eq!(filed.status, StatusCode::CREATED, "{}", filed.text);
        let no = filed.json()["no"].as_str().unwrap().to_owned();
        let page = self.gets(caller, &format!("/appeals/{no}")).text;
        let photo = page.split_once("\"/files/").expect("a photo on the page").1;
        (no, photo.split(['"', '/']).next().unwrap().to_owned())
    }

    fn sends(&self, request: Request<Body>) -> Answer {
        self.runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (status, headers) = (response.status(), response.headers().clone());
            let body = to_bytes(response.into_body(), 10_000_000).await.unwrap();
            Answer { status, headers, text: String::from_utf8_lossy(&body).into_owned() }
        })
    }

    fn gets(&self, caller: &Caller, path: &str) -> Answer {
        self.sends(caller.asks("GET", path).body(Body::empty()).unwrap())
    }

    fn posts(&self, caller: &Caller, path: &str, body: &Value) -> Answer {
        let request = caller.asks("POST", path).header("content-type", "application/json");
        self.sends(request.body(Body::from(body.to_string())).unwrap())
    }
}

impl Caller {
    fn with_session(session: &NewSession) -> Self {
        let seal = csrf::token(session.csrf.field().as_bytes(), &mut Seed::fixed(3).draw());
        let caller = Self { actor: Some(session.actor.clone()), ..Self::default() };
        caller
            .carrying("cookie", format!("session={}", session.token.reveal()))
            .carrying("x-csrf", seal)
    }

    fn carrying(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// A program's request: it wants JSON.
    fn asks(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let begun =
            Request::builder().method(method).uri(path).header("accept", "application/json");
        self.headers.iter().fold(begun, |request, (name, value)| request.header(*name, value))
    }
}

impl Answer {
    fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("not JSON: {}", self.text))
    }
}
