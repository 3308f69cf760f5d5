use xianban_kernel::Problem;
use xianban_store::params;

use super::span::DAY;
use crate::office::Work;

/// Sessions are kept this long after their end: who logged in when is a network log, to be kept
/// for six months (Cybersecurity Law, art. 21).
const SESSIONS_KEPT: i64 = 190 * DAY;

/// Tries to get in are a network log, too.
const LOGINS_KEPT: i64 = 180 * DAY;
/// A device nobody logged in on for so long is a stranger again; browsers keep no cookie longer.
const DEVICES_KEPT: i64 = 400 * DAY;

/// Deletes codes and counts of the door older than a day, and sessions, tries and devices long past;
/// answers how many rows. For the schedule, once a day.
pub fn sweep(work: &mut Work<'_, '_>) -> Result<u64, Problem> {
    let at = work.cx.at;
    let codes = work.tx.execute(
        "delete from login_code where district = $1 and made_at <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    let wrong_codes = work.tx.execute(
        "delete from wrong_code where district = $1 and made_at <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    let wrong_passwords = work.tx.execute(
        "delete from wrong_password where district = $1 and at <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    let devices = work.tx.execute(
        "delete from device where district = $1 and seen_at <= $2",
        params![work.tx.district(), at.plus_millis(-DEVICES_KEPT)],
    )?;
    let logins = work.tx.execute(
        "delete from login_event where district = $1 and at <= $2",
        params![work.tx.district(), at.plus_millis(-LOGINS_KEPT)],
    )?;
    let sessions = work.tx.execute(
        "delete from session where district = $1 and expires_at <= $2",
        params![work.tx.district(), at.plus_millis(-SESSIONS_KEPT)],
    )?;
    let knocks = work.tx.execute(
        "delete from knock where district = $1 and since <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    Ok(codes + wrong_codes + wrong_passwords + devices + logins + sessions + knocks)
}
