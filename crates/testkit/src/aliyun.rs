//! A provider of short messages on this machine that does what Aliyun does: checks the signature
//! from the bytes that came, refuses a nonce used before, answers as it is told to.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

/// The key the provider knows.
pub const KEY_ID: &str = "LTAI-of-a-test";
/// Its secret half.
pub const SECRET: &str = "tide-and-lantern";

/// What the provider answers to a call that is signed right.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// It takes the message.
    Taken,
    /// It refuses, with a status and a code; its words repeat the number.
    Refused(u16, &'static str),
    /// Something before it answers with a page.
    Page(u16),
    /// It takes the message and says so only after this long.
    Late(Duration),
    /// It takes the message, and its answer breaks off.
    Torn,
}

/// A call that came, its signature right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Called {
    /// The parameters, by name.
    pub parameters: Vec<(String, String)>,
}

impl Called {
    /// The value of a parameter; empty when it did not come.
    pub fn value(&self, name: &str) -> &str {
        self.parameters.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }
}

/// The provider.
#[derive(Clone)]
pub struct ActingAliyun {
    base: String,
    state: Arc<Mutex<State>>,
}

struct State {
    answer: Answer,
    called: Vec<Called>,
    nonces: Vec<String>,
}

impl ActingAliyun {
    /// Begins to listen.
    pub fn opens() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let state = State { answer: Answer::Taken, called: Vec::new(), nonces: Vec::new() };
        let acting = Self { base, state: Arc::new(Mutex::new(state)) };
        let ours = acting.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let acting = ours.clone();
                thread::spawn(move || acting.hears(stream));
            }
        });
        acting
    }

    /// Where it listens.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// From now on it answers so.
    pub fn answers(&self, answer: Answer) {
        self.state().answer = answer;
    }

    /// Every call that was signed right, oldest first.
    pub fn called(&self) -> Vec<Called> {
        self.state().called.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn hears(&self, mut stream: TcpStream) {
        let lines = BufReader::new(&stream).lines().map_while(Result::ok);
        let head: Vec<_> = lines.take_while(|line| !line.is_empty()).collect();
        let said = self.judges(&head).map_or_else(
            |code| refused(400, code, ""),
            |called| {
                let answer = self.state().answer;
                let number = called.value("PhoneNumbers").to_owned();
                self.state().called.push(called);
                said(answer, &number)
            },
        );
        // The caller may have hung up.
        drop(stream.write_all(said.as_bytes()));
    }

    /// The call, or the code of why it is not let in.
    fn judges(&self, head: &[String]) -> Result<Called, &'static str> {
        let (request, headers) = head.split_first().ok_or("MissingParameter")?;
        let target = request.strip_prefix("POST /?").ok_or("UnsupportedHTTPMethod")?;
        let query = target.split(' ').next().unwrap_or("");
        let headers: Vec<_> = headers
            .iter()
            .filter_map(|line| line.split_once(": "))
            .map(|(name, value)| (name.to_lowercase(), value.trim()))
            .collect();
        let header = |name: &str| {
            headers.iter().find(|(key, _)| key == name).map_or("", |(_, value)| *value)
        };
        if (header("x-acs-action"), header("x-acs-version")) != ("SendSms", "2017-05-25") {
            return Err("InvalidAction.NotFound");
        }
        let signed = between(header("authorization"), "SignedHeaders=", ",");
        let line = |all: String, name| all + name + ":" + header(name) + "\n";
        let lines = signed.split(';').fold(String::new(), line);
        let mut pairs: Vec<_> = query.split('&').collect();
        pairs.sort_unstable();
        let (query, body) = (pairs.join("&"), header("x-acs-content-sha256"));
        let canonical = format!("POST\n/\n{query}\n{lines}\n{signed}\n{body}");
        let to_sign = format!("ACS3-HMAC-SHA256\n{}", hex::encode(Sha256::digest(canonical)));
        let mac = Hmac::<Sha256>::new_from_slice(SECRET.as_bytes()).expect("a key");
        let signature = hex::encode(mac.chain_update(to_sign).finalize().into_bytes());
        let right = format!(
            "ACS3-HMAC-SHA256 Credential={KEY_ID},SignedHeaders={signed},Signature={signature}"
        );
        let whole =
            ["host", "x-acs-action", "x-acs-date", "x-acs-signature-nonce", "x-acs-version"];
        let covered = whole.iter().all(|name| signed.split(';').any(|given| given == *name));
        if header("authorization") != right || !covered {
            return Err("SignatureDoesNotMatch");
        }
        let (nonce, nonces) = (header("x-acs-signature-nonce"), &mut self.state().nonces);
        if nonces.iter().any(|used| used == nonce) {
            return Err("SignatureNonceUsed");
        }
        nonces.push(nonce.to_owned());
        let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
        let pairs = pairs.iter().filter_map(|pair| pair.split_once('='));
        Ok(Called { parameters: pairs.map(|(k, v)| (decoded(k), decoded(v))).collect() })
    }
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let rest = text.split_once(before).map_or("", |(_, rest)| rest);
    rest.split_once(after).map_or(rest, |(inside, _)| inside)
}

fn said(answer: Answer, number: &str) -> String {
    const TAKEN: &str =
        r#"{"Code":"OK","Message":"OK","BizId":"900619746936498440^0","RequestId":"F655A8D5"}"#;
    match answer {
        Answer::Taken => http(200, TAKEN),
        Answer::Refused(status, code) => refused(status, code, number),
        Answer::Page(status) => http(status, "<html>502 Bad Gateway</html>"),
        Answer::Late(wait) => {
            thread::sleep(wait);
            http(200, TAKEN)
        }
        Answer::Torn => http(200, TAKEN).trim_end_matches("F655A8D5\"}").to_owned(),
    }
}

fn refused(status: u16, code: &str, number: &str) -> String {
    http(status, &format!(r#"{{"Code":"{code}","Message":"{number}refused","RequestId":"F6"}}"#))
}

fn http(status: u16, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} -\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}")
}
