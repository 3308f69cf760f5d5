//! Whoever fails locks himself out. A stranger tries, the owner gets in.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::net::IpAddr;

use axum::http::StatusCode;
use serde_json::{Value, json};
use xianban_domain::identity::{LoginFilter, LoginOutcome, logins, open_sms};
use xianban_kernel::{Actor, PageSize, Seed};
use xianban_store::params;
use xianban_testkit::office::nine_o_clock;
use xianban_web::Reached;
use xianban_web::frame::csrf;

use super::knocks::knocks;
use super::{Answer, Caller, House, PASSWORD};

const PHONE: &str = "13812346621";
/// Where the owner sits, and where a stranger does.
const HOME: &str = "10.1.1.1";
const AWAY: &str = "10.6.6.6";

fn at_the_gate(story: impl Fn(&House)) {
    xianban_testkit::in_the_demo(|db| {
        let proxies = vec![IpAddr::from([0; 16])];
        story(&House::reached(db, Reached { address: None, proxies }));
    });
}

/// A browser at an address, with its cookies.
pub(super) struct Browser<'a> {
    house: &'a House,
    address: String,
    pub(super) jar: RefCell<BTreeMap<String, String>>,
}

impl<'a> Browser<'a> {
    pub(super) fn at(house: &'a House, address: &str) -> Self {
        let browser = Self { house, address: address.to_owned(), jar: RefCell::default() };
        browser.keeps(&house.gets(&browser.caller(), "/login"));
        browser
    }

    fn caller(&self) -> Caller {
        let jar = self.jar.borrow();
        let cookies: Vec<_> = jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let caller = Caller::default().carrying("x-forwarded-for", &self.address);
        let Some(guest) = jar.get("guest") else { return caller };
        let seal = csrf::token(guest.as_bytes(), &mut Seed::fixed(4).draw());
        caller.carrying("cookie", cookies.join("; ")).carrying("x-csrf", seal)
    }

    /// A form as a browser without script sends it, in large type.
    fn sends(&self, path: &str, form: &str) -> Answer {
        let caller = self.caller();
        let seal = caller.headers.iter().find(|(name, _)| *name == "x-csrf").unwrap().1.clone();
        let mut request = axum::http::Request::post(path).header("accept", "text/html");
        for (name, value) in caller.headers.iter().filter(|(name, _)| *name != "x-csrf") {
            let elder = if *name == "cookie" { "; elder=1" } else { "" };
            request = request.header(*name, format!("{value}{elder}"));
        }
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let body = axum::body::Body::from(format!("csrf={seal}&{form}"));
        let answer = self.house.sends(request.body(body).unwrap());
        self.keeps(&answer);
        answer
    }

    fn keeps(&self, answer: &Answer) {
        for kept in answer.headers.get_all("set-cookie") {
            let pair = kept.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.jar.borrow_mut().insert(name.to_owned(), value.to_owned());
        }
    }

    pub(super) fn posts(&self, path: &str, form: &Value) -> Answer {
        let answer = self.house.posts(&self.caller(), path, form);
        self.keeps(&answer);
        answer
    }

    /// Logged out, while the device stays what it is.
    fn leaves(&self) {
        self.jar.borrow_mut().remove("session");
    }

    fn asks_for_a_code(&self) -> Answer {
        self.posts("/login", &json!({ "phone": PHONE, "step": "code" }))
    }

    fn types(&self, code: &str) -> Answer {
        self.posts("/login", &json!({ "phone": PHONE, "sms": code }))
    }

    fn gives(&self, password: &str) -> Answer {
        self.posts("/c/login", &json!({ "account": "chen.jie", "password": password }))
    }

    fn gets_in_by_code(&self) {
        assert_eq!(self.asks_for_a_code().status, StatusCode::OK);
        is_in(&self.types(&newest_code(self.house)));
    }
}

#[track_caller]
fn is_in(answer: &Answer) {
    let kept = answer.headers.get_all("set-cookie").iter();
    let mut kept = kept.filter_map(|kept| kept.to_str().ok());
    let entered = kept.any(|kept| kept.starts_with("session="));
    assert!(answer.status == StatusCode::OK && entered, "{} {}", answer.status, answer.text);
}

/// What the phone received last.
fn newest_code(house: &House) -> String {
    let sql = "select payload from outbox order by run_at desc, id desc";
    let rows = house.office.db.read_blocking(move |tx| tx.rows(sql, params![])).unwrap();
    let letters = rows.iter().map(|row| row.get::<String>("payload").unwrap());
    let mut sms = letters.filter_map(|letter| open_sms(&house.office.keys, &letter).ok());
    sms.find(|sms| sms.to == PHONE.parse().unwrap()).unwrap().code
}

