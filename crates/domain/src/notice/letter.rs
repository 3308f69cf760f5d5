use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::{Moment, PersonId, PhoneNumber, Problem};
use xianban_store::params;

use super::guest::{GUEST, guest_code};
use super::inbox::about;
use crate::dossier::Dossier;
use crate::identity::phone_of;
use crate::office::Work;

/// The kind of letter in the outbox.
pub(super) const KIND: &str = "notice";

/// What the letter of a notice holds: which notice, of whom.
#[derive(Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) reader: String,
    pub(super) notice: i64,
}

/// A notice on its way out by short message. The message names the matter and what became of it; it
/// has none of its words and no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// To whom.
    pub to: PhoneNumber,
    /// What it is about.
    pub about: Dossier,
    /// Which notice, by its code.
    pub kind: String,
    /// What became of it, in a few words.
    pub what: String,
    /// The code that opens it without a login, when it has just got its number.
    pub code: Option<String>,
    /// What the message says, as the rules word it.
    pub text: String,
}

/// What a room knows besides the fields of a notice: the code that opens the dossier of this notice, if
/// it gives one away.
pub type Code = fn(&mut Work<'_, '_>, &Dossier, &str) -> Result<Option<String>, Problem>;

/// What the letter of a notice sends; `None` when nothing has to go out: the notice was read, or
/// its reader has no phone here any more. `site` is where people find the pages.
pub fn outgoing(
    work: &mut Work<'_, '_>,
    payload: &str,
    site: &str,
    code: Code,
) -> Result<Option<Outgoing>, Problem> {
    let letter: Payload = serde_json::from_str(payload)
        .map_err(|error| Problem::broken(format!("notice letter: {error}")))?;
    let row = work.tx.row(
        "select dossier, kind, fields, at, read_at from notice \
         where district = $1 and reader = $2 and id = $3",
        params![work.tx.district(), letter.reader, letter.notice],
    )?;
    let Some(row) = row.filter(|row| matches!(row.get("read_at"), Ok(None::<i64>))) else {
        return Ok(None);
    };
    let (kind, at): (String, Moment) = (row.get("kind")?, row.get("at")?);
    let about = about(work, row.get("dossier")?)?;
    let Some(person) = resident(&letter.reader) else { return Ok(None) };
    let Some(to) = phone_of(work, person)? else { return Ok(None) };
    let code = code(work, &about, &kind)?;
    let fields: BTreeMap<String, String> = serde_json::from_str(&row.get::<String>("fields")?)
        .map_err(|error| Problem::broken(format!("notice fields: {error}")))?;
    let guest = fields.get(GUEST).and_then(|n| n.parse().ok());
    let guest =
        guest.map(|n| guest_code(&work.office.keys, about.district, about.id, n).to_string());
    let mut values: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), &**value)).collect();
    values.extend(code.as_deref().or(guest.as_deref()).map(|code| ("code", code)));
    let rules = work.office.rules_at(at).rules;
    let notice = rules.notice(&kind).ok_or_else(|| Problem::broken("a notice without words"))?;
    let what = notice.in_short(&values);
    let own = guest.as_deref().map(|code| format!("?code={}", code.replace(' ', "")));
    let own = own.unwrap_or_default();
    let link = format!("{site}/{}{own}", about.link());
    let text = rules.sms.fill(&about.kind, &about.no, &what, &link);
    Ok(Some(Outgoing { to, about, kind, what, code, text }))
}

/// The resident who reads an inbox; nobody else gets short messages.
pub(super) fn resident(reader: &str) -> Option<PersonId> {
    reader.strip_prefix("resident:").and_then(|row| row.parse().ok()).map(PersonId::new)
}
