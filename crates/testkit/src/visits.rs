//! The demo district's pages in this process, and persons who visit them with plain forms: no
//! network, no browser. The clock stands still until a test moves it.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use xianban_domain::identity::{
    NewStaff, Password, PasswordHash, Username, create_staff, grant_post, open_sms,
};
use xianban_domain::office::{Office, Work};
use xianban_domain::organisation::unit_by_code;
use xianban_domain::rooms;
use xianban_kernel::{Actor, Clock, Context, Moment, Post, Problem, Role, Seed};
use xianban_store::{Db, params};
use xianban_web::{Metrics, PhotoDesk, Site};

use crate::office::{LAOSHAN, demo_office, nine_o_clock};

/// What every member of staff of these tests logs in with.
pub const WORD: &str = "tide-and-lantern";

/// The demo district's office behind its pages.
pub struct House {
    /// Where the work is done.
    pub office: Office,
    clock: Clock,
    photos: PhotoDesk,
    pages: Router,
    runtime: Runtime,
}

/// A person with a browser that keeps cookies and knows the forms of the last page.
pub struct Visitor<'a> {
    house: &'a House,
    cookies: BTreeMap<String, String>,
    last: String,
}

/// What a browser keeps from one visit to the next.
#[derive(Clone, Debug)]
pub struct Cookies(BTreeMap<String, String>);

/// An answer.
#[derive(Debug)]
pub struct Answer {
    /// Its status.
    pub status: StatusCode,
    /// Where it sends on to; empty when it does not.
    pub to: String,
    /// Its text; of a picture what of it is text.
    pub text: String,
    /// What stands above it.
    pub headers: HeaderMap,
}

impl Answer {
    /// A header; empty when there is none.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// It is shown, and says all of this.
    pub fn says(&self, words: &[&str]) -> &Self {
        assert_eq!(self.status, StatusCode::OK, "{}", self.text);
        self.holds(words)
    }

    /// Whatever its status, it says all of this.
    pub fn holds(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(self.text.contains(word), "no {word:?} in {} {}", self.status, self.text);
        }
        self
    }

    /// It says none of this.
    pub fn hides(&self, words: &[&str]) -> &Self {
        for word in words {
            assert!(!self.text.contains(word), "{word:?} is in {}", self.text);
        }
        self
    }

    /// What stands between two marks, the first time.
    pub fn between(&self, before: &str, after: &str) -> String {
        let rest = self.text.split_once(before).map(|(_, rest)| rest);
        let found = rest.and_then(|rest| rest.split_once(after)).map(|(found, _)| found);
        found.unwrap_or_else(|| panic!("nothing after {before:?} in {}", self.text)).to_owned()
    }

    /// As JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).expect("JSON")
    }
}

impl House {
    /// Opens the pages over a demo district, Monday 2026-11-23, nine in the morning.
    pub fn open(db: &Db) -> Self {
        Self::of(demo_office(db))
    }

    /// The same where the second factor that the rules demand is asked for.
    pub fn strict(db: &Db) -> Self {
        Self::of(demo_office(db).with_factors())
    }

    /// The same with this desk for photos, such as that of another node.
    pub fn with_photos(db: &Db, photos: PhotoDesk) -> Self {
        Self::over(demo_office(db), photos)
    }

    fn of(office: Office) -> Self {
        Self::over(office, PhotoDesk::in_memory())
    }

    fn over(office: Office, photos: PhotoDesk) -> Self {
        let clock = Clock::frozen(nine_o_clock());
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build();
        let runtime = runtime.expect("a runtime");
        let site = runtime.block_on(Site::open(office.clone(), clock.clone(), photos.clone()));
        let metrics: Metrics = Arc::new(String::new);
        let pages = xianban_web::routes(site.expect("the site opens"), metrics);
        Self { office, clock, photos, pages, runtime }
    }

    /// What the clock shows.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// So many minutes go by.
    pub fn pass(&self, minutes: i64) {
        self.clock.set(self.clock.now().plus_millis(minutes * 60_000));
    }

