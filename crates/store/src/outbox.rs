//! Letters to the world outside, written in the transaction that causes them and sent after it.

use xianban_kernel::Moment;

use crate::{Result, Tx, params};

/// A letter that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The row.
    pub id: i64,
    /// Who sends it, such as `sms`.
    pub kind: String,
    /// What the sender reads (JSON); holds no personal data in clear.
    pub payload: String,
    /// The same key never makes a second letter; senders pass it on as their own idempotency key.
    pub key: String,
    /// Tries so far, this one included.
    pub attempts: i64,
}

/// A worker that took a letter has this long to finish it.
const LEASE_MILLIS: i64 = 60_000;

/// Puts a letter into the outbox; a letter with the same key is already there and stays as it is.
pub fn post(
    tx: &mut Tx<'_>,
    district: i64,
    kind: &str,
    key: &str,
    payload: &str,
    run_at: Moment,
) -> Result<()> {
    let id = i64::try_from(tx.draw().number() >> 1).unwrap_or(0);
    tx.execute(
        "insert into outbox (id, district, kind, key, payload, run_at, attempts, lease_until, created_at)
         values ($1, $2, $3, $4, $5, $6, 0, 0, $6) on conflict (district, key) do nothing",
        params![id, district, kind, key, payload, run_at],
    )?;
    Ok(())
}

/// Takes up to `most` letters of one kind and district that are due at `at`, the oldest first. A lease
/// that ends later than any lease can was given by a clock that ran ahead: it counts for nothing.
pub fn claim_letters(
    tx: &mut Tx<'_>,
    district: i64,
    kind: &str,
    at: Moment,
    most: i64,
) -> Result<Vec<Letter>> {
    let passing = tx.passing_over_claimed();
    let sql = format!(
        "update outbox set attempts = attempts + 1, lease_until = $1 where district = $2 and id in (
           select id from outbox
           where district = $2 and kind = $3 and done_at is null and run_at <= $4
             and (lease_until <= $4 or lease_until > $5) order by run_at limit $6{passing})
         returning id, kind, payload, key, attempts"
    );
    let until = at.plus_millis(LEASE_MILLIS);
    let never = at.plus_millis(2 * LEASE_MILLIS);
    tx.rows(&sql, params![until, district, kind, at, never, most])?
        .iter()
        .map(|row| {
            Ok(Letter {
                id: row.get("id")?,
                kind: row.get("kind")?,
                payload: row.get("payload")?,
                key: row.get("key")?,
                attempts: row.get("attempts")?,
            })
        })
        .collect()
}

/// The letter went out.
pub fn finish_letter(tx: &mut Tx<'_>, id: i64, at: Moment) -> Result<()> {
    tx.execute(
        "update outbox set done_at = $1, payload = '' where district = $2 and id = $3",
        params![at, tx.district(), id],
    )?;
    Ok(())
}

/// The letter did not go out: it waits until `again`, or rests for good, emptied, when `again` is
/// `None`.
pub fn fail_letter(
    tx: &mut Tx<'_>,
    id: i64,
    at: Moment,
    again: Option<Moment>,
    why: &str,
) -> Result<()> {
    let (run_at, done_at) = (again.unwrap_or(at), again.is_none().then_some(at));
    tx.execute(
        "update outbox set run_at = $1, lease_until = 0, done_at = $2, failed = $3,
           payload = case when cast($2 as bigint) is null then payload else '' end \
           where district = $4 and id = $5",
        params![run_at, done_at, why, tx.district(), id],
    )?;
    Ok(())
}

/// What waits of a kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backlog {
    /// Letters that are due, counted up to [`MOST_COUNTED`].
    pub due: i64,
    /// Since when the oldest of them has been due.
    pub since: Option<Moment>,
}

/// Beyond this a backlog is only "many".
pub const MOST_COUNTED: i64 = 10_000;

/// The letters of one kind that were due at `at` and did not go out yet.
pub fn backlog(tx: &mut Tx<'_>, district: i64, kind: &str, at: Moment) -> Result<Backlog> {
    let row = tx.row(
        "select count(*) as due, min(run_at) as since from (
           select run_at from outbox
           where district = $1 and kind = $2 and done_at is null and run_at <= $3
           order by run_at limit $4) as waiting",
        params![district, kind, at, MOST_COUNTED],
    )?;
    row.map_or_else(
        || Ok(Backlog::default()),
        |row| Ok(Backlog { due: row.get("due")?, since: row.get("since")? }),
    )
}

/// Makes letters due now that were written by a clock which ran ahead and stands right again.
pub fn bring_near(tx: &mut Tx<'_>, at: Moment) -> Result<u64> {
    tx.execute(
        "update outbox set run_at = $1, lease_until = 0, created_at = $1
         where district = $2 and done_at is null and created_at > $1",
        params![at, tx.district()],
    )
}
