//! Takes letters from the outbox to the SMS gateway: codes, and what became of a matter.
//! Without a gateway they are printed, which is what the demo wants: the code stands on the terminal.

mod pace;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use tokio::task::JoinSet;

use xianban_domain::identity::{CodeFor, Sms as CodeSms, open_sms};
use xianban_domain::notice::Outgoing;
use xianban_domain::office::{Office, Work};
use xianban_domain::rooms;
use xianban_gateways::sms::{Aliyun, FakeSms, Sms, SmsError, SmsText};
use xianban_kernel::{Actor, Clock, Context, Moment, PhoneNumber, Problem, Seed};
use xianban_store::{Backlog, Letter, Tx, backlog, claim_letters, fail_letter, finish_letter};

use crate::configuration::Fault;
use crate::texting::Texting;

use pace::{Hurry, Pace};

pub use pace::Rate;

/// A letter is tried this often before it is given up.
const TRIES: i64 = 5;

/// The first wait before another try; it doubles each time.
const WAIT_MILLIS: i64 = 30_000;

/// A code is of no use after this long (the code itself ends after five minutes).
const CODE_TRIES: i64 = 3;

/// Who takes letters to the gateway.
#[derive(Clone)]
pub struct Courier {
    office: Office,
    sms: Arc<dyn Sms>,
    templates: Templates,
    pace: Arc<Pace>,
    /// Where people find the pages.
    site: String,
}

/// The provider's names of the templates; empty when messages are printed.
#[derive(Clone, Default)]
struct Templates {
    login: String,
    matter: String,
    notice: String,
    news: String,
    filed: String,
}

impl Templates {
    /// The words of a code, with its value.
    fn of_code(&self, sms: &CodeSms) -> SmsText {
        let own = sms.what == CodeFor::Matter && !self.matter.is_empty();
        let template = if own { &self.matter } else { &self.login };
        SmsText::filled(template, &[("code", &sms.code)], sms.text.clone())
    }

    /// The words of a notice, by the template that says most of those the operator has.
    fn of_notice(&self, notice: &Outgoing) -> SmsText {
        let (no, what, text) =
            (notice.about.no.as_str(), notice.what.as_str(), notice.text.clone());
        match notice.code.as_deref() {
            Some(code) if !self.filed.is_empty() => {
                SmsText::filled(&self.filed, &[("no", no), ("code", code)], text)
            }
            _ if !self.news.is_empty() => {
                SmsText::filled(&self.news, &[("no", no), ("what", what)], text)
            }
            _ => SmsText::filled(&self.notice, &[("no", no)], text),
        }
    }
}

/// A letter, and what it means when it does not arrive.
enum Mail {
    Code(CodeSms),
    Notice(Box<Outgoing>),
    /// Nothing has to go out any more.
    Nothing,
}

impl Courier {
    /// Prints what it is given to carry.
    pub fn printing(office: Office, site: String) -> Self {
        let print = |to: &PhoneNumber, text: &_| println!("短信 → {}：{}", to.masked(), said(text));
        let (sms, templates) = (Arc::new(FakeSms::telling(print)), Templates::default());
        Self { office, sms, templates, pace: Arc::new(Pace::of(Rate::default())), site }
    }

    /// Carries to the gateway that the configuration names, or prints.
    pub fn of(office: Office, texting: Option<Texting>, clock: Clock, site: String) -> Self {
        let Some(texting) = texting else { return Self::printing(office, site) };
        let templates = Templates {
            login: texting.template_login,
            matter: texting.template_matter,
            notice: texting.template_notice,
            news: texting.template_news,
            filed: texting.template_filed,
        };
        let pace = Arc::new(Pace::of(texting.rate));
        Self { office, sms: Arc::new(Aliyun::new(texting.account, clock)), templates, pace, site }
    }

    /// Sends the codes that wait.
    pub async fn send_codes(&self, at: Moment) -> Result<(), Fault> {
        self.send("sms", Hurry::Code, at).await
    }

    /// Sends word of the notices that wait.
    pub async fn send_notices(&self, at: Moment) -> Result<(), Fault> {
        self.send("notice", Hurry::News, at).await
    }

