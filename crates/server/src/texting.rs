//! By which gateway short messages go out, as the configuration says; without one they are printed.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;
use xianban_gateways::sms::AliyunAccount;
use xianban_kernel::Secret;

use crate::configuration::Fault;
use crate::courier::Rate;
use crate::proof;

/// The variable that may hold the secret instead of a file.
const VARIABLE: &str = "XIANBAN_SMS_SECRET";

/// The part `[sms]` of the configuration file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    provider: Provider,
    #[serde(default = "usual_endpoint")]
    endpoint: String,
    access_key_id: String,
    access_key_secret_file: Option<PathBuf>,
    sign_name: String,
    template_login: String,
    #[serde(default)]
    template_matter: String,
    template_notice: String,
    #[serde(default)]
    template_news: String,
    #[serde(default)]
    template_filed: String,
    at_once: Option<usize>,
    a_second: Option<u32>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Provider {
    Aliyun,
}

/// A gateway, and which approved template says what.
#[derive(Clone, Debug)]
pub struct Texting {
    /// The account.
    pub account: AliyunAccount,
    /// Takes `code`: a login code.
    pub template_login: String,
    /// Takes `code`: for filing a matter or acting on one; the login's when empty.
    pub template_matter: String,
    /// Takes `no`: an appeal about which there is news.
    pub template_notice: String,
    /// Takes `no` and `what`: what became of it. May be empty.
    pub template_news: String,
    /// Takes `no` and `code`: a matter has got its number and query code. May be empty.
    pub template_filed: String,
    /// What the gateway takes.
    pub rate: Rate,
}

fn usual_endpoint() -> String {
    "https://dysmsapi.aliyuncs.com/".to_owned()
}

impl Given {
    /// With its secret, from the file or the variable.
    pub fn settle(self, variable: Option<&Secret<String>>) -> Result<Texting, Fault> {
        let Provider::Aliyun = self.provider;
        let file = self.access_key_secret_file.as_deref();
        let of = ("[sms]", "access_key_secret_file", file);
        let access_key_secret = proof::read(of, (VARIABLE, variable))?;
        let (endpoint, access_key_id) = (self.endpoint, self.access_key_id);
        let sign_name = self.sign_name;
        let account = AliyunAccount { endpoint, access_key_id, access_key_secret, sign_name };
        let usual = Rate::default();
        let rate = Rate {
            at_once: self.at_once.unwrap_or(usual.at_once),
            a_second: self.a_second.unwrap_or(usual.a_second),
        };
        if rate.at_once == 0 || rate.a_second == 0 {
            return Err(Fault::Texting);
        }
        Ok(Texting {
            rate,
            account,
            template_login: self.template_login,
            template_matter: self.template_matter,
            template_notice: self.template_notice,
            template_news: self.template_news,
            template_filed: self.template_filed,
        })
    }
}

/// Without the secret.
impl fmt::Display for Texting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = [
            &self.template_login,
            &self.template_matter,
            &self.template_notice,
            &self.template_news,
            &self.template_filed,
        ];
        let named: Vec<_> =
            all.into_iter().filter(|name| !name.is_empty()).map(String::as_str).collect();
        let (sign, endpoint) = (&self.account.sign_name, &self.account.endpoint);
        let named = named.join(", ");
        write!(f, "# short messages by aliyun, signed {sign}, templates {named}, at {endpoint}")
    }
}
