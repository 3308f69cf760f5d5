//! Between password and code: what the page shows again with the code, sealed, bound to the account, the
//! password as it was, and ten minutes.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use xianban_kernel::{Moment, Problem, StaffId};
use xianban_store::params;

use super::password::PasswordHash;
use crate::office::Work;

const PURPOSE: &str = "login.half";
const LASTS: i64 = 10 * 60_000;

/// Says that somebody's password was right.
pub(super) fn half_way(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    hash: &PasswordHash,
) -> Result<String, Problem> {
    let plain = serde_json::to_vec(&(staff, work.cx.at, print(work, hash)))
        .map_err(|error| Problem::broken(error.to_string()))?;
    Ok(URL_SAFE_NO_PAD.encode(work.office.keys.seal(PURPOSE, &plain, work.tx.draw())))
}

/// Whose password was right not long ago and is still his; none for anything else.
pub(super) fn came_half_way(
    work: &mut Work<'_, '_>,
    half: &str,
) -> Result<Option<StaffId>, Problem> {
    let sealed = URL_SAFE_NO_PAD.decode(half).ok();
    let plain = sealed.and_then(|sealed| work.office.keys.open(PURPOSE, &sealed).ok());
    let read = plain.and_then(|plain| serde_json::from_slice(&plain).ok());
    let Some((staff, since, of)): Option<(StaffId, Moment, String)> = read else { return Ok(None) };
    let sql = "select password_hash from staff where district = $1 and id = $2";
    let Some(row) = work.tx.row(sql, params![work.tx.district(), staff])? else { return Ok(None) };
    let now = PasswordHash(row.get("password_hash")?);
    let lives = work.cx.at >= since && work.cx.at <= since.plus_millis(LASTS);
    Ok((lives && print(work, &now) == of).then_some(staff))
}

fn print(work: &Work<'_, '_>, hash: &PasswordHash) -> String {
    hex::encode(work.office.keys.fingerprint("login.half.password", hash.0.as_bytes()))
}
