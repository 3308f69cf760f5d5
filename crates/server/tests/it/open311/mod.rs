//! Other cities' tools over Open311, on both engines.

mod answers;
mod filing;
mod lists;
mod photos;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use serde_json::Value;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Contact, PlaceGiven, Seen, Submit};
use xianban_domain::identity::{NewService, create_service_with};
use xianban_domain::office::{Office, Work};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Actor, Clock, PersonId, Problem};
use xianban_store::Db;
use xianban_testkit::office::{demo_office, doing, nine_o_clock, staff};
use xianban_web::PhotoDesk;

const FILING: &str = "api_key=demo&service_code=environment&description=垃圾桶满了三天，找 13800138000&\
    address_string=春光山色一期东门&first_name=敏&last_name=王&phone=13800138000";

struct City {
    office: Office,
    router: Router,
    runtime: Runtime,
    db: Db,
}

fn in_a_city(story: impl Fn(&City)) {
    xianban_testkit::in_the_demo(|db| story(&City::opens(db)));
}

impl City {
    fn opens(db: &Db) -> Self {
        let office = demo_office(db);
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        let clock = Clock::frozen(nine_o_clock());
        let site = xianban_web::Site::open(office.clone(), clock, PhotoDesk::in_memory());
        let site = runtime.block_on(site).unwrap();
        let router = xianban_web::routes(site, std::sync::Arc::new(String::new));
        let city = Self { office, router, runtime, db: db.clone() };
        for (name, token) in [("a", "demo"), ("b", "another")] {
            city.does(&Actor::System, move |work| {
                let scopes =
                    [Action::Submit, Action::ReadCase].map(|action| action.to_string()).into();
                create_service_with(
                    work,
                    &NewService { name: name.into(), scopes, unit: None },
                    token,
                )
            });
        }
        city
    }

    fn does<T: Send + 'static>(
        &self,
        actor: &Actor,
        verb: impl Fn(&mut Work<'_, '_>) -> Result<T, Problem> + Send + 'static,
    ) -> T {
        let cx = doing(actor, 0);
        self.runtime.block_on(self.office.write(&cx, verb)).unwrap()
    }

    fn asks(&self, request: Request<Body>) -> (StatusCode, String) {
        let answer = self.router.clone().oneshot(request);
        let answer = self.runtime.block_on(answer).unwrap();
        let status = answer.status();
        let bytes = self.runtime.block_on(to_bytes(answer.into_body(), 1 << 20)).unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    fn gets(&self, path: &str) -> (StatusCode, String) {
        self.asks(Request::get(format!("/open311/v2/{path}")).body(Body::empty()).unwrap())
    }

    fn list(&self, path: &str) -> Vec<Value> {
        let (status, text) = self.gets(path);
        assert_eq!(status, StatusCode::OK, "{text}");
        serde_json::from_str(&text).unwrap()
    }

    fn files(&self, path: &str, form: &str) -> (StatusCode, String) {
        self.sends(path, "application/x-www-form-urlencoded", form.to_owned(), "")
    }

    fn sends(
        &self,
        path: &str,
        kind: &str,
        body: impl Into<Body>,
        key: &str,
    ) -> (StatusCode, String) {
        let request = Request::post(format!("/open311/v2/{path}"));
        let mut request = request.header(header::CONTENT_TYPE, kind);
        if !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        self.asks(request.body(body.into()).unwrap())
    }

    /// Files; answers the number and the notice.
    fn filed(&self, form: &str) -> (String, String) {
        told(&self.files("requests.json", form))
    }

    /// A matter as whoever filed it sees it.
    fn own(&self, no: &str) -> Value {
        self.list(&format!("requests/{no}.json?api_key=demo")).remove(0)
    }

    fn number(&self) -> String {
        self.filed(FILING).0
    }
}

/// The number and the notice of a filing that was taken.
fn told((status, text): &(StatusCode, String)) -> (String, String) {
    assert_eq!(*status, StatusCode::CREATED, "{text}");
    let filed: Value = serde_json::from_str(text).unwrap();
    let word = |name: &str| filed[0][name].as_str().unwrap().to_owned();
    (word("service_request_id"), word("service_notice"))
}