    /// Somebody comes in.
    pub fn guest(&self) -> Visitor<'_> {
        Visitor { house: self, cookies: BTreeMap::new(), last: String::new() }
    }

    /// Whether trail, rows and files say the same.
    pub fn verifies(&self) -> bool {
        let objects = self.photos.objects.clone();
        let broken = self.does(move |work| {
            let office = work.office;
            let fetch = |object: &str| objects.get(&object.parse().ok()?).ok();
            rooms::verify(office, work.tx, Some(&fetch))
        });
        broken.is_none()
    }

    /// Rules and outlines are read again, as every node does within two seconds.
    pub fn renews(&self) {
        self.runtime.block_on(self.office.renew()).expect("they are read");
    }

    /// The program itself does something now.
    pub fn does<T: Send + 'static>(
        &self,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> T {
        let cx = Context::new(Actor::System, self.clock.now(), Seed::fresh());
        let (office, seed) = (self.office.clone(), cx.seed);
        let done =
            self.office.db.write_blocking(seed, move |tx| verb(&mut Work::new(tx, &cx, &office)));
        done.expect("it is done")
    }

    /// Somebody comes back with the cookies of an earlier visit.
    pub fn returning(&self, cookies: Cookies) -> Visitor<'_> {
        Visitor { house: self, cookies: cookies.0, last: String::new() }
    }

    /// A new member of staff in these seats (unit, role).
    pub fn hire(&self, username: &str, must_change: bool, seats: &'static [(&str, &str)]) {
        let username: Username = username.parse().expect("a username");
        self.does(move |work| {
            let name = format!("演示-{}", username.as_str());
            let (username, password) = (username.clone(), hash());
            let id = create_staff(work, &NewStaff { username, name, password, must_change })?;
            for (unit, role) in seats {
                let unit = unit_by_code(work.tx, LAOSHAN, unit)?.ok_or(Problem::NotFound)?.id;
                grant_post(work, id, &Post { unit, role: Role::new(role) }, work.cx.at, None)?;
            }
            Ok(())
        });
    }

    /// A member of staff in these seats, hired and logged in.
    pub fn staff(&self, username: &str, seats: &'static [(&str, &str)]) -> Visitor<'_> {
        self.hire(username, false, seats);
        let mut visitor = self.guest();
        visitor.get("/c/login");
        let came = visitor.send("/c/login", &[("account", username), ("password", WORD)]);
        assert_eq!(came.to, "/c", "{}", came.text);
        visitor
    }

    /// A resident, logged in by the code that came to the phone.
    pub fn resident(&self, phone: &str) -> Visitor<'_> {
        let mut visitor = self.guest();
        visitor.get("/login");
        let asked = visitor.send("/login", &[("phone", phone), ("step", "code")]);
        visitor.follows(&asked).says(&["验证码已发到"]);
        let code = self.code_for(phone);
        let came = visitor.send("/login", &[("phone", phone), ("sms", &code)]);
        assert_eq!(came.status, StatusCode::SEE_OTHER, "{}", came.text);
        visitor
    }

    /// The newest code that an SMS brought to this phone.
    pub fn code_for(&self, phone: &str) -> String {
        let letters = self.does(|work| {
            let sql = "select payload from outbox \
                 where district = $1 and kind = 'sms' order by created_at desc, id desc";
            let rows = work.tx.rows(sql, params![work.tx.district()])?;
            Ok(rows.iter().map(|row| row.get("payload")).collect::<Result<Vec<String>, _>>()?)
        });
        let opened = letters.iter().filter_map(|one| open_sms(&self.office.keys, one).ok());
        let sms = opened.into_iter().find(|sms| sms.to.reveal() == phone).expect("an SMS").text;
        let digits = sms.split(|c: char| !c.is_ascii_digit()).find(|run| run.len() == 6);
        digits.expect("six digits").to_owned()
    }
}

