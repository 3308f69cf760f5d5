//! Questions to an object store over HTTP: every wait has an end, and what broke is tried again.

use std::io;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use rusty_s3::Method;
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(3);
/// How long a question may take, besides its bytes.
const WHOLE: Duration = Duration::from_secs(30);
/// The slowest way on which bytes still come in time.
const BYTES_A_SECOND: usize = 512 * 1024;
/// The largest answer that is read: more than any file weighs.
const LARGEST: usize = 128 * 1024 * 1024;
/// How often a question is put at most.
const TRIES: u32 = 3;
/// The wait before it is put again, longer each time.
const PAUSE: Duration = Duration::from_millis(200);

/// One question, signed for now.
pub(super) struct Question<'a> {
    pub method: Method,
    /// With the signature: never in a log.
    pub address: String,
    pub headers: &'a [(&'static str, String)],
    pub body: Option<&'a [u8]>,
}

/// What came back.
pub(super) struct Answer {
    pub status: u16,
    headers: ureq::http::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The server's word for what is wrong; nothing else of its text is kept.
    pub fn code(&self) -> String {
        if self.status < 300 {
            return String::new();
        }
        let text = String::from_utf8_lossy(&self.body);
        let behind = text.split_once("<Code>").map_or("", |(_, behind)| behind);
        let code = behind.split_once("</Code>").map_or("", |(code, _)| code);
        code.chars().filter(char::is_ascii_alphanumeric).take(60).collect()
    }

    /// Whether the same question may go better in a moment.
    fn passes(&self) -> bool {
        self.status == 429 || (500..=599).contains(&self.status) && self.status != 507
    }
}

/// Puts questions to one server.
pub(super) struct Asker {
    agent: ureq::Agent,
}

impl Asker {
    /// One for a server with TLS or without. No proxy is asked on the way.
    pub fn new(guarded: bool, ca: Option<&Path>) -> Result<Self, String> {
        let mut tls = TlsConfig::builder();
        if guarded {
            tls = tls.root_certs(RootCerts::new_with_certs(&roots(ca)?));
        }
        let config = ureq::Agent::config_builder()
            .tls_config(tls.build())
            .timeout_connect(Some(CONNECT))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .proxy(None);
        Ok(Self { agent: config.build().into() })
    }

    /// The answer, or why there is none. A question that broke on the way or met a server in trouble is
    /// put again twice; one that had no answer in time is not: somebody waits.
    pub fn ask<'a>(&self, question: impl Fn() -> Question<'a>) -> Result<Answer, String> {
        let mut tries = 1;
        loop {
            let answer = self.once(&question());
            let again = match &answer {
                Ok(answer) => answer.passes(),
                Err(error) => broke(error),
            };
            if !again || tries == TRIES {
                return answer.map_err(|error| told(&error));
            }
            sleep(PAUSE * tries);
            tries += 1;
        }
    }

    fn once(&self, question: &Question<'_>) -> Result<Answer, ureq::Error> {
        let Question { method, address, headers, body } = question;
        let weight = if *method == Method::Get { LARGEST } else { body.map_or(0, <[u8]>::len) };
        let seconds = u64::try_from(weight / BYTES_A_SECOND).unwrap_or(0);
        let whole = WHOLE + Duration::from_secs(seconds);
        let mut request = ureq::http::Request::builder().method(method.to_str()).uri(address);
        for (name, value) in *headers {
            request = request.header(*name, value);
        }
        let mut answer = if let Some(body) = body {
            let request = self.agent.configure_request(request.body(*body)?);
            let request = request.timeout_global(Some(whole)).timeout_recv_response(Some(WHOLE));
            self.agent.run(request.build())?
        } else {
            let request = self.agent.configure_request(request.body(())?);
            let request = request.timeout_global(Some(whole)).timeout_recv_response(Some(WHOLE));
            self.agent.run(request.build())?
        };
        let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX);
        let body = answer.body_mut().with_config().limit(limit).read_to_vec()?;
        Ok(Answer { status: answer.status().as_u16(), headers: answer.headers().clone(), body })
    }
}

/// Whether the connection broke, or none came about.
fn broke(error: &ureq::Error) -> bool {
    match error {
        ureq::Error::ConnectionFailed
        | ureq::Error::HostNotFound
        | ureq::Error::Protocol(_)
        | ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => true,
        ureq::Error::Io(error) => error.kind() != io::ErrorKind::TimedOut,
        _ => false,
    }
}

/// Why there is no answer; the error's own words may hold the signed address.
fn told(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
            "no connection in time".to_owned()
        }
        ureq::Error::Timeout(_) => "no answer in time".to_owned(),
        ureq::Error::Io(error) => format!("connection: {error}"),
        ureq::Error::HostNotFound => "the host's name is not known".to_owned(),
        ureq::Error::Rustls(error) => format!("TLS: {error}"),
        ureq::Error::BodyExceedsLimit(_) => "the answer is too large".to_owned(),
        _ => "no connection".to_owned(),
    }
}

/// The authorities that are believed.
fn roots(ca: Option<&Path>) -> Result<Vec<Certificate<'static>>, String> {
    let Some(ca) = ca else {
        let found = rustls_native_certs::load_native_certs().certs;
        if found.is_empty() {
            return Err("this machine knows no authorities (Debian: apt-get install \
                        ca-certificates), name your own in [files] ca"
                .to_owned());
        }
        return Ok(found.iter().map(|found| Certificate::from_der(found).to_owned()).collect());
    };
    let unfit = |why: String| format!("{}: {why}", ca.display());
    let pem = std::fs::read(ca).map_err(|error| unfit(error.to_string()))?;
    let mut roots = Vec::new();
    for item in parse_pem(&pem) {
        if let PemItem::Certificate(root) = item.map_err(|error| unfit(error.to_string()))? {
            roots.push(root);
        }
    }
    if roots.is_empty() { Err(unfit("no certificate in it".to_owned())) } else { Ok(roots) }
}
