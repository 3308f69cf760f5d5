use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xianban_kernel::{PersonId, PhoneNumber, Problem};
use xianban_store::params;

use super::query_code::own_query_code;
use crate::appeals::rows::store;
use crate::identity::phone_of;
use crate::office::Work;
use crate::rules::NoticeKind;

/// The kind of letter in the outbox.
pub(crate) const KIND: &str = "notice";

/// What the letter of a notice holds: which notice, of whom.
#[derive(Serialize, Deserialize)]
pub(crate) struct Payload {
    pub(crate) reader: String,
    pub(crate) notice: i64,
}

/// A notice on its way out by short message. The message names the appeal and what became of it; it
/// has none of its words and no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// To whom.
    pub to: PhoneNumber,
    /// The appeal's number.
    pub no: String,
    /// Which notice.
    pub kind: NoticeKind,
    /// What became of it, in a few words.
    pub what: String,
    /// Its query code, when it has just got its number.
    pub code: Option<String>,
    /// What the message says, as the rules word it.
    pub text: String,
}

/// What the letter of a notice sends; `None` when nothing has to go out: the notice was read, or
/// its reader has no phone here any more. `site` is where people find the pages.
pub fn outgoing(
    work: &mut Work<'_, '_>,
    payload: &str,
    site: &str,
) -> Result<Option<Outgoing>, Problem> {
    let letter: Payload = serde_json::from_str(payload)
        .map_err(|error| Problem::broken(format!("notice letter: {error}")))?;
    let row = work.tx.row(
        "select district, appeal, kind, fields, read_at from notice \
         where district = $1 and reader = $2 and id = $3",
        params![work.tx.district(), letter.reader, letter.notice],
    )?;
    let Some(row) = row.filter(|row| matches!(row.get("read_at"), Ok(None::<i64>))) else {
        return Ok(None);
    };
    let kind: String = row.get("kind")?;
    let kind = NoticeKind::from_code(&kind).ok_or_else(|| Problem::broken("notice kind"))?;
    let appeal = store::load(work.tx, row.get("district")?, row.get("appeal")?)?;
    let appeal = appeal.ok_or_else(|| Problem::broken("a notice without its appeal"))?;
    let person = letter.reader.strip_prefix("resident:").and_then(|row| row.parse().ok());
    let Some(person) = person.map(PersonId::new) else { return Ok(None) };
    let Some(to) = phone_of(work, person)? else { return Ok(None) };
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let code = match kind {
        NoticeKind::Submitted | NoticeKind::Split => own_query_code(work, &appeal),
        _ => None,
    };
    let code = code.map(|code| code.to_string());
    let fields: BTreeMap<String, String> = serde_json::from_str(&row.get::<String>("fields")?)
        .map_err(|error| Problem::broken(format!("notice fields: {error}")))?;
    let mut values: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), &**value)).collect();
    values.extend(code.as_deref().map(|code| ("code", code)));
    let notice = rules.notice(kind).ok_or_else(|| Problem::broken("a notice without words"))?;
    let what = notice.in_short(&values);
    let text = rules.sms.fill(&appeal.no, &what, &format!("{site}/appeals/{}", appeal.no));
    Ok(Some(Outgoing { to, no: appeal.no, kind, what, code, text }))
}
