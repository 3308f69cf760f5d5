//! Counting at the door. The count is in the database, so that it holds over every node.

use xianban_kernel::{Actor, Moment, Problem};
use xianban_store::params;

use crate::office::Work;
use crate::rules::{Door, Often};

/// What somebody tries; the same counts together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Knock {
    /// To have a code sent, from an address.
    Code,
    /// To log in, from an address.
    Login,
    /// To log in as a phone or account, from an address.
    LoginOfOne,
    /// To look up an appeal, from an address.
    LookUp,
    /// To look up this number, from an address.
    LookUpOfOne,
    /// To file over Open311, from an address.
    Open311,
    /// To file without a login, from an address.
    Filing,
    /// To file as this resident.
    FilingOfOne,
    /// To add to a matter as this resident.
    SupplementOfOne,
}

impl Knock {
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Login => "login",
            Self::LoginOfOne => "login_of_one",
            Self::LookUp => "look_up",
            Self::LookUpOfOne => "look_up_of_one",
            Self::Open311 => "open311",
            Self::Filing => "filing",
            Self::FilingOfOne => "filing_of_one",
            Self::SupplementOfOne => "supplement_of_one",
        }
    }

    pub(super) const fn often(self, door: &Door) -> Often {
        match self {
            Self::Code => door.codes,
            Self::Login => door.logins,
            Self::LoginOfOne => door.logins_of_one,
            Self::LookUp => door.look_ups,
            Self::LookUpOfOne => door.look_ups_of_one,
            Self::Open311 => door.open311,
            Self::Filing => door.filings,
            Self::FilingOfOne => door.filings_of_one,
            Self::SupplementOfOne => door.supplements_of_one,
        }
    }
}

/// Counts what a resident does in the same transaction, so that only what was done counts; staff, other
/// systems and the program are not bound.
pub(crate) fn knock_as_resident(work: &mut Work<'_, '_>, what: Knock) -> Result<(), Problem> {
    if !matches!(work.cx.actor, Actor::Resident(_)) {
        return Ok(());
    }
    let whose = work.cx.actor.mark();
    knock(work, what, &whose)
}

/// Counts one try of `whose`. Commit it before the try itself, which may fail.
/// [`Problem::TooMany`] past what the rules allow; such a try is not counted.
pub fn knock(work: &mut Work<'_, '_>, what: Knock, whose: &str) -> Result<(), Problem> {
    let often = what.often(&work.office.rules_at(work.cx.at).rules.door);
    match tally(work, what.code(), whose, often)? {
        None => Ok(()),
        Some(retry_after) => Err(Problem::TooMany { retry_after }),
    }
}

/// Counts one try under a name; answers after how many seconds the next one counts from the
/// beginning, when there are more than `often`.
pub(super) fn tally(
    work: &mut Work<'_, '_>,
    what: &str,
    whose: &str,
    often: Often,
) -> Result<Option<u32>, Problem> {
    let at = work.cx.at;
    let print = work.office.keys.fingerprint("knock", whose.as_bytes());
    let began_before = at.plus_millis(-often.minutes * 60_000);
    let row = work.tx.row(
        "insert into knock (district, what, print, since, n) values ($1, $2, $3, $4, 1)
         on conflict (district, what, print) do update set
           n = case when knock.since <= $5 then 1 else knock.n + 1 end,
           since = case when knock.since <= $5 then excluded.since else knock.since end
         returning since, n",
        params![work.tx.district(), what, print, at, began_before],
    )?;
    let row = row.ok_or_else(|| Problem::broken("a knock was not counted"))?;
    if row.get::<i64>("n")? <= often.most {
        return Ok(None);
    }
    let free = often.end(row.get::<Moment>("since")?).millis() - at.millis();
    let seconds = (free + 999).div_euclid(1000).max(1);
    Ok(Some(u32::try_from(seconds).unwrap_or(u32::MAX)))
}
