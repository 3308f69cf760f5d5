//! The code by SMS, as a form asks for it and tells what became of it.

use serde::{Deserialize, Serialize};
use xianban_domain::identity::{self, CodeFor, Knock, Whom};
use xianban_kernel::{PhoneNumber, Problem};

use crate::visitor::Visitor;

/// How many minutes a code is good for.
pub(crate) const GOOD_FOR: i64 = 5;
/// Who has just asked is told so within so many seconds; the code from then is still good.
const JUST_ASKED: u32 = 60;

/// What became of asking for a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct CodeTold {
    /// When.
    pub(crate) at: i64,
    /// Whether a code is on its way to this very phone.
    pub(crate) sent: bool,
    /// What the person reads.
    pub(crate) said: String,
    /// The field with the mistake; empty when there is none.
    pub(crate) field: String,
}

/// Sends a code to a phone. Whoever asks again within the minute goes on with the one he has.
///
/// # Errors
/// [`Problem::TooMany`], [`Problem::Wait`].
pub(crate) async fn ask_code(
    visitor: &Visitor,
    phone: PhoneNumber,
    what: CodeFor,
) -> Result<CodeTold, Problem> {
    visitor.comes(Knock::Code, Whom::Phone(phone.clone())).await?;
    let (office, to, at) = (&visitor.site.office, phone.masked(), visitor.cx.at.millis());
    let sent =
        office.write(&visitor.cx, move |work| identity::request_code(work, &phone, what)).await;
    let said = match sent {
        Ok(()) => format!("验证码已发到 {to}，{GOOD_FOR} 分钟内有效。"),
        Err(Problem::TooMany { retry_after }) if retry_after <= JUST_ASKED => format!(
            "刚才已经给 {to} 发过验证码，还能用，请填短信里的 6 位数字。没收到的话，{retry_after} 秒后可以再要一次。"
        ),
        Err(problem) => return Err(problem),
    };
    Ok(CodeTold { at, sent: true, said, field: String::new() })
}

impl CodeTold {
    /// Why none was sent.
    pub(crate) fn refused(visitor: &Visitor, problem: &Problem) -> Self {
        let field = if matches!(problem, Problem::Faults(_)) { "phone" } else { "sms" };
        let said = match problem {
            Problem::Faults(faults) => faults.iter().map(|fault| fault.said.as_str()).collect(),
            other => other.said(),
        };
        Self { at: visitor.cx.at.millis(), sent: false, said, field: field.to_owned() }
    }

    /// Whether the code it speaks of may still be good.
    pub(crate) fn holds(&self, visitor: &Visitor) -> bool {
        visitor.cx.at.millis() < self.at + GOOD_FOR * 60_000
    }
}

/// A phone as somebody typed it.
pub(crate) fn read_phone(text: &str) -> Result<PhoneNumber, Problem> {
    PhoneNumber::parse(text).map_err(|fault| Problem::fault("phone", fault.said()))
}
