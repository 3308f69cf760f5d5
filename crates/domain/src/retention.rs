//! What is kept no longer than it is needed: answered requests, letters sent, codes and sessions.

use xianban_kernel::{Context, Problem};
use xianban_store::params;

use crate::extracts;
use crate::identity;
use crate::office::{Office, Work};

const DAY: i64 = 24 * 3_600_000;

/// A request under a key is answered from memory for so long (design: 90 days).
const REPLAYS_KEPT: i64 = 90 * DAY;

/// A letter that went out or was given up is kept so long, to look into complaints.
const LETTERS_KEPT: i64 = 30 * DAY;

/// Rows deleted in one transaction: a piece of work takes a few milliseconds.
const PIECE: i64 = 500;

/// How many rows went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cleared {
    /// Login codes and sessions long over.
    pub logins: u64,
    /// Requests answered from memory.
    pub replays: u64,
    /// Forms that were never sent.
    pub unsent: u64,
    /// Letters that went out or were given up.
    pub letters: u64,
    /// Workbooks of extracts.
    pub extracts: usize,
}

/// Deletes what has been kept long enough at `cx.at`, in small pieces behind people's work.
pub async fn clear_out(office: &Office, cx: &Context) -> Result<Cleared, Problem> {
    let logins = office.write_later(cx, identity::sweep).await?;
    let replays = in_pieces(
        office,
        cx,
        "delete from replay where district = $1 and (actor, route, key) in
           (select actor, route, key from replay where district = $1 and at <= $2 order by at
            limit $3)",
        REPLAYS_KEPT,
    );
    let replays = replays.await?;
    let unsent = in_pieces(
        office,
        cx,
        "delete from unsent where district = $1 and (owner, form) in
           (select owner, form from unsent where district = $1 and at <= $2 order by at limit $3)",
        crate::unsent::KEPT,
    );
    let unsent = unsent.await?;
    let letters = in_pieces(
        office,
        cx,
        "delete from outbox where district = $1 and id in
           (select id from outbox where district = $1 and done_at <= $2 order by done_at limit $3)",
        LETTERS_KEPT,
    );
    let letters = letters.await?;
    let extracts = office.write_later(cx, extracts::drop_old).await?;
    Ok(Cleared { logins, replays, unsent, letters, extracts })
}

async fn in_pieces(
    office: &Office,
    cx: &Context,
    sql: &'static str,
    kept: i64,
) -> Result<u64, Problem> {
    let (before, mut gone) = (cx.at.plus_millis(-kept), 0);
    loop {
        let piece = move |work: &mut Work<'_, '_>| {
            Ok(work.tx.execute(sql, params![work.tx.district(), before, PIECE])?)
        };
        let deleted = office.write_later(cx, piece).await?;
        gone += deleted;
        if deleted < u64::try_from(PIECE).unwrap_or(u64::MAX) {
            return Ok(gone);
        }
    }
}
