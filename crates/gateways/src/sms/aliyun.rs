use std::collections::VecDeque;
use std::fmt::Write as _;
use std::io::ErrorKind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use xianban_kernel::{Clock, PhoneNumber, Secret};

use super::{Sms, SmsError, SmsReceipt, SmsText};

/// How long the provider has for an answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many messages are remembered by their keys.
const REMEMBERED: usize = 1_000;

/// An account with the provider.
#[derive(Clone, Debug)]
pub struct AliyunAccount {
    /// Where it is reached; `https://dysmsapi.aliyuncs.com/` unless a proxy stands before it.
    pub endpoint: String,
    /// Who asks.
    pub access_key_id: String,
    /// Proof of it.
    pub access_key_secret: Secret<String>,
    /// The approved signature that stands before each message, without its brackets.
    pub sign_name: String,
}

/// Sends through Aliyun's short message service (SendSms, version 2017-05-25), signed as the
/// provider's V3 request structure asks (ACS3-HMAC-SHA256). The provider does not notice a message that
/// comes twice: what it took, or may have taken, is remembered here and not handed over again.
pub struct Aliyun {
    account: AliyunAccount,
    clock: Clock,
    agent: ureq::Agent,
    handed_over: Mutex<VecDeque<(String, Outcome)>>,
    /// Calls so far: two in one millisecond still differ.
    calls: AtomicU64,
}

type Outcome = Result<SmsReceipt, SmsError>;

/// What the provider answers.
#[derive(Deserialize)]
struct Answer {
    #[serde(rename = "Code", default)]
    code: String,
    #[serde(rename = "BizId", default)]
    biz_id: String,
}

/// A request before it is signed.
struct Request<'a> {
    host: &'a str,
    path: &'a str,
    query: &'a str,
    /// Headers that are signed besides the host, by name.
    headers: &'a [(&'static str, String)],
}

impl Aliyun {
    /// A gateway for this account.
    pub fn new(account: AliyunAccount, clock: Clock) -> Self {
        let config = ureq::Agent::config_builder();
        let config = config
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            // A kept connection that died unseen would leave open whether a message went out.
            .max_idle_connections(0);
        let (agent, handed_over) = (config.build().into(), Mutex::default());
        Self { account, clock, agent, handed_over, calls: AtomicU64::new(0) }
    }

    fn ask(&self, query: &str, nonce: &str) -> Result<(u16, String), SmsError> {
        let endpoint = self.account.endpoint.trim_end_matches('/');
        let host = endpoint.split_once("://").map_or(endpoint, |(_, host)| host);
        let at = jiff::Timestamp::from_millisecond(self.clock.now().millis());
        let at = at.map(|at| at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()).unwrap_or_default();
        let headers = [
            ("x-acs-action", "SendSms".to_owned()),
            ("x-acs-content-sha256", hex::encode(Sha256::digest(b""))),
            ("x-acs-date", at),
            ("x-acs-signature-nonce", nonce.to_owned()),
            ("x-acs-version", "2017-05-25".to_owned()),
        ];
        let request = Request { host, path: "/", query, headers: &headers };
        let (id, secret) = (&self.account.access_key_id, self.account.access_key_secret.reveal());
        let mut post = self.agent.post(format!("{endpoint}/?{query}"));
        post = post.header("authorization", request.authorization(id, secret));
        for (name, value) in &headers {
            post = post.header(*name, value);
        }
        let mut answer = post.send_empty().map_err(|error| unanswered(&error))?;
        let status = answer.status().as_u16();
        let text = answer.body_mut().read_to_string();
        Ok((status, text.map_err(|_| torn("it broke off"))?))
    }

    fn handed_over(&self) -> MutexGuard<'_, VecDeque<(String, Outcome)>> {
        self.handed_over.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Request<'_> {
    /// The header that signs it.
    fn authorization(&self, id: &str, secret: &str) -> String {
        let mut headers: Vec<(&str, &str)> = vec![("host", self.host)];
        headers.extend(self.headers.iter().map(|(name, value)| (*name, value.as_str())));
        headers.sort_unstable();
        let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let lines = headers.iter().fold(String::new(), |mut all, (name, value)| {
            let _ = writeln!(all, "{name}:{value}");
            all
        });
        let hash = hex::encode(Sha256::digest(b""));
        let canonical = format!("POST\n{}\n{}\n{lines}\n{names}\n{hash}", self.path, self.query);
        let sign = format!("ACS3-HMAC-SHA256\n{}", hex::encode(Sha256::digest(canonical)));
        let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
        let signature = mac.map(|mac| mac.chain_update(sign).finalize().into_bytes());
        let signature = signature.map(hex::encode).unwrap_or_default();
        format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}")
    }
}

