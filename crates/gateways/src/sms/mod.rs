//! Text messages. Providers take a template they have approved and its values, never free text; so
//! does the port. Providers do not notice a message sent twice: the port does, by its key.

mod aliyun;
mod fake;
mod text;

use xianban_kernel::PhoneNumber;

pub use aliyun::{Aliyun, AliyunAccount};
pub use fake::{FakeSms, Sent};
pub use text::{SmsText, SmsTextFault, Template};

/// Sends text messages. It may take seconds: call it from a thread that may wait, never from
/// inside a transaction.
pub trait Sms: Send + Sync {
    /// Hands `text` for `to` to the provider. The same `idem` again is the same message: it is not
    /// sent twice.
    fn send(&self, to: &PhoneNumber, text: &SmsText, idem: &str) -> Result<SmsReceipt, SmsError>;
}

/// The provider's word that it has taken a message. It does not say that it arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SmsReceipt {
    /// The provider's own number of the message, for asking after it.
    pub provider_id: String,
}

/// Why a message was not sent, or may not have been.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SmsError {
    /// The provider does not take this number; another try will not help.
    #[error("number refused: {logged}")]
    NumberRefused {
        /// The provider's words, for the log.
        logged: String,
    },
    /// The provider does not take this template or its values; another try will not help.
    #[error("text refused: {logged}")]
    TextRefused {
        /// The provider's words, for the log.
        logged: String,
    },
    /// Too many messages to this number, by the provider's count.
    #[error("too many messages to this number")]
    TooMany,
    /// The provider takes nothing from us as we are set up: account, key, signature or template.
    /// Nothing was sent; it is for the operator to mend, then it goes out.
    #[error("the SMS gateway is not set up right: {logged}")]
    Misconfigured {
        /// The provider's word for it, for the log.
        logged: String,
    },
    /// The provider cannot be reached or is overloaded: nothing was sent, later may help.
    #[error("provider unavailable: {logged}")]
    Unavailable {
        /// What was seen, for the log.
        logged: String,
    },
    /// No answer came: it may have been sent. Look for a receipt before trying again.
    #[error("no answer from the provider: {logged}")]
    Unknown {
        /// What was seen, for the log.
        logged: String,
    },
}

impl SmsError {
    /// Whether sending again, later, is right.
    pub const fn worth_another_try(&self) -> bool {
        matches!(self, Self::TooMany | Self::Unavailable { .. } | Self::Misconfigured { .. })
    }

    /// One word for each kind, for counting.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NumberRefused { .. } => "number_refused",
            Self::TextRefused { .. } => "text_refused",
            Self::TooMany => "too_many",
            Self::Misconfigured { .. } => "misconfigured",
            Self::Unavailable { .. } => "unavailable",
            Self::Unknown { .. } => "unknown",
        }
    }
}