#[test]
fn whoever_filed_with_a_key_follows_with_it_and_nobody_else() {
    in_a_city(|city| {
        let no = city.number();
        let own = city.list(&format!("requests/{no}.json?api_key=demo"));
        assert_eq!(own[0]["status"], "open");
        assert_eq!(own[0]["address"], "春光山色一期东门");
        assert!(own[0]["description"].as_str().unwrap().contains("13800138000"));
        for path in [format!("requests/{no}.json"), format!("requests/{no}.json?api_key=another")] {
            assert_eq!(city.gets(&path).0, StatusCode::NOT_FOUND);
        }
        assert_eq!(city.list("requests.json?api_key=demo&status=open").len(), 1);
        assert_eq!(city.list("requests.json?api_key=demo&status=closed").len(), 0);
        assert_eq!(city.list("requests.json?api_key=demo&service_code=traffic").len(), 0);
        assert_eq!(city.list("requests.json?api_key=another").len(), 0);
        assert_eq!(city.list("requests.json").len(), 0);
    });
}

#[test]
fn pages_are_cut_newest_first_and_meet_no_request_twice() {
    in_a_city(|city| {
        let filed: Vec<String> = (0..5).map(|_| city.number()).collect();
        let mut met: Vec<String> = Vec::new();
        for page in 1..=3 {
            let path = format!("requests.json?api_key=demo&page={page}&page_size=2");
            let numbers = city.list(&path).into_iter();
            met.extend(numbers.map(|one| one["service_request_id"].as_str().unwrap().to_owned()));
        }
        met.sort();
        let mut filed = filed;
        filed.sort();
        assert_eq!(met, filed);
    });
}

#[test]
fn the_public_sees_what_is_answered_and_consented_with_numbers_covered() {
    in_a_city(|city| {
        for public in [true, false] {
            answered(city, public);
        }
        let seen = city.list("requests.json?status=closed");
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0]["description"], "路灯坏了，打*******");
        assert_eq!(seen[0]["status_notes"], "已经修好，问*******");
    });
}

/// A resident's matter, answered at once and released.
fn answered(city: &City, public: bool) {
    let resident = Actor::Resident(PersonId::new(7));
    let form = Submit {
        kind: AppealKind::Livelihood,
        title: "路灯坏了，打13800138000".into(),
        text: "一单元门口的路灯坏了。".into(),
        place: PlaceGiven::Unknown,
        tile: Some("environment".into()),
        contact: Contact::default(),
        public,
    };
    let no = city.does(&resident, move |work| appeals::submit(work, &form)).appeal.no;
    let clerk = staff(&city.db, "platform", "dispatcher");
    let reviewer = staff(&city.db, "platform", "reviewer");
    let asked = no.clone();
    let words = "已经修好，问13800138000";
    city.does(&clerk, move |work| appeals::answer(work, &asked, Seen(1), "traffic.lamps", words));
    city.does(&reviewer, move |work| appeals::release(work, &no, Seen(2)));
}

#[test]
fn a_filing_that_lacks_something_is_told_what() {
    in_a_city(|city| {
        let without = |part: &str| {
            let kept: Vec<&str> =
                FILING.split('&').filter(|pair| !pair.starts_with(part)).collect();
            city.files("requests.json", &kept.join("&"))
        };
        assert_eq!(without("api_key").0, StatusCode::FORBIDDEN);
        for (part, field) in [
            ("service_code", "service_code"),
            ("description", "description"),
            ("address", "address"),
        ] {
            let (status, text) = without(part);
            assert_eq!(status, StatusCode::BAD_REQUEST);
            assert!(text.contains(field), "{text}");
        }
        let foreign = FILING.replace("api_key=demo", "api_key=guessed");
        assert_eq!(city.files("requests.json", &foreign).0, StatusCode::FORBIDDEN);
    });
}
