//! What somebody typed into a form that is not sent yet: kept sealed for a day at most, so that a
//! redirect, "back" or a refresh finds it again. It belongs to one session, or to one browser whose
//! visitor is not logged in; nobody else reads it.

use xianban_kernel::Problem;
use xianban_store::params;

use crate::identity::SessionId;
use crate::keys::Keys;
use crate::office::Work;

/// How long it is kept at most, in milliseconds.
pub(crate) const KEPT: i64 = 24 * 3_600_000;
/// The most that is kept of one form, in bytes: the longest text the rules allow, several times over.
const MOST: usize = 256 * 1024;
const PURPOSE: &str = "unsent form";

/// Whose it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keeper([u8; 32]);

impl Keeper {
    /// Somebody logged in, in this session only.
    pub fn session(keys: &Keys, session: SessionId) -> Self {
        Self(keys.fingerprint("unsent.session", session.to_string().as_bytes()))
    }

    /// The browser that keeps this secret.
    pub fn browser(keys: &Keys, secret: &str) -> Self {
        Self(keys.fingerprint("unsent.browser", secret.as_bytes()))
    }

    /// A short name of his that tells nothing and opens nothing.
    pub fn mark(self) -> String {
        hex::encode(self.0).chars().take(12).collect()
    }

    /// What is sealed for one keeper's form opens for no other.
    fn purpose(self, form: &str) -> String {
        format!("{PURPOSE}:{}:{form}", hex::encode(self.0))
    }
}

/// Keeps what was typed into `form`, in place of what was kept before; answers whether there was
/// room for it.
pub fn keep(
    work: &mut Work<'_, '_>,
    keeper: Keeper,
    form: &str,
    typed: &[u8],
) -> Result<bool, Problem> {
    if typed.len() > MOST {
        return Ok(false);
    }
    let sealed = work.office.keys.seal(&keeper.purpose(form), typed, work.tx.draw());
    work.tx.execute(
        "insert into unsent (district, owner, form, sealed, at) values ($1, $2, $3, $4, $5)
         on conflict (district, owner, form) do update set sealed = excluded.sealed, at = excluded.at",
        params![work.tx.district(), keeper.0, form, sealed, work.cx.at],
    )?;
    Ok(true)
}

/// What was typed into `form` within the last `minutes`, a day at most.
pub fn kept(
    work: &mut Work<'_, '_>,
    keeper: Keeper,
    form: &str,
    minutes: i64,
) -> Result<Option<Vec<u8>>, Problem> {
    let since = work.cx.at.plus_millis(-KEPT.min(minutes * 60_000));
    let row = work.tx.row(
        "select sealed from unsent where district = $1 and owner = $2 and form = $3 and at > $4",
        params![work.tx.district(), keeper.0, form, since],
    )?;
    let Some(row) = row else { return Ok(None) };
    let sealed: Vec<u8> = row.get("sealed")?;
    work.office.keys.open(&keeper.purpose(form), &sealed).map(Some)
}

/// Forgets one form: it was sent, or is not wanted any more.
pub fn forget(work: &mut Work<'_, '_>, keeper: Keeper, form: &str) -> Result<(), Problem> {
    let sql = "delete from unsent where district = $1 and owner = $2 and form = $3";
    work.tx.execute(sql, params![work.tx.district(), keeper.0, form])?;
    Ok(())
}

/// Forgets everything a keeper typed.
pub fn forget_all(work: &mut Work<'_, '_>, keeper: Keeper) -> Result<(), Problem> {
    work.tx.execute(
        "delete from unsent where district = $1 and owner = $2",
        params![work.tx.district(), keeper.0],
    )?;
    Ok(())
}
