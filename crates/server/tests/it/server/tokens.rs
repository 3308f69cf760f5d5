//! Another system at the door, with its token instead of a login.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Child;

use tempfile::TempDir;

use super::commands::{says, starts_serving, xianban};

const MATTER: &str =
    r#"{"category": "other", "title": "灯", "text": "路灯坏了", "place_unknown": "on"}"#;

/// The demo while it is served.
struct Site {
    data: TempDir,
    address: String,
    serving: Child,
}

impl Site {
    fn opens() -> Self {
        let data = TempDir::new().unwrap();
        let (serving, said) = starts_serving(xianban(data.path(), &["demo", "--empty"]));
        let address = said.lines().find_map(|line| line.split_once("http://")).unwrap().1;
        let address = address.trim_end_matches('/').to_owned();
        Self { data, address, serving }
    }

    /// What is answered: the status, then everything.
    fn answers(&self, method: &str, path: &str, headers: &str, body: &str) -> (u16, String) {
        let (address, length) = (&self.address, body.len());
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
             Accept: application/json\r\nContent-Type: application/json\r\n\
             Content-Length: {length}\r\n{headers}\r\n{body}"
        );
        let mut asked = TcpStream::connect(address).unwrap();
        asked.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        asked.read_to_string(&mut answer).unwrap();
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer)
    }

    fn files(&self, token: &str, key: &str, body: &str) -> (u16, String) {
        let headers = format!("Authorization: Bearer {token}\r\nIdempotency-Key: {key}\r\n");
        self.answers("POST", "/ask/livelihood", &headers, body)
    }

    fn reads(&self, token: &str, path: &str) -> u16 {
        self.answers("GET", path, &format!("Authorization: Bearer {token}\r\n"), "").0
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        drop(self.serving.kill());
        drop(self.serving.wait());
    }
}

/// The number of the appeal that an answer tells.
fn number(answer: &str) -> String {
    let no = answer.split("\"no\":\"").nth(1).and_then(|rest| rest.split('"').next());
    no.unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[test]
fn another_system_files_once_and_reads_its_own() {
    let site = Site::opens();
    let (status, answer) = site.files("demo", "k1", MATTER);
    assert_eq!(status, 201, "{answer}");
    assert!(!answer.to_lowercase().contains("set-cookie"), "{answer}");
    let page = format!("/appeals/{}", number(&answer));
    assert_eq!(site.files("demo", "k1", MATTER).0, 200, "the same request counts once");
    assert_eq!(site.files("demo", "k1", &MATTER.replace("路灯", "水管")).0, 422);
    assert_eq!(site.files("demo", "k2", &MATTER.replace("路灯坏了", "")).0, 422);
    assert_eq!(site.files("wrong", "k3", MATTER).0, 401);
    let (_, listed) =
        says(site.data.path(), &["user", "token", "add", "另一个", "--scope", "submit"]);
    let other = listed.trim().rsplit(' ').next().unwrap();
    assert_eq!(site.files(other, "k1", MATTER).0, 201, "keys are each system's own");
    for token in [other, "demo"] {
        assert_eq!(site.reads(token, "/c"), 404, "no desk for a system");
    }
    assert_eq!(site.reads("demo", &page), 200);
    assert_eq!(site.reads(other, &page), 404, "another's appeal");
}

#[test]
fn a_token_does_what_its_scopes_say_and_nothing_once_it_is_closed() {
    let site = Site::opens();
    let token = |words: &[&str]| {
        let (fine, said) = says(site.data.path(), &[&["user", "token"], words].concat());
        assert!(fine, "{said}");
        said
    };
    let made = token(&["add", "只读", "--scope", "read_case"]);
    let reader = made.trim().rsplit(' ').next().unwrap();
    assert_eq!(site.files(reader, "k1", MATTER).0, 404, "its scopes do not know this door");
    let made = token(&["add", "只写", "--scope", "submit"]);
    let writer = made.trim().rsplit(' ').next().unwrap();
    assert_eq!(site.files(writer, "k1", MATTER).0, 201);
    let listed = token(&["list"]);
    let id = listed.lines().find(|line| line.contains("只写")).unwrap().split(' ').next().unwrap();
    token(&["revoke", id]);
    assert_eq!(site.files(writer, "k2", MATTER).0, 401);
}
