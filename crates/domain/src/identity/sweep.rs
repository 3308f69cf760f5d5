use xianban_kernel::Problem;
use xianban_store::params;

use super::code::DAY;
use crate::office::Work;

/// Sessions are kept this long after their end: who logged in when is a network log, to be kept
/// for six months (Cybersecurity Law, art. 21).
const SESSIONS_KEPT: i64 = 190 * DAY;

/// Deletes codes and counts of the door older than a day and sessions long ended; answers how many rows. For the schedule,
/// once a day.
pub fn sweep(work: &mut Work<'_, '_>) -> Result<u64, Problem> {
    let at = work.cx.at;
    let codes = work.tx.execute(
        "delete from login_code where district = $1 and made_at <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    let sessions = work.tx.execute(
        "delete from session where district = $1 and expires_at <= $2",
        params![work.tx.district(), at.plus_millis(-SESSIONS_KEPT)],
    )?;
    let knocks = work.tx.execute(
        "delete from knock where district = $1 and since <= $2",
        params![work.tx.district(), at.plus_millis(-DAY)],
    )?;
    Ok(codes + sessions + knocks)
}
