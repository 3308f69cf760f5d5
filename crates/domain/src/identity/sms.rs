//! Short messages on their way out. The outbox row holds the phone sealed; only the sender opens it.

use serde::{Deserialize, Serialize};
use xianban_kernel::{PhoneNumber, Problem};
use xianban_store::post;

use crate::keys::Keys;
use crate::office::Work;

/// The kind of letter in the outbox.
const KIND: &str = "sms";
const PURPOSE: &str = "outbox.sms";

/// What a code is asked for, as the message with it says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeFor {
    /// To log in.
    #[default]
    Login,
    /// To file a matter, or to act on one that was filed with this phone.
    Matter,
}

impl CodeFor {
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Login => "登录",
            Self::Matter => "提交或办理诉求",
        }
    }
}

/// A short message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// To whom.
    pub to: PhoneNumber,
    /// What it says.
    pub text: String,
    /// The code alone, for providers that put it into words of their own.
    pub code: String,
    /// What the code is for.
    pub what: CodeFor,
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    sealed: String,
}

#[derive(Serialize, Deserialize)]
struct Inside {
    to: String,
    text: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    what: CodeFor,
}

/// Puts a message into the outbox, once per key.
pub fn post_sms(work: &mut Work<'_, '_>, key: &str, sms: &Sms) -> Result<(), Problem> {
    let (to, text, code) = (sms.to.reveal().to_owned(), sms.text.clone(), sms.code.clone());
    let inside = Inside { to, text, code, what: sms.what };
    let plain = serde_json::to_vec(&inside).map_err(|error| unreadable(&error))?;
    let sealed = hex::encode(work.office.keys.seal(PURPOSE, &plain, work.tx.draw()));
    let payload = serde_json::to_string(&Sealed { sealed }).map_err(|error| unreadable(&error))?;
    Ok(post(work.tx, work.office.district, KIND, key, &payload, work.cx.at)?)
}

/// Opens a message for its sender.
pub fn open_sms(keys: &Keys, payload: &str) -> Result<Sms, Problem> {
    let outside: Sealed = serde_json::from_str(payload).map_err(|error| unreadable(&error))?;
    let sealed = hex::decode(outside.sealed).map_err(|_| Problem::broken("sms is not hex"))?;
    let inside: Inside = serde_json::from_slice(&keys.open(PURPOSE, &sealed)?)
        .map_err(|error| unreadable(&error))?;
    let to = inside.to.parse().map_err(|_| Problem::broken("sms to no phone"))?;
    Ok(Sms { to, text: inside.text, code: inside.code, what: inside.what })
}

/// Says where the JSON breaks, never what it holds.
fn unreadable(error: &serde_json::Error) -> Problem {
    Problem::broken(format!("sms payload: {:?} at {}", error.classify(), error.column()))
}
