use std::fmt::Write as _;
use std::io::ErrorKind;
use std::time::Duration;

use hmac::{Hmac, KeyInit, Mac};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use xianban_kernel::{Clock, PhoneNumber, Secret};

use super::{Sms, SmsError, SmsReceipt, SmsText};

/// How long the provider has for an answer.
const PATIENCE: Duration = Duration::from_secs(8);

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
/// comes twice: whoever calls must not hand one over again after [`SmsError::Unknown`].
pub struct Aliyun {
    account: AliyunAccount,
    clock: Clock,
    agent: ureq::Agent,
}

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
        let config = config.timeout_global(Some(PATIENCE)).http_status_as_error(false);
        Self { account, clock, agent: config.build().into() }
    }

    fn ask(&self, query: &str, nonce: &str) -> Result<String, SmsError> {
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
        answer.body_mut().read_to_string().map_err(|error| unanswered(&error))
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
    fn send(&self, to: &PhoneNumber, text: &SmsText, idem: &str) -> Result<SmsReceipt, SmsError> {
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
        let nonce = Sha256::digest(format!("{idem}.{}", self.clock.now().millis()));
        let nonce = hex::encode(nonce);
        let answer = self.ask(&query, nonce.get(..32).unwrap_or_default())?;
        let torn = |_| SmsError::Unknown { logged: "an answer that is no JSON".to_owned() };
        let answer: Answer = serde_json::from_str(&answer).map_err(torn)?;
        if answer.code == "OK" {
            return Ok(SmsReceipt { provider_id: answer.biz_id });
        }
        Err(refused(&answer.code))
    }
}

/// What a refusal means. Only the provider's code is kept: its words may hold the number.
fn refused(code: &str) -> SmsError {
    let logged = code.chars().filter(char::is_ascii).take(80).collect::<String>();
    match code {
        "isv.MOBILE_NUMBER_ILLEGAL"
        | "isv.MOBILE_COUNT_OVER_LIMIT"
        | "isv.BLACK_KEY_CONTROL_LIMIT" => SmsError::NumberRefused { logged },
        "isv.BUSINESS_LIMIT_CONTROL"
        | "isv.DAY_LIMIT_CONTROL"
        | "isv.MONTH_LIMIT_CONTROL"
        | "isv.SMS_CONTENT_MISMATCH_LIMIT_CONTROL" => SmsError::TooMany,
        code if code.starts_with("isv.")
            && ["TEMPLATE", "SIGN", "PARAM"].iter().any(|part| code.contains(part)) =>
        {
            SmsError::TextRefused { logged }
        }
        _ => SmsError::Unavailable { logged },
    }
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