fn wrong(code: &str) -> &'static str {
    if code == "000000" { "111111" } else { "000000" }
}

fn pass(house: &House, seconds: i64) {
    house.clock.set(house.clock.now().plus_millis(seconds * 1000));
}

#[test]
fn a_stranger_guesses_at_a_code_and_its_owner_types_it() {
    at_the_gate(|house| {
        let owner = Browser::at(house, HOME);
        owner.asks_for_a_code();
        let code = newest_code(house);
        for n in 0..20 {
            let stranger = Browser::at(house, &format!("10.6.0.{n}"));
            for _ in 0..6 {
                let said = stranger.types(wrong(&code));
                assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", said.text);
            }
            assert_ne!(stranger.types(&code).status, StatusCode::OK, "five tries of an address");
        }
        is_in(&owner.types(&code));
    });
}

#[test]
fn a_code_burnt_from_the_owner_s_own_address_is_followed_by_one_that_helps() {
    at_the_gate(|house| {
        let (owner, neighbour) = (Browser::at(house, HOME), Browser::at(house, HOME));
        Browser::at(house, HOME).asks_for_a_code();
        let code = newest_code(house);
        for _ in 0..10 {
            neighbour.types(wrong(&code));
        }
        assert_ne!(owner.types(&code).status, StatusCode::OK, "burnt for this address");
        pass(house, 60);
        owner.gets_in_by_code();
    });
}

#[test]
fn a_stranger_asks_for_codes_and_the_owner_gets_his_own() {
    at_the_gate(|house| {
        for n in 0..10 {
            let stranger = Browser::at(house, &format!("10.6.0.{n}"));
            assert_eq!(stranger.asks_for_a_code().status, StatusCode::OK);
            pass(house, 1);
        }
        Browser::at(house, HOME).gets_in_by_code();
    });
}

#[test]
fn the_owner_asks_on_his_known_device_whatever_strangers_used_up() {
    at_the_gate(|house| {
        let owner = Browser::at(house, HOME);
        owner.gets_in_by_code();
        owner.leaves();
        pass(house, 60);
        for n in 0..19 {
            Browser::at(house, &format!("10.6.0.{n}")).asks_for_a_code();
        }
        let refused = Browser::at(house, AWAY).asks_for_a_code();
        assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "money has a bound");
        owner.gets_in_by_code();
    });
}

#[test]
fn a_thousand_wrong_passwords_elsewhere_do_not_stop_the_owner() {
    at_the_gate(|house| {
        house.staff("chen.jie", "cgss", "clerk");
        let owner = Browser::at(house, HOME);
        is_in(&owner.gives(PASSWORD));
        owner.leaves();
        let stranger = Browser::at(house, AWAY);
        for _ in 0..6 {
            assert_ne!(stranger.gives("wrong").status, StatusCode::OK);
        }
        knocks(house, xianban_domain::identity::Knock::Login, AWAY, 114);
        assert_ne!(stranger.gives(PASSWORD).status, StatusCode::OK, "he locked himself out");
        is_in(&owner.gives(PASSWORD));
        is_in(&Browser::at(house, "10.1.1.2").gives(PASSWORD));
    });
}

#[test]
fn a_known_device_passes_where_a_stranger_behind_the_same_address_failed() {
    at_the_gate(|house| {
        house.staff("chen.jie", "cgss", "clerk");
        let owner = Browser::at(house, HOME);
        is_in(&owner.gives(PASSWORD));
        owner.leaves();
        knocks(house, xianban_domain::identity::Knock::Login, HOME, 119);
        let stranger = Browser::at(house, HOME);
        for _ in 0..8 {
            assert_ne!(stranger.gives("wrong").status, StatusCode::OK);
        }
        is_in(&owner.gives(PASSWORD));
    });
}

#[test]
fn an_office_behind_one_address_waits_a_little_and_gets_in() {
    at_the_gate(|house| {
        house.staff("chen.jie", "cgss", "clerk");
        knocks(house, xianban_domain::identity::Knock::Login, HOME, 120);
        let owner = Browser::at(house, HOME);
        let waits = owner.gives(PASSWORD);
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits.headers["retry-after"], "15");
        let ticket = owner.jar.borrow()["waited"].clone();
        assert_eq!(owner.gives(PASSWORD).status, StatusCode::TOO_MANY_REQUESTS, "not yet");
        owner.jar.borrow_mut().insert("waited".to_owned(), ticket.clone());
        pass(house, 15);
        is_in(&owner.gives(PASSWORD));
        owner.leaves();
        let other = Browser::at(house, HOME);
        other.jar.borrow_mut().insert("waited".to_owned(), ticket);
        assert_eq!(other.gives(PASSWORD).status, StatusCode::TOO_MANY_REQUESTS, "good once");
    });
}

