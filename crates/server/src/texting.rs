//! By which gateway short messages go out, as the configuration says; without one they are printed.

use std::fmt;
use std::path::PathBuf;

use serde::Deserialize;
use xianban_gateways::sms::AliyunAccount;
use xianban_kernel::Secret;

use crate::configuration::Fault;

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
    template_notice: String,
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
    /// Takes `no`: an appeal about which there is news.
    pub template_notice: String,
}

fn usual_endpoint() -> String {
    "https://dysmsapi.aliyuncs.com/".to_owned()
}

impl Given {
    /// With its secret, from the file or the variable.
    pub fn settle(self, variable: Option<&Secret<String>>) -> Result<Texting, Fault> {
        let Provider::Aliyun = self.provider;
        let secret = match self.access_key_secret_file {
            Some(file) => std::fs::read_to_string(&file)
                .map_err(Fault::while_doing(format!("reading {}", file.display())))?,
            None => variable.map(|secret| secret.reveal().clone()).unwrap_or_default(),
        };
        let secret = secret.trim().to_owned();
        if secret.is_empty() {
            let what = format!("secret for [sms]: name access_key_secret_file or set {VARIABLE}");
            return Err(Fault::NotThere(what));
        }
        let (endpoint, access_key_id) = (self.endpoint, self.access_key_id);
        let (access_key_secret, sign_name) = (Secret::new(secret), self.sign_name);
        let account = AliyunAccount { endpoint, access_key_id, access_key_secret, sign_name };
        let (template_login, template_notice) = (self.template_login, self.template_notice);
        Ok(Texting { account, template_login, template_notice })
    }
}

/// Without the secret.
impl fmt::Display for Texting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { account, template_login, template_notice } = self;
        write!(
            f,
            "# short messages by aliyun, signed {}, templates {template_login} and \
             {template_notice}, at {}",
            account.sign_name, account.endpoint
        )
    }
}
