//! Wrong tries at living codes, each counted under the source it comes from.

use xianban_kernel::{Moment, Problem};
use xianban_store::params;

use super::source::Source;
use super::span::MINUTE;
use crate::office::Work;

/// How long a code is good for.
const GOOD_FOR: i64 = 5 * MINUTE;
/// Wrong tries that each hand has at one code: an address, the browser that asked for it, and the
/// owner's devices together.
const OF_ONE_HAND: i64 = 5;
/// Wrong tries that all strangers together have.
const OF_STRANGERS: i64 = 40;

/// A living code that may still be tried, and as whom.
pub(super) struct Live {
    pub(super) made_at: Moment,
    pub(super) code_print: Vec<u8>,
    source: [u8; 32],
    hand: Hand,
}

/// Who tries a code.
#[derive(Clone, Copy)]
enum Hand {
    /// A device of the owner.
    Owner,
    /// The browser that asked for it.
    Asker,
    /// Somebody at this address.
    Stranger([u8; 32]),
}

impl Hand {
    const fn print(self) -> [u8; 32] {
        match self {
            Self::Owner => [1; 32],
            Self::Asker => [2; 32],
            Self::Stranger(address) => address,
        }
    }
}

/// The codes of a phone that `source` may try, newest first.
pub(super) fn open_to(
    work: &mut Work<'_, '_>,
    phone: &[u8; 32],
    source: &Source,
) -> Result<Vec<Live>, Problem> {
    let rows = work.tx.rows(
        "select made_at, source, browser, code_print, wrong from login_code
         where district = $1 and phone_print = $2 and made_at > $3 and ended_at is null
         order by made_at desc, source limit 40",
        params![work.tx.district(), phone, work.cx.at.plus_millis(-GOOD_FOR)],
    )?;
    let mut open = Vec::new();
    for row in &rows {
        let browser: Option<[u8; 32]> = row.get("browser")?;
        let hand = if source.known {
            Hand::Owner
        } else if browser.is_some() && browser == work.cx.whence.browser {
            Hand::Asker
        } else {
            Hand::Stranger(source.print)
        };
        let (made_at, code_print) = (row.get("made_at")?, row.get("code_print")?);
        let live = Live { made_at, code_print, source: row.get("source")?, hand };
        let strangers = matches!(hand, Hand::Stranger(_)).then(|| row.get("wrong")).transpose()?;
        let spent = strangers.is_some_and(|wrong: i64| wrong >= OF_STRANGERS);
        if !spent && wrong(work, phone, &live)? < OF_ONE_HAND {
            open.push(live);
        }
    }
    Ok(open)
}

fn wrong(work: &mut Work<'_, '_>, phone: &[u8; 32], live: &Live) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select wrong from wrong_code where district = $1 and phone_print = $2 and made_at = $3
         and code_source = $4 and source = $5",
        params![work.tx.district(), phone, live.made_at, live.source, live.hand.print()],
    )?;
    Ok(row.map_or(Ok(0), |row| row.get("wrong"))?)
}

/// Counts a wrong try.
pub(super) fn count(work: &mut Work<'_, '_>, phone: &[u8; 32], live: &Live) -> Result<(), Problem> {
    work.tx.execute(
        "insert into wrong_code (district, phone_print, made_at, code_source, source, wrong)
         values ($1, $2, $3, $4, $5, 1)
         on conflict (district, phone_print, made_at, code_source, source)
         do update set wrong = wrong_code.wrong + 1",
        params![work.tx.district(), phone, live.made_at, live.source, live.hand.print()],
    )?;
    if matches!(live.hand, Hand::Stranger(_)) {
        work.tx.execute(
            "update login_code set wrong = wrong + 1
             where district = $1 and phone_print = $2 and made_at = $3 and source = $4",
            params![work.tx.district(), phone, live.made_at, live.source],
        )?;
    }
    Ok(())
}

/// Ends a code that was typed right.
pub(super) fn end(work: &mut Work<'_, '_>, phone: &[u8; 32], live: &Live) -> Result<(), Problem> {
    work.tx.execute(
        "update login_code set ended_at = $1
         where district = $2 and phone_print = $3 and made_at = $4 and source = $5",
        params![work.cx.at, work.tx.district(), phone, live.made_at, live.source],
    )?;
    Ok(())
}
