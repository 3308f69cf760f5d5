use std::collections::BTreeMap;

use xianban_kernel::{DossierId, Moment, Problem};
use xianban_store::{params, post};

use super::about::NOTHING;
use super::letter::{KIND, Payload, resident};
use crate::identity::has_phone;
use crate::office::Work;

/// Writes a message into somebody's inbox, and into the outbox where a short message can reach him, in
/// this transaction.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    reader: &str,
    about: DossierId,
    kind: &'static str,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    let notice = leave(work, reader, about, kind, fields)?;
    let Some(person) = resident(reader) else { return Ok(()) };
    if !has_phone(work, person)? {
        return Ok(());
    }
    let payload = serde_json::to_string(&Payload { reader: reader.to_owned(), notice });
    let payload = payload.map_err(|error| Problem::broken(error.to_string()))?;
    let (district, key) = (work.tx.district(), format!("notice:{notice}"));
    Ok(post(work.tx, district, KIND, &key, &payload, work.cx.at)?)
}

/// Writes a message into somebody's inbox alone; answers its row.
pub(crate) fn leave(
    work: &mut Work<'_, '_>,
    reader: &str,
    about: DossierId,
    kind: &'static str,
    fields: &[(&str, String)],
) -> Result<i64, Problem> {
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    let fields: BTreeMap<_, _> = fields.iter().map(|(name, value)| (*name, value)).collect();
    let fields =
        serde_json::to_string(&fields).map_err(|error| Problem::broken(error.to_string()))?;
    work.tx.execute(
        "insert into notice (reader, id, district, dossier, kind, fields, at)
         values ($1, $2, $3, $4, $5, $6, $7)",
        params![reader, id, work.tx.district(), about, kind, fields, work.cx.at],
    )?;
    Ok(id)
}

/// Writes a message that is about no dossier into somebody's inbox.
pub(crate) fn leave_alone(
    work: &mut Work<'_, '_>,
    reader: &str,
    kind: &'static str,
    fields: &[(&str, String)],
) -> Result<(), Problem> {
    leave(work, reader, NOTHING, kind, fields).map(drop)
}

/// Takes back what was told about a dossier at one moment, in the inbox and on its way.
pub(crate) fn take_back(
    work: &mut Work<'_, '_>,
    about: DossierId,
    at: Moment,
) -> Result<(), Problem> {
    let district = work.tx.district();
    let gone = work.tx.rows(
        "delete from notice where district = $1 and dossier = $2 and at = $3 returning id",
        params![district, about, at],
    )?;
    for row in gone {
        let id: i64 = row.get("id")?;
        work.tx.execute(
            "delete from outbox where district = $1 and key = $2 and done_at is null",
            params![district, format!("notice:{id}")],
        )?;
    }
    Ok(())
}
