//! Who tries the same too often is asked to wait; others are not.

use std::net::IpAddr;
use xianban_domain::appeals::Action;

use axum::body::Body;
use axum::http::StatusCode;
use serde_json::json;
use xianban_domain::files::{self, Stager};
use xianban_domain::identity::{self, Knock};
use xianban_domain::rooms::vocabulary;
use xianban_domain::rules::{RuleBook, SHIPPED};
use xianban_kernel::{Actor, Problem, Seed};
use xianban_testkit::office::{LAOSHAN, nine_o_clock};
use xianban_web::Reached;

use super::{Answer, Caller, House};

/// A house behind one proxy, which says for whom it asks.
fn behind_a_proxy(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| {
        let proxies = vec![IpAddr::from([0; 16])];
        story(&House::reached(db, Reached { address: None, proxies }));
    });
}

/// A program with a form's proof, from this address.
fn from(house: &House, address: &str) -> Caller {
    house.system(&[Action::Submit]).carrying("x-forwarded-for", address)
}

pub(super) fn knocks(house: &House, what: Knock, whose: &'static str, times: usize) {
    let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
        (0..times).try_for_each(|_| identity::knock(work, what, whose))
    };
    house.does(&Actor::Guest, verb).unwrap();
}

/// What stands in 429: when to come again, in a header and in a sentence.
fn is_asked_to_wait(answer: &Answer, seconds: &str, said: &str) {
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{}", answer.text);
    assert_eq!(answer.headers["retry-after"], seconds);
    assert!(answer.text.contains(said), "{}", answer.text);
}

#[test]
fn one_address_asks_for_so_many_codes_and_the_next_address_is_free() {
    behind_a_proxy(|house| {
        knocks(house, Knock::Code, "10.9.9.9", 60);
        let asked = json!({ "phone": "13812346621", "step": "code" });
        let login = house.gets(&Caller::default(), "/login");
        let ask = |address: &str| {
            let guest = guest_of(&login).carrying("x-forwarded-for", address);
            house.posts(&guest, "/login", &asked)
        };
        let refused = ask("10.9.9.9");
        is_asked_to_wait(&refused, "15", "请等 15 秒再按一次");
        assert_eq!(refused.json()["code"], "wait");
        assert_eq!(ask("10.9.9.8").status, StatusCode::OK);
    });
}

/// A browser that got this page, with the proof for its forms.
fn guest_of(page: &Answer) -> Caller {
    let cookie = page.headers["set-cookie"].to_str().unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let (_, guest) = cookie.split_once('=').unwrap();
    let mut draw = Seed::fixed(4).draw();
    let seal = xianban_web::frame::csrf::token(guest.as_bytes(), &mut draw);
    Caller::default().carrying("cookie", cookie).carrying("x-csrf", seal)
}

#[test]
fn an_account_is_tried_so_often_from_one_address_and_people_read_a_page() {
    behind_a_proxy(|house| {
        knocks(house, Knock::LoginOfOne, "chen.jie 10.9.9.9", 20);
        let guest = guest_of(&house.gets(&Caller::default(), "/c/login"));
        let guest = guest.carrying("x-forwarded-for", "10.9.9.9");
        let seal = guest.headers.iter().find(|(name, _)| *name == "x-csrf").unwrap().1.clone();
        let form = format!("csrf={seal}&account=Chen.Jie&password=x");
        let request = guest
            .carrying("accept", "text/html")
            .headers
            .into_iter()
            .fold(axum::http::Request::post("/c/login"), |request, (name, value)| {
                request.header(name, value)
            });
        let kind = "application/x-www-form-urlencoded";
        let answer =
            house.sends(request.header("content-type", kind).body(Body::from(form)).unwrap());
        is_asked_to_wait(&answer, "15", "请等 15 秒再按一次");
        assert!(answer.text.contains("value=\"Chen.Jie\""), "{}", answer.text);
    });
}

