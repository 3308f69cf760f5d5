use std::collections::BTreeMap;

use xianban_kernel::Problem;
use xianban_store::{params, post};

use super::deliver::{KIND, Payload};
use crate::appeals::nouns::Appeal;
use crate::office::Work;
use crate::rules::NoticeKind;
use crate::trail::Vault;

/// Writes a message into the applicant's inbox and the outbox, in this transaction. The row holds
/// codes and fields of the machine only; the words are put together when it is read.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let Some(notice) = leave_in_inbox(work, appeal, kind, fields)? else { return Ok(()) };
    let Some(reader) = appeal.applicant.clone() else { return Ok(()) };
    let payload = serde_json::to_string(&Payload { reader, notice });
    let payload = payload.map_err(|error| Problem::broken(error.to_string()))?;
    let key = format!("notice:{notice}");
    Ok(post(work.tx, appeal.district, KIND, &key, &payload, work.cx.at)?)
}

/// Writes a message into the applicant's inbox alone; answers its row, if there is a reader.
pub(crate) fn leave_in_inbox(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &[(&str, String)],
) -> Result<Option<i64>, Problem> {
    let Some(reader) = &appeal.applicant else { return Ok(None) };
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| (*name, value)).collect();
    let fields =
        serde_json::to_string(&fields).map_err(|error| Problem::broken(error.to_string()))?;
    work.tx.execute(
        "insert into notice (reader, id, district, appeal, kind, fields, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![reader, id, appeal.district, appeal.id, kind.code(), fields, work.cx.at],
    )?;
    Ok(Some(id))
}

pub(crate) fn worded(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    kind: NoticeKind,
    fields: &str,
) -> Result<(String, String), Problem> {
    let mut fields: BTreeMap<String, String> =
        serde_json::from_str(fields).map_err(|error| Problem::broken(error.to_string()))?;
    fields.insert("no".to_owned(), appeal.no.clone());
    let vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    let title = vault.read(work.tx, appeal.words.title)?;
    fields.insert("title".to_owned(), title.unwrap_or_default());
    // A person's words are not in the row but in the vault, under the number given here.
    if let Some(n) = fields.get("words").and_then(|n| n.parse().ok()) {
        let words = vault.read(work.tx, n)?;
        fields.insert("reason".to_owned(), words.unwrap_or_else(|| "内容已删除".to_owned()));
    }
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let notice = rules.notice(kind).ok_or_else(|| Problem::broken("a notice without words"))?;
    let values: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Ok((notice.title.clone(), notice.fill(&values)))
}