impl Sms for Aliyun {
    fn send(&self, to: &PhoneNumber, text: &SmsText, idem: &str) -> Outcome {
        if let Some((_, outcome)) = self.handed_over().iter().find(|(key, _)| key == idem) {
            return outcome.clone();
        }
        let outcome = self.hand_over(to, text, idem);
        if matches!(outcome, Ok(_) | Err(SmsError::Unknown { .. })) {
            let mut handed_over = self.handed_over();
            if handed_over.len() == REMEMBERED {
                handed_over.pop_front();
            }
            handed_over.push_back((idem.to_owned(), outcome.clone()));
        }
        outcome
    }
}

impl Aliyun {
    fn hand_over(&self, to: &PhoneNumber, text: &SmsText, idem: &str) -> Outcome {
        let params: serde_json::Map<String, serde_json::Value> = text
            .params()
            .iter()
            .map(|(name, value)| (name.clone(), value.as_str().into()))
            .collect();
        let params = serde_json::Value::Object(params).to_string();
        let out = hex::encode(Sha256::digest(idem));
        let query = query(&[
            ("OutId", out.get(..32).unwrap_or_default()),
            ("PhoneNumbers", to.reveal()),
            ("SignName", &self.account.sign_name),
            ("TemplateCode", text.template()),
            ("TemplateParam", &params),
        ]);
        let (at, call) = (self.clock.now().millis(), self.calls.fetch_add(1, Ordering::Relaxed));
        let nonce = Sha256::digest(format!("{idem}.{at}.{call}"));
        let nonce = hex::encode(nonce);
        let (status, answer) = self.ask(&query, nonce.get(..32).unwrap_or_default())?;
        match serde_json::from_str::<Answer>(&answer) {
            Ok(answer) if answer.code == "OK" => Ok(SmsReceipt { provider_id: answer.biz_id }),
            Ok(answer) => Err(refused(status, &answer.code)),
            Err(_) => Err(without_a_word(status)),
        }
    }
}

/// What a refusal means. Only the provider's code is kept: its words may hold the number.
fn refused(status: u16, code: &str) -> SmsError {
    let word = |c: &char| c.is_ascii_alphabetic() || ['.', '_', '-'].contains(c);
    let logged = code.chars().filter(word).take(80).collect::<String>();
    match code {
        "isv.MOBILE_NUMBER_ILLEGAL" | "isv.MOBILE_COUNT_OVER_LIMIT" => {
            SmsError::NumberRefused { logged }
        }
        "isv.BUSINESS_LIMIT_CONTROL" => SmsError::TooMany,
        "isv.INVALID_PARAMETERS"
        | "isv.INVALID_JSON_PARAM"
        | "isv.PARAM_LENGTH_LIMIT"
        | "isv.PARAM_NOT_SUPPORT_URL"
        | "isv.BLACK_KEY_CONTROL_LIMIT" => SmsError::TextRefused { logged },
        "isp.SYSTEM_ERROR" | "isv.DAY_LIMIT_CONTROL" | "isv.MONTH_LIMIT_CONTROL" => {
            SmsError::Unavailable { logged }
        }
        _ if status >= 500 || code.starts_with("Throttling") => SmsError::Unavailable { logged },
        // Key, signature, template, balance, and whatever the provider adds: the operator must look.
        _ => SmsError::Misconfigured { logged },
    }
}

/// Not the provider's words: something between it and us, or an answer torn on the way.
fn without_a_word(status: u16) -> SmsError {
    let logged = format!("HTTP {status} without the provider's word");
    match status {
        429 | 503 => SmsError::Unavailable { logged },
        300..=499 => SmsError::Misconfigured { logged },
        _ => SmsError::Unknown { logged },
    }
}

fn torn(what: &str) -> SmsError {
    SmsError::Unknown { logged: format!("the answer came in part: {what}") }
}

/// No answer came. What never left this machine may be tried again; the rest may have been sent.
fn unanswered(error: &ureq::Error) -> SmsError {
    let before = match error {
        ureq::Error::HostNotFound
        | ureq::Error::ConnectionFailed
        | ureq::Error::Tls(_)
        | ureq::Error::Timeout(ureq::Timeout::Resolve | ureq::Timeout::Connect) => true,
        ureq::Error::Io(error) => error.kind() == ErrorKind::ConnectionRefused,
        _ => false,
    };
    // Its words may hold the address with the number.
    let logged = match error {
        ureq::Error::Timeout(_) => "no answer in time".to_owned(),
        ureq::Error::Io(error) => format!("connection: {}", error.kind()),
        _ => "no connection".to_owned(),
    };
    if before { SmsError::Unavailable { logged } } else { SmsError::Unknown { logged } }
}

/// Pairs as the signature wants them: in order, RFC 3986.
fn query(pairs: &[(&str, &str)]) -> String {
    let mut pairs: Vec<_> =
        pairs.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
    pairs.sort_unstable();
    pairs.join("&")
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut all, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                all.push(char::from(byte));
            }
            _ => {
                let _ = write!(all, "%{byte:02X}");
            }
        }
        all
    })
}

#[cfg(test)]
mod tests;
