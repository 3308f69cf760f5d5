//! Short messages through a provider on this machine that checks every signature.

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use tempfile::TempDir;
use xianban_gateways::sms::{Aliyun, AliyunAccount, Sms, SmsError, SmsReceipt, SmsText};
use xianban_kernel::{Clock, Secret};
use xianban_testkit::aliyun::{ActingAliyun, Answer, KEY_ID, SECRET};

use super::commands::{said_by, starts_serving, xianban};

const PHONE: &str = "13812346621";

fn gateway(base: &str, secret: &str) -> Aliyun {
    let account = AliyunAccount {
        endpoint: base.to_owned(),
        access_key_id: KEY_ID.to_owned(),
        access_key_secret: Secret::new(secret.to_owned()),
        sign_name: "崂先办".to_owned(),
    };
    Aliyun::new(account, Clock::machine())
}

fn sends(gateway: &Aliyun, key: &str) -> Result<SmsReceipt, SmsError> {
    let text = SmsText::filled("SMS_1", &[("code", "012345")], "验证码 012345".to_owned());
    gateway.send(&PHONE.parse().unwrap(), &text, key)
}

#[test]
fn a_message_goes_out_signed_and_once_for_each_key() {
    let aliyun = ActingAliyun::opens();
    let gateway = gateway(aliyun.base(), SECRET);
    let first = sends(&gateway, "a").unwrap();
    assert_eq!(first.provider_id, "900619746936498440^0");
    assert_eq!(sends(&gateway, "a").unwrap(), first);
    assert!(sends(&gateway, "b").is_ok());
    let called = aliyun.called();
    assert_eq!(called.len(), 2);
    let values =
        ["PhoneNumbers", "SignName", "TemplateCode", "TemplateParam"].map(|n| called[0].value(n));
    assert_eq!(values, [PHONE, "崂先办", "SMS_1", r#"{"code":"012345"}"#]);
}

#[test]
fn each_refusal_is_of_its_kind_and_repeats_no_number() {
    let aliyun = ActingAliyun::opens();
    let gateway = gateway(aliyun.base(), SECRET);
    for (answer, kind, again) in [
        (Answer::Refused(200, "isv.BUSINESS_LIMIT_CONTROL"), "too_many", true),
        (Answer::Refused(200, "isv.MOBILE_NUMBER_ILLEGAL"), "number_refused", false),
        (Answer::Refused(200, "isv.PARAM_LENGTH_LIMIT"), "text_refused", false),
        (Answer::Refused(200, "isv.SMS_TEMPLATE_ILLEGAL"), "misconfigured", true),
        (Answer::Refused(200, "isv.AMOUNT_NOT_ENOUGH"), "misconfigured", true),
        (Answer::Refused(404, "InvalidAccessKeyId.NotFound"), "misconfigured", true),
        (Answer::Refused(400, "Throttling.User"), "unavailable", true),
        (Answer::Refused(503, "ServiceUnavailable"), "unavailable", true),
        (Answer::Page(503), "unavailable", true),
        (Answer::Page(404), "misconfigured", true),
    ] {
        aliyun.answers(answer);
        let error = sends(&gateway, "the same letter").unwrap_err();
        assert_eq!((error.word(), error.worth_another_try()), (kind, again), "{answer:?}");
        assert!(!format!("{error} {error:?}").contains(PHONE), "{error}");
    }
    aliyun.answers(Answer::Taken);
    assert!(sends(&gateway, "the same letter").is_ok(), "nothing had been sent before");
}

#[test]
fn what_may_have_been_sent_is_never_handed_over_again() {
    let aliyun = ActingAliyun::opens();
    let gateway = gateway(aliyun.base(), SECRET);
    let late = Answer::Late(Duration::from_secs(6));
    for (key, answer) in [("late", late), ("torn", Answer::Torn), ("page", Answer::Page(502))] {
        aliyun.answers(answer);
        let error = sends(&gateway, key).unwrap_err();
        assert_eq!((error.word(), error.worth_another_try()), ("unknown", false), "{key}: {error}");
        assert!(!error.to_string().contains(PHONE), "{error}");
        aliyun.answers(Answer::Taken);
        assert_eq!(sends(&gateway, key), Err(error));
    }
    assert_eq!(aliyun.called().len(), 3);
}

#[test]
fn a_wrong_secret_is_the_operators_and_a_closed_door_the_providers() {
    let aliyun = ActingAliyun::opens();
    let error = sends(&gateway(aliyun.base(), "another"), "a").unwrap_err();
    assert_eq!(error.to_string(), "the SMS gateway is not set up right: SignatureDoesNotMatch");
    assert_eq!(aliyun.called(), []);
    let nobody = sends(&gateway("http://127.0.0.1:1", SECRET), "a").unwrap_err();
    assert_eq!((nobody.word(), nobody.worth_another_try()), ("unavailable", true), "{nobody}");
}

/// A folder with a configuration that names the provider.
fn set_up(base: &str) -> TempDir {
    let data = TempDir::new().unwrap();
    let text = format!(
        "[sms]\nprovider = \"aliyun\"\nendpoint = \"{base}\"\naccess_key_id = \"{KEY_ID}\"\n\
         sign_name = \"先办\"\ntemplate_login = \"SMS_11\"\ntemplate_notice = \"SMS_22\"\n"
    );
    fs::write(data.path().join("xianban.toml"), text).unwrap();
    data
}

/// What is answered over one connection.
fn asks(address: &str, request: &str, headers: &str, body: &str) -> String {
    let mut asked = TcpStream::connect(address).unwrap();
    let length = body.len();
    let request = format!(
        "{request} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n{headers}\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\r\n{body}"
    );
    asked.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    asked.read_to_string(&mut answer).unwrap();
    answer
}

/// What stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}")).1;
    rest.split_once(after).unwrap().0
}

#[test]
fn a_resident_logs_in_with_the_code_that_the_provider_was_given() {
    let aliyun = ActingAliyun::opens();
    let data = set_up(aliyun.base());
    let config = data.path().join("xianban.toml");
    let mut command = xianban(data.path(), &["serve"]);
    command.env("XIANBAN_CONFIG", config).env("XIANBAN_SMS_SECRET", SECRET);
    let (mut serving, said) = starts_serving(command);
    let address = said.lines().find_map(|line| line.split_once("http://")).unwrap().1;
    let address = address.trim_end_matches('/').to_owned();
    let page = asks(&address, "GET /login", "", "");
    let cookie = format!("Cookie: {}\r\n", between(&page, "set-cookie: ", ";"));
    let csrf = between(&page, "name=\"csrf\" value=\"", "\"");
    let form = format!("csrf={csrf}&phone={PHONE}");
    let answer = asks(&address, "POST /login", &cookie, &format!("{form}&step=code"));
    let came = (0..100).find_map(|_| {
        thread::sleep(Duration::from_millis(100));
        aliyun.called().first().cloned()
    });
    thread::sleep(Duration::from_millis(500));
    let metrics = asks(&address, "GET /metrics", "", "");
    let called = came.unwrap_or_else(|| panic!("nothing was sent: {answer}"));
    let values = called.value("TemplateParam");
    let code: String = values.chars().filter(char::is_ascii_digit).collect();
    assert_eq!((called.value("PhoneNumbers"), called.value("TemplateCode")), (PHONE, "SMS_11"));
    assert_eq!(values, format!(r#"{{"code":"{code}"}}"#));
    let logged_in = asks(&address, "POST /login", &cookie, &format!("{form}&sms={code}"));
    serving.kill().unwrap();
    serving.wait().unwrap();
    assert!(
        logged_in.starts_with("HTTP/1.1 303") && logged_in.contains("set-cookie: session="),
        "{logged_in}"
    );
    assert!(metrics.contains(r#"sms_total{outcome="sent"} 1"#), "{metrics}");
}

#[test]
fn the_operator_is_told_what_is_missing_and_no_secret_is_shown() {
    let data = set_up("https://sms.example");
    let config = data.path().join("xianban.toml");
    let checks = |secret: Option<&str>| {
        let mut command = xianban(data.path(), &["check-config"]);
        command.env("XIANBAN_CONFIG", &config);
        if let Some(secret) = secret {
            command.env("XIANBAN_SMS_SECRET", secret);
        }
        said_by(command)
    };
    let (fine, said) = checks(None);
    assert!(!fine && said.contains("set XIANBAN_SMS_SECRET"), "{said}");
    let (fine, said) = checks(Some(SECRET));
    assert!(fine && said.contains("SMS_11"), "{said}");
    assert!(!said.contains(SECRET), "{said}");
}
