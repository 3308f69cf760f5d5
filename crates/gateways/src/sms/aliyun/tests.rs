use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;

use xianban_kernel::Moment;

use super::*;

const SECRET: &str = "YourAccessKeySecret";

/// The provider's own example, and one of a short message, made by its own library.
#[test]
fn requests_are_signed_as_the_provider_signs_them() {
    let hash = hex::encode(Sha256::digest(b""));
    let headers = |action: &str, version: &str, date: &str, nonce: &str| {
        [
            ("x-acs-action", action.to_owned()),
            ("x-acs-content-sha256", hash.clone()),
            ("x-acs-date", date.to_owned()),
            ("x-acs-signature-nonce", nonce.to_owned()),
            ("x-acs-version", version.to_owned()),
        ]
    };
    let example = [
        ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"),
        ("RegionId", "cn-shanghai"),
    ];
    let at = ("2023-10-26T10:22:32Z", "3156853299f313e23d1673dc12e1703d");
    let signed = Request {
        host: "ecs.cn-shanghai.aliyuncs.com",
        path: "/",
        query: &query(&example),
        headers: &headers("RunInstances", "2014-05-26", at.0, at.1),
    };
    let end = "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0";
    assert!(signed.authorization("YourAccessKeyId", SECRET).ends_with(end));
    let message = [
        ("PhoneNumbers", "13800000000"),
        ("SignName", "崂先办"),
        ("TemplateCode", "SMS_15305****"),
        ("TemplateParam", "{\"no\":\"LXB2025-000123\"}"),
    ];
    let at = ("2025-05-23T11:33:20Z", "00000000000000000000000000000001");
    let signed = Request {
        host: "dysmsapi.aliyuncs.com",
        path: "/",
        query: &query(&message),
        headers: &headers("SendSms", "2017-05-25", at.0, at.1),
    };
    let end = "748dfb396bf4da49a5d73767dca958b557e84e3f138aeea0345c94cf5796ee10";
    assert!(signed.authorization("YourAccessKeyId", SECRET).ends_with(end));
}

/// A provider on this machine that answers once, and what it was asked.
fn provider(answer: &'static str) -> (Aliyun, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (asked, heard) = channel();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        asked.send(head(&mut stream)).unwrap();
        let _ = stream.write_all(answer.as_bytes());
    });
    (gateway(endpoint), heard)
}

fn gateway(endpoint: String) -> Aliyun {
    let (access_key_id, sign_name) = ("YourAccessKeyId".to_owned(), "崂先办".to_owned());
    let access_key_secret = Secret::new(SECRET.to_owned());
    let account = AliyunAccount { endpoint, access_key_id, access_key_secret, sign_name };
    let at = Moment::parse("2025-05-23T19:33:20+08:00").unwrap();
    Aliyun::new(account, Clock::frozen(at))
}

fn head(stream: &mut TcpStream) -> String {
    let (mut read, mut some) = (Vec::new(), [0; 1024]);
    while !read.windows(4).any(|end| end == b"\r\n\r\n") {
        let n = stream.read(&mut some).unwrap();
        read.extend_from_slice(&some[..n]);
        if n == 0 {
            break;
        }
    }
    String::from_utf8(read).unwrap()
}

fn sent(gateway: &Aliyun) -> Result<SmsReceipt, SmsError> {
    let text = SmsText::filled("SMS_1", &[("code", "012345")], "验证码 012345".to_owned());
    gateway.send(&"13812346621".parse().unwrap(), &text, "key-1")
}

#[test]
fn a_message_goes_out_signed_and_its_receipt_comes_back() {
    let answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\
                  {\"Code\":\"OK\",\"Message\":\"OK\",\"BizId\":\"9000^1\",\"R\":\"12345\"}";
    let (gateway, heard) = provider(answer);
    assert_eq!(sent(&gateway), Ok(SmsReceipt { provider_id: "9000^1".to_owned() }));
    let asked = heard.recv().unwrap();
    for part in [
        "POST /?OutId=",
        "&PhoneNumbers=13812346621&SignName=%E5%B4%82%E5%85%88%E5%8A%9E&TemplateCode=SMS_1",
        "&TemplateParam=%7B%22code%22%3A%22012345%22%7D",
        "x-acs-date: 2025-05-23T11:33:20Z",
        "Credential=YourAccessKeyId",
    ] {
        assert!(asked.contains(part), "{part} is not in {asked}");
    }
    let signature = asked.split("Signature=").nth(1).unwrap();
    assert_eq!(signature.lines().next().unwrap().len(), 64);
    assert!(!asked.contains(SECRET));
}

#[test]
fn each_refusal_means_what_it_says_and_keeps_no_number() {
    use SmsError::{Misconfigured, NumberRefused, TooMany};
    let meant = |code: &str| refused(200, code);
    assert!(matches!(meant("isv.MOBILE_NUMBER_ILLEGAL"), NumberRefused { .. }));
    assert!(matches!(meant("isv.BUSINESS_LIMIT_CONTROL"), TooMany));
    assert!(matches!(meant("isv.SMS_TEMPLATE_ILLEGAL"), Misconfigured { .. }));
    assert!(matches!(meant("isv.SMS_SIGNATURE_ILLEGAL"), Misconfigured { .. }));
    assert!(matches!(meant("isv.AMOUNT_NOT_ENOUGH"), Misconfigured { .. }));
    assert!(matches!(meant("SignatureDoesNotMatch"), Misconfigured { .. }));
    let answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n\
                  {\"Code\":\"isv.MOBILE_NUMBER_ILLEGAL\",\"Message\":\"13812346621 wrong!\"}";
    let (gateway, _heard) = provider(answer);
    let refused = sent(&gateway).unwrap_err();
    assert_eq!(refused.to_string(), "number refused: isv.MOBILE_NUMBER_ILLEGAL");
}

#[test]
fn what_never_left_is_tried_again_and_what_may_have_is_not() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let down = sent(&gateway(format!("http://{closed}"))).unwrap_err();
    assert!(down.worth_another_try(), "{down}");
    let (torn, _heard) = provider("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"Code\":\"O");
    let torn = sent(&torn).unwrap_err();
    assert!(matches!(torn, SmsError::Unknown { .. }) && !torn.worth_another_try(), "{torn}");
    let (gone, _heard) = provider("");
    let gone = sent(&gone).unwrap_err();
    assert!(!gone.worth_another_try(), "{gone}");
    assert!(!format!("{down}{torn}{gone}").contains("13812346621"));
}
