use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use xianban_kernel::PhoneNumber;

use super::{Sms, SmsError, SmsReceipt, SmsText};

/// How many messages are remembered; a demo may run for long.
const REMEMBERED: usize = 1_000;

type Teller = dyn Fn(&PhoneNumber, &SmsText) + Send + Sync;

/// Sends nothing: keeps the last thousand messages for tests, and tells each new one to whoever
/// runs the demo.
#[derive(Default)]
pub struct FakeSms {
    memory: Mutex<Memory>,
    teller: Option<Box<Teller>>,
}

#[derive(Default)]
struct Memory {
    sent: VecDeque<Sent>,
    count: u64,
    failing: Option<SmsError>,
}

/// A message the fake has taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// For whom.
    pub to: PhoneNumber,
    /// What.
    pub text: SmsText,
    /// Under which key.
    pub idem: String,
    /// What the sender was told.
    pub receipt: SmsReceipt,
}

impl FakeSms {
    /// Keeps messages and tells nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps messages and tells each once to `teller`, such as the terminal of the demo.
    pub fn telling(teller: impl Fn(&PhoneNumber, &SmsText) + Send + Sync + 'static) -> Self {
        Self { teller: Some(Box::new(teller)), ..Self::default() }
    }

    /// All messages remembered, oldest first.
    pub fn sent(&self) -> Vec<Sent> {
        self.memory().sent.iter().cloned().collect()
    }

    /// The last message for `to`.
    pub fn last_to(&self, to: &PhoneNumber) -> Option<Sent> {
        self.memory().sent.iter().rev().find(|sent| sent.to == *to).cloned()
    }

    /// From now on every new message fails in this way; `None` mends it.
    pub fn fail_with(&self, error: Option<SmsError>) {
        self.memory().failing = error;
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Memory {
    /// The receipt, and whether the message is new.
    fn take(
        &mut self,
        to: &PhoneNumber,
        text: &SmsText,
        idem: &str,
    ) -> Result<(SmsReceipt, bool), SmsError> {
        if let Some(sent) = self.sent.iter().find(|sent| sent.idem == idem) {
            return Ok((sent.receipt.clone(), false));
        }
        if let Some(error) = &self.failing {
            return Err(error.clone());
        }
        self.count += 1;
        let receipt = SmsReceipt { provider_id: format!("fake-{}", self.count) };
        if self.sent.len() == REMEMBERED {
            self.sent.pop_front();
        }
        let (to, text, idem) = (to.clone(), text.clone(), idem.to_owned());
        self.sent.push_back(Sent { to, text, idem, receipt: receipt.clone() });
        Ok((receipt, true))
    }
}

impl Sms for FakeSms {
    fn send(&self, to: &PhoneNumber, text: &SmsText, idem: &str) -> Result<SmsReceipt, SmsError> {
        let (receipt, new) = self.memory().take(to, text, idem)?;
        if let Some(teller) = self.teller.as_ref().filter(|_| new) {
            teller(to, text);
        }
        Ok(receipt)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::super::Template;
    use super::*;

    fn text(code: &str) -> SmsText {
        let template = Template { code: "SMS_1".into(), wording: "验证码 {code}".into() };
        template.fill(&[("code", code)]).unwrap()
    }

    fn phone(number: &str) -> PhoneNumber {
        number.parse().unwrap()
    }

    #[test]
    fn what_is_sent_can_be_read() {
        let sms = FakeSms::new();
        let (hers, his) = (phone("13812346621"), phone("13812346622"));
        sms.send(&hers, &text("111111"), "a").unwrap();
        sms.send(&his, &text("222222"), "b").unwrap();
        assert_eq!(sms.sent().len(), 2);
        assert_eq!(sms.last_to(&hers).unwrap().text.said(), "验证码 111111");
    }

    #[test]
    fn the_same_key_sends_once_and_gives_the_same_receipt() {
        let (told, heard) = mpsc::channel();
        let sms = FakeSms::telling(move |_, text| told.send(text.said().to_owned()).unwrap());
        let first = sms.send(&phone("13812346621"), &text("111111"), "a").unwrap();
        let again = sms.send(&phone("13812346621"), &text("111111"), "a").unwrap();
        assert_eq!(first, again);
        assert_eq!(sms.sent().len(), 1);
        drop(sms);
        assert_eq!(heard.iter().collect::<Vec<_>>(), ["验证码 111111"]);
    }

    #[test]
    fn it_fails_when_a_test_wants_it_to_and_mends() {
        let sms = FakeSms::new();
        let down = SmsError::Unavailable { logged: "down".into() };
        assert!(down.worth_another_try());
        sms.fail_with(Some(down.clone()));
        assert_eq!(sms.send(&phone("13812346621"), &text("1"), "a"), Err(down));
        assert_eq!(sms.sent(), []);
        sms.fail_with(None);
        assert!(sms.send(&phone("13812346621"), &text("1"), "a").is_ok());
    }

    #[test]
    fn it_remembers_a_thousand() {
        let sms = FakeSms::new();
        for n in 0..1_005 {
            sms.send(&phone("13812346621"), &text("1"), &n.to_string()).unwrap();
        }
        let sent = sms.sent();
        assert_eq!((sent.len(), sent[0].idem.as_str()), (1_000, "5"));
    }
}