    /// Sends all of a kind that is due, as fast as the gateway takes it. Each letter is taken only when
    /// there is a place for it, so that its lease lasts however slow the gateway is.
    async fn send(&self, kind: &'static str, hurry: Hurry, at: Moment) -> Result<(), Fault> {
        let district = self.office.district;
        let mut under_way = JoinSet::new();
        loop {
            let mut places = Vec::new();
            places.extend(self.pace.place(hurry).await);
            places.extend(std::iter::from_fn(|| self.pace.free_place(hurry)));
            let most = i64::try_from(places.len()).unwrap_or(1);
            let claim = move |tx: &mut Tx<'_>| claim_letters(tx, district, kind, at, most);
            let letters = self.office.db.claim(Seed::fresh(), claim).await?;
            if letters.is_empty() {
                break;
            }
            for (letter, place) in letters.into_iter().zip(places) {
                let courier = self.clone();
                under_way.spawn(async move {
                    courier.pace.turn(hurry).await;
                    let id = letter.id;
                    if let Err(fault) = courier.carry(letter, at).await {
                        // It comes again when its lease has run out.
                        tracing::warn!(letter = id, %fault, "a letter stays in the outbox");
                    }
                    drop(place);
                });
            }
        }
        under_way.join_all().await;
        self.tell_backlog(kind, at).await
    }

    /// What is left of a kind, for the metrics.
    async fn tell_backlog(&self, kind: &'static str, at: Moment) -> Result<(), Fault> {
        let district = self.office.district;
        let left = self.office.db.read(move |tx| backlog(tx, district, kind, at)).await?;
        let Backlog { due, since } = left;
        let age = since.map_or(0, |since| (at.millis() - since.millis()) / 1000);
        for (name, value) in [("outbox_due", due), ("outbox_age_seconds", age)] {
            metrics::gauge!(name, "kind" => kind)
                .set(f64::from(i32::try_from(value).unwrap_or(i32::MAX)));
        }
        Ok(())
    }

    async fn carry(&self, letter: Letter, at: Moment) -> Result<(), Fault> {
        let cx = Context::new(Actor::System, at, Seed::fresh());
        let mail = self.open(&letter, &cx).await?;
        let (to, text) = match &mail {
            Mail::Code(sms) => (sms.to.clone(), self.templates.of_code(sms)),
            Mail::Notice(notice) => (notice.to.clone(), self.templates.of_notice(notice)),
            Mail::Nothing => return self.finish(letter.id, at).await,
        };
        let (sms, key) = (self.sms.clone(), letter.key.clone());
        let sent = tokio::task::spawn_blocking(move || sms.send(&to, &text, &key).map(drop)).await;
        let sent = sent.map_err(|error| Problem::broken(error.to_string()))?;
        let outcome = sent.as_ref().map_or_else(SmsError::word, |()| "sent");
        metrics::counter!("sms_total", "outcome" => outcome).increment(1);
        match sent {
            Ok(()) => self.finish(letter.id, at).await,
            Err(error) => self.missed(&letter, mail, &error, cx).await,
        }
    }

    async fn open(&self, letter: &Letter, cx: &Context) -> Result<Mail, Problem> {
        if letter.kind == "sms" {
            return open_sms(&self.office.keys, &letter.payload).map(Mail::Code);
        }
        let (payload, site) = (letter.payload.clone(), self.site.clone());
        let read = self.office.read(cx, move |work| rooms::outgoing(work, &payload, &site));
        Ok(read.await?.map_or(Mail::Nothing, |letter| Mail::Notice(Box::new(letter))))
    }

    async fn finish(&self, id: i64, at: Moment) -> Result<(), Fault> {
        Ok(self.office.db.claim(Seed::fresh(), move |tx| finish_letter(tx, id, at)).await?)
    }

    /// Tried again later, or given up: then somebody owes the reader of a notice a call.
    async fn missed(
        &self,
        letter: &Letter,
        mail: Mail,
        error: &SmsError,
        cx: Context,
    ) -> Result<(), Fault> {
        let (id, at, why) = (letter.id, cx.at, error.to_string());
        let tries = if matches!(mail, Mail::Code(_)) { CODE_TRIES } else { TRIES };
        let again = (error.worth_another_try() && letter.attempts < tries)
            .then(|| at.plus_millis(WAIT_MILLIS << letter.attempts.clamp(0, 10)));
        let again_later = again.is_some();
        if matches!(error, SmsError::Misconfigured { .. }) {
            tracing::error!(letter = id, %error, again_later, "no message goes out like this");
        } else {
            tracing::warn!(letter = id, %error, again_later, "a message was not sent");
        }
        let unreached = match mail {
            Mail::Notice(notice) if again.is_none() => Some(notice),
            _ => None,
        };
        let note = move |work: &mut Work<'_, '_>| {
            fail_letter(work.tx, id, at, again, &why)?;
            if let Some(notice) = &unreached {
                rooms::undelivered(work, notice)?;
            }
            Ok(())
        };
        Ok(self.office.write_later(&cx, note).await?)
    }
}

fn said(text: &SmsText) -> &str {
    text.said()
}