impl Visitor<'_> {
    /// What his browser keeps when he goes.
    pub fn cookies(&self) -> Cookies {
        Cookies(self.cookies.clone())
    }

    /// Opens a page.
    pub fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path), Body::empty())
    }

    /// Opens a page as a program does.
    pub fn json(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path).header(header::ACCEPT, "application/json"), Body::empty())
    }

    /// Goes on to where an answer sends him, as a browser does.
    pub fn follows(&mut self, answer: &Answer) -> Answer {
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.get(answer.to.split('#').next().unwrap_or_default())
    }

    /// The number of the matter that a form of his has just filed.
    pub fn filed(answer: &Answer) -> String {
        let to = ["/ask/done/", "/c/new/"].iter().find_map(|way| answer.to.strip_prefix(way));
        let no = to.and_then(|no| no.split('?').next());
        no.unwrap_or_else(|| panic!("nothing filed: {} {}", answer.status, answer.text)).to_owned()
    }

    /// Sends a form with what stood hidden in the forms of the last page.
    pub fn send(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let mut all: Vec<(&str, String)> =
            ["csrf", "key"].map(|name| (name, self.hidden(name))).into();
        all.extend(fields.iter().map(|(name, value)| (*name, (*value).to_owned())));
        let pair = |(name, value): &(&str, String)| format!("{name}={}", escape(value));
        let body = all.iter().map(pair).collect::<Vec<_>>().join("&");
        let form = "application/x-www-form-urlencoded";
        self.ask(Request::post(path).header(header::CONTENT_TYPE, form), Body::from(body))
    }

    /// Sends the same with photos, each a file's name and bytes, as a browser without scripts does.
    pub fn send_photos(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        photos: &[(&str, &[u8])],
    ) -> Answer {
        self.send_files(path, fields, "photos", photos)
    }

    /// The same with files in the field `of`.
    pub fn send_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        of: &str,
        files: &[(&str, &[u8])],
    ) -> Answer {
        const EDGE: &str = "----edge-of-a-part";
        let hidden = ["csrf", "key"].map(|name| (name, self.hidden(name)));
        let typed = fields.iter().map(|(name, value)| (*name, (*value).to_owned()));
        let mut body = Vec::new();
        for (name, value) in hidden.into_iter().chain(typed) {
            let head = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"");
            body.extend(format!("{head}\r\n\r\n{value}\r\n").into_bytes());
        }
        for (file, bytes) in files {
            let head = format!("content-disposition: form-data; name=\"{of}\"");
            let head = format!("--{EDGE}\r\n{head}; filename=\"{file}\"\r\n\r\n");
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(format!("--{EDGE}--\r\n").into_bytes());
        let form = format!("multipart/form-data; boundary={EDGE}");
        let request = Request::post(path).header("x-csrf", self.hidden("csrf"));
        self.ask(request.header(header::CONTENT_TYPE, form), Body::from(body))
    }

    /// What stands hidden under this name in the forms of the last page.
    pub fn hidden(&self, name: &str) -> String {
        let mark = format!("name=\"{name}\" value=\"");
        let found = self.last.split_once(&mark).and_then(|(_, rest)| rest.split_once('"'));
        found.map(|(value, _)| value.to_owned()).unwrap_or_default()
    }

    fn ask(&mut self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let request = request
            .header(header::HOST, "xianban.example")
            .header(header::USER_AGENT, "Mozilla/5.0 (Windows NT 10.0) Chrome/150.0")
            .header(header::COOKIE, cookies.join("; "));
        let request = request.body(body).expect("a request");
        let (pages, runtime) = (self.house.pages.clone(), &self.house.runtime);
        let response = runtime.block_on(pages.oneshot(request)).expect("an answer");
        let (status, headers) = (response.status(), response.headers().clone());
        let bytes = runtime.block_on(to_bytes(response.into_body(), 8 << 20)).expect("a body");
        let text = String::from_utf8_lossy(&bytes).into_owned();
        self.keep(&headers);
        if status != StatusCode::SEE_OTHER
            && text.starts_with("\n<!doctype") | text.starts_with("<!")
        {
            self.last.clone_from(&text);
        }
        let to = headers.get(header::LOCATION).and_then(|to| to.to_str().ok()).map(str::to_owned);
        Answer { status, to: to.unwrap_or_default(), text, headers }
    }

    fn keep(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all(header::SET_COOKIE) {
            let text = cookie.to_str().expect("a cookie");
            let pair = text.split(';').next().and_then(|pair| pair.split_once('='));
            let (name, value) = pair.expect("a name and a value");
            self.cookies.insert(name.to_owned(), value.to_owned());
        }
    }
}

fn escape(value: &str) -> String {
    let kept = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let one =
        |byte: u8| if kept(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    value.bytes().map(one).collect()
}

fn hash() -> PasswordHash {
    static HASH: OnceLock<PasswordHash> = OnceLock::new();
    let make = || {
        let nobody = "nobody".parse().expect("a name");
        let password = Password::new(WORD, &nobody).expect("a fair password");
        password.hash(&mut Seed::fixed(1).draw()).expect("a hash")
    };
    HASH.get_or_init(make).clone()
}