#[test]
fn who_waits_reads_how_long_and_finds_what_he_typed_without_script() {
    at_the_gate(|house| {
        knocks(house, xianban_domain::identity::Knock::Code, HOME, 60);
        let owner = Browser::at(house, HOME);
        let form = format!("phone={PHONE}&step=code");
        let waits = owner.sends("/login", &form);
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        let kept = format!("name=\"phone\" value=\"{PHONE}\"");
        for said in
            ["请稍等一下", "请等 15 秒", "一个字没少", "再提交一次", "action=\"/login\"", &kept]
        {
            assert!(waits.text.contains(said), "{said}: {}", waits.text);
        }
        pass(house, 15);
        assert_eq!(owner.sends("/login", &form).status, StatusCode::SEE_OTHER);
        is_in(&owner.types(&newest_code(house)));
    });
}

#[test]
fn a_login_leads_to_no_other_host_and_ends_the_session_before() {
    at_the_gate(|house| {
        house.staff("chen.jie", "cgss", "clerk");
        let browser = Browser::at(house, HOME);
        browser.asks_for_a_code();
        let code = newest_code(house);
        let form = json!({ "phone": PHONE, "sms": code, "next": "/\\evil.example" });
        let entered = browser.posts("/login", &form);
        is_in(&entered);
        assert_eq!(entered.headers["location"], "/");
        let resident = browser.jar.borrow()["session"].clone();
        let as_resident = Caller::default().carrying("cookie", format!("session={resident}"));
        assert_eq!(house.gets(&as_resident, "/my/appeals").status, StatusCode::OK);
        let view = house.does(&Actor::Guest, move |work| {
            Ok(xianban_domain::identity::find_session(work, &resident)?
                .map(|found| found.csrf.field()))
        });
        let seal = csrf::token(view.unwrap().unwrap().as_bytes(), &mut Seed::fixed(5).draw());
        let staff = as_resident.clone().carrying("x-csrf", seal);
        let form = json!({ "account": "chen.jie", "password": PASSWORD, "next": "//evil.example" });
        let entered = house.posts(&staff, "/c/login", &form);
        is_in(&entered);
        assert_eq!(entered.headers["location"], "/c");
        assert_eq!(house.gets(&as_resident, "/my/appeals").status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn look_ups_of_a_stranger_leave_the_owner_his() {
    at_the_gate(|house| {
        let resident = house.resident(PHONE);
        let no = house.filed_by(&resident);
        let guess = json!({ "no": no, "code": "ABCD2345" });
        let stranger = Browser::at(house, AWAY);
        for _ in 0..20 {
            stranger.posts("/lookup", &guess);
        }
        let waits = stranger.posts("/lookup", &guess);
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        let said = Browser::at(house, HOME).posts("/lookup", &guess);
        assert_eq!(said.status, StatusCode::UNPROCESSABLE_ENTITY, "it is read, and does not fit");
    });
}

#[test]
fn an_auditor_reads_who_failed_and_from_where() {
    at_the_gate(|house| {
        house.staff("chen.jie", "cgss", "clerk");
        Browser::at(house, AWAY).gives("wrong");
        is_in(&Browser::at(house, HOME).gives(PASSWORD));
        let failed = LoginFilter { outcome: Some(LoginOutcome::Failed), ..LoginFilter::default() };
        let read = move |work: &mut xianban_domain::office::Work<'_, '_>| {
            logins(work, &failed, None, PageSize::USUAL)
        };
        let page = house.does(&Actor::System, read).unwrap();
        assert_eq!(page.rows.len(), 1);
        let tried = &page.rows[0];
        assert!(tried.address == AWAY && tried.account.is_some() && tried.at == nine_o_clock());
        let clerk = house.staff("wang.fang", "cgss", "clerk").actor.unwrap();
        let all = |work: &mut xianban_domain::office::Work<'_, '_>| {
            logins(work, &LoginFilter::default(), None, PageSize::USUAL)
        };
        assert!(house.does(&clerk, all).is_err(), "others do not");
    });
}