#[test]
fn the_code_of_one_number_is_guessed_so_often() {
    behind_a_proxy(|house| {
        let resident = house.resident("13812346621");
        let no = house.filed_by(&resident);
        let guess = |address: &str| {
            let asked = json!({ "no": no, "code": "ABCD2345" });
            house.posts(&from(house, address), "/lookup", &asked)
        };
        for _ in 0..20 {
            assert_eq!(guess("10.0.0.1").status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        is_asked_to_wait(&guess("10.0.0.1"), "15", "请等 15 秒");
        assert_eq!(guess("10.0.0.2").status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn open311_counts_an_address_whatever_key_it_brings() {
    behind_a_proxy(|house| {
        knocks(house, Knock::Open311, "2001:db8:1:2::/64", 600);
        let file = |address: &str| {
            let request = axum::http::Request::post("/open311/v2/requests.json")
                .header("x-forwarded-for", address)
                .header("content-type", "application/x-www-form-urlencoded");
            house.sends(request.body(Body::from("api_key=guessed")).unwrap())
        };
        is_asked_to_wait(&file("2001:db8:1:2:3::9"), "600", "请过 10 分钟再试");
        assert_eq!(file("2001:db8:1:3::9").status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn a_resident_files_so_many_in_an_hour_and_keeps_what_he_typed() {
    xianban_testkit::in_the_demo(|db| {
        let laid = db.write_blocking(Seed::fixed(1), |tx| {
            RuleBook::lay(tx, LAOSHAN, (SHIPPED, vocabulary()), nine_o_clock())
        });
        laid.unwrap();
        let house = &House::reached(db, Reached { address: None, proxies: Vec::new() });
        let eager = house.resident("13812346621");
        for _ in 0..10 {
            house.filed_by(&eager);
        }
        let typed = json!({ "category": "environment", "text": "再一件", "place_words": "东门" });
        let refused = house.posts(&eager, "/ask/livelihood", &typed);
        is_asked_to_wait(&refused, "3600", "操作太频繁");
        let seal = eager.headers.iter().find(|(name, _)| *name == "x-csrf").unwrap().1.clone();
        let form = format!("csrf={seal}&category=environment&text=eleventh&place_words=east");
        let request = axum::http::Request::post("/ask/livelihood")
            .header("cookie", &eager.headers.iter().find(|(name, _)| *name == "cookie").unwrap().1)
            .header("content-type", "application/x-www-form-urlencoded");
        let page = house.sends(request.body(Body::from(form)).unwrap());
        is_asked_to_wait(&page, "3600", "您填的文字都还在");
        assert!(page.text.contains("eleventh"), "{}", page.text);
        let neighbour = house.resident("13812346622");
        assert_eq!(house.posts(&neighbour, "/ask/livelihood", &typed).status, StatusCode::CREATED);
    });
}

#[test]
fn guests_of_one_network_never_use_up_what_all_guests_may_leave_waiting() {
    behind_a_proxy(|house| {
        let leaves = |address: &'static str, photos: std::ops::Range<usize>| {
            let keys = house.office.keys.clone();
            let verb = move |work: &mut xianban_domain::office::Work<'_, '_>| {
                let content = files::Content {
                    what: files::FileKind::Photo,
                    name: String::new(),
                    full: vec![1],
                    thumb: None,
                    width: 1,
                    height: 1,
                };
                let sealed = files::Sealed::of(&keys, &mut Seed::fixed(1).draw(), &content);
                photos.clone().try_for_each(|n| {
                    let browser = Stager::browser(&keys, &n.to_string());
                    let browser = browser.coming_from(&keys, address);
                    files::stage(work, &browser, &sealed, "object", None).map(drop)
                })
            };
            house.does(&Actor::Guest, verb)
        };
        leaves("10.6.6.6", 0..300).unwrap();
        let Err(Problem::Refused { code, said }) = leaves("10.6.6.6", 300..301) else {
            panic!("one network has it all")
        };
        assert_eq!(code, "staged_too_many");
        assert!(said.contains("您所在的网络"), "{said}");
        leaves("10.1.1.1", 301..302).unwrap();
    });
}
