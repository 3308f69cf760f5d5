//! People at the pages, without a browser: forms as they are sent, answers as they come back, on both
//! engines.

mod beside;
mod together;

use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use http_body_util::BodyExt;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use xianban_domain::appeals::{self, Contact, PlaceGiven, Submit};
use xianban_domain::identity::{self, Attempt, Lockout, NewStaff, Password, PasswordHash};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::{PlacePath, place_by_path, unit_by_code};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Clock, PhoneNumber, Post, Problem, Role, Seed};
use xianban_store::Db;
use xianban_testkit::office::{LAOSHAN, demo_office, doing, nine_o_clock};
use xianban_web::{PhotoDesk, Site};

const PASSWORD: &str = "tide-and-lantern";

/// The demo district with its pages open; the clock stands still at nine.
struct House {
    office: Office,
    pages: Router,
    runtime: Runtime,
}

/// Somebody with a session.
struct Guest<'a> {
    house: &'a House,
    actor: Actor,
    cookie: String,
}

/// What came back.
struct Answer {
    status: StatusCode,
    text: String,
}

/// Runs a story in the house, on each engine.
fn in_the_house(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| story(&House::open(db)));
}

impl House {
    fn open(db: &Db) -> Self {
        let office = demo_office(db);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let site =
            Site::open(office.clone(), Clock::frozen(nine_o_clock()), PhotoDesk::in_memory());
        let site = runtime.block_on(site).unwrap();
        let pages = xianban_web::routes(site, Arc::new(String::new));
        Self { office, pages, runtime }
    }

    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> T {
        let (office, cx) = (self.office.clone(), doing(actor, 0));
        let job = move |tx: &mut xianban_store::Tx<'_>| verb(&mut Work::new(tx, &cx, &office));
        self.office.db.write_blocking(Seed::fresh(), job).unwrap()
    }

    /// Somebody in these roles at a unit logs in.
    fn staff(
        &self,
        name: &'static str,
        unit: &'static str,
        roles: &'static [&'static str],
    ) -> Guest<'_> {
        let session = self.does(&Actor::System, move |work| {
            let (username, password) = (name.parse()?, hashed());
            let new = NewStaff { username, name: name.into(), password, must_change: false };
            let id = identity::create_staff(work, &new)?;
            let unit = unit_by_code(work.tx, LAOSHAN, unit)?.expect("the demo has this unit").id;
            for role in roles {
                let post = Post { unit, role: Role::new(role) };
                identity::grant_post(work, id, &post, work.cx.at, None)?;
            }
            let checked = identity::login_target(work, name)?.check(PASSWORD)?;
            identity::log_in_staff(work, &checked, Lockout::USUAL, "Chrome")
                .and_then(Attempt::settle)
        });
        let session = session.session().expect("no code is asked for");
        let cookie = format!("session={}", session.token.reveal());
        Guest { house: self, actor: session.actor, cookie }
    }

    /// A resident with this phone logs in.
    fn resident(&self, phone: &'static str) -> Guest<'_> {
        let session = self.does(&Actor::Guest, move |work| {
            let phone: PhoneNumber = phone.parse().expect("a phone");
            identity::request_code(work, &phone, identity::CodeFor::Login)?;
            let rows = work.tx.rows("select payload from outbox where kind = 'sms'", &[])?;
            let letter: String = rows.last().expect("a letter").get("payload")?;
            let text = identity::open_sms(&work.office.keys, &letter)?.text;
            let code = text.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
            identity::log_in(work, &phone, code.expect("a code"), "手机").and_then(Attempt::settle)
        });
        let cookie = format!("session={}", session.token.reveal());
        Guest { house: self, actor: session.actor, cookie }
    }
}

/// One hash for everybody: each takes a while.
fn hashed() -> PasswordHash {
    static HASH: OnceLock<PasswordHash> = OnceLock::new();
    let hash = || {
        let nobody = "nobody".parse().unwrap();
        Password::new(PASSWORD, &nobody).unwrap().hash(&mut Seed::fixed(1).draw()).unwrap()
    };
    HASH.get_or_init(hash).clone()
}

impl Guest<'_> {
    fn asks(&self, path: &str, accept: &str) -> Answer {
        let request = Request::get(path).header(header::ACCEPT, accept);
        self.goes(request.body(Body::empty()).unwrap())
    }

    /// Opens a page.
    fn opens(&self, path: &str) -> Answer {
        self.asks(path, "text/html")
    }

    /// Opens it as data.
    fn reads(&self, path: &str) -> Answer {
        self.asks(path, "application/json")
    }

    /// Fills in the form found on `page` and sends it to `path`.
    fn sends(&self, page: &Answer, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form: Vec<String> = ["csrf", "key", "version"]
            .into_iter()
            .filter_map(|name| Some(format!("{name}={}", page.hidden(name)?)))
            .collect();
        form.extend(fields.iter().map(|(name, value)| format!("{name}={value}")));
        let request = Request::post(path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.goes(request.body(Body::from(form.join("&"))).unwrap())
    }

    fn goes(&self, mut request: Request<Body>) -> Answer {
        request.headers_mut().insert(header::COOKIE, self.cookie.parse().unwrap());
        self.house.runtime.block_on(async {
            let answer = self.house.pages.clone().oneshot(request).await.unwrap();
            let status = answer.status();
            let body = answer.into_body().collect().await.unwrap().to_bytes();
            Answer { status, text: String::from_utf8(body.to_vec()).unwrap() }
        })
    }

    /// Files a matter of the first estate; answers its number.
    fn files(&self) -> String {
        self.house.does(&self.actor, |work| {
            let path = PlacePath::parse("37/3702/370212/370212001/370212001901/cgss1");
            let place = place_by_path(work.tx, &path.expect("a path"))?.expect("an estate").id;
            let form = Submit {
                kind: AppealKind::Livelihood,
                title: String::new(),
                text: "楼前绿地被占种菜。希望恢复绿化。".to_owned(),
                place: PlaceGiven::Known(place),
                tile: None,
                contact: Contact::default(),
                public: false,
            };
            Ok(appeals::submit(work, &form)?.appeal.no)
        })
    }
}

impl Answer {
    /// What a hidden field of the page holds.
    fn hidden(&self, name: &str) -> Option<&str> {
        let from = self.text.split_once(&format!("name=\"{name}\" value=\""))?.1;
        Some(from.split_once('"')?.0)
    }

    fn says(&self, words: &str) -> bool {
        self.text.contains(words)
    }
}
