//! One-time codes by SMS. Nobody learns whether a phone is known: asking for a code and typing one
//! answer the same for every phone.
//!
//! Two things are kept at once. **What a phone's owner is sent costs the district money**: strangers
//! together have a bound in an hour and a day for one phone ([`STRANGERS`]). **A new code always helps
//! the owner**: whoever asks is counted by himself, a device the owner has logged in on by that
//! device and a stranger by his address ([`ONE_SOURCE`]); a known device stands outside the bound of
//! strangers, and an address that has not asked yet has a share of its own beyond what the others
//! used up ([`NEWCOMERS`]). Codes that different sources asked for live side by side, so that nobody
//! ends the code of another.
//!
//! Wrong tries count only while a code lives, and at most fifty end it: five of the owner's devices,
//! five of the browser that asked for it, forty of strangers, of whom each address has five. So no
//! stranger burns a code for the browser that asked for it.

use subtle::ConstantTimeEq;
use xianban_kernel::{Moment, PersonId, PhoneNumber, Problem};
use xianban_store::params;

use super::login_event::{As, LoginKind, LoginOutcome, note_login};
use super::phone_print::phone_print;
use super::session_kind::SessionKind;
use super::sms::{CodeFor, Sms, post_sms};
use super::source::Source;
use super::span::{DAY, MINUTE};
use super::wrong_code;
use crate::keys::Keys;
use crate::office::Work;

/// How many codes for a phone one device or address may ask for within how long.
const ONE_SOURCE: [(usize, i64); 3] = [(1, MINUTE), (5, 60 * MINUTE), (10, DAY)];
/// How many all unknown devices together.
const STRANGERS: [(usize, i64); 2] = [(10, 60 * MINUTE), (20, DAY)];
/// The same while it is the first of its address.
const NEWCOMERS: [(usize, i64); 2] = [(20, 60 * MINUTE), (40, DAY)];

/// Sends a new six-digit code, good for five minutes, to `phone`; earlier ones that the same source
/// asked for end. [`Problem::TooMany`] past what the source, or strangers together, may ask for.
pub fn request_code(
    work: &mut Work<'_, '_>,
    phone: &PhoneNumber,
    what: CodeFor,
) -> Result<(), Problem> {
    let at = work.cx.at;
    let print = phone_print(&work.office.keys, phone);
    work.tx.take_turns(&print)?;
    let person = person_of(work, &print)?;
    let source = source_of(work, person)?;
    if let Some(retry_after) = wait(&recent(work, &print)?, &source, at) {
        return Err(Problem::TooMany { retry_after });
    }
    end_codes(work, &print, &source)?;
    let code = work.tx.draw().digits(6);
    let code_print = code_print(&work.office.keys, &print, at, &code);
    let browser = work.cx.whence.browser;
    work.tx.execute(
        "insert into login_code
           (district, phone_print, made_at, source, browser, known, code_print, wrong)
         values ($1, $2, $3, $4, $5, $6, $7, 0)",
        params![work.tx.district(), print, at, source.print, browser, source.known, code_print],
    )?;
    let whom = As { account: person.map(PersonId::value), phone: Some(&print) };
    note_login(work, LoginKind::Code, whom, LoginOutcome::Passed)?;
    let what_for = what.name();
    let text = format!("您{what_for}的验证码是 {code}，5 分钟内有效。请不要告诉任何人。");
    let key = letter_key(&print, at, &source.print);
    post_sms(work, &key, &Sms { to: phone.clone(), text, code, what })
}

/// Whether `code` is one that lives for the phone. A right one ends with that, a wrong one is
/// counted: the answer must be committed either way.
pub(super) fn use_code(
    work: &mut Work<'_, '_>,
    print: &[u8; 32],
    code: &str,
    source: &Source,
) -> Result<bool, Problem> {
    work.tx.take_turns(print)?;
    let code = plain(code);
    for live in wrong_code::open_to(work, print, source)? {
        let given = code_print(&work.office.keys, print, live.made_at, &code);
        if bool::from(live.code_print.as_slice().ct_eq(&given)) {
            wrong_code::end(work, print, &live)?;
            return Ok(true);
        }
        wrong_code::count(work, print, &live)?;
    }
    Ok(false)
}

/// Who is known by this phone.
pub(super) fn person_of(
    work: &mut Work<'_, '_>,
    print: &[u8; 32],
) -> Result<Option<PersonId>, Problem> {
    let row = work.tx.row(
        "select id from person where district = $1 and phone_print = $2",
        params![work.tx.district(), print],
    )?;
    Ok(row.map(|row| row.get("id")).transpose()?)
}

/// By whom a try at the phone of `person` is counted.
pub(super) fn source_of(
    work: &mut Work<'_, '_>,
    person: Option<PersonId>,
) -> Result<Source, Problem> {
    Source::of(work, SessionKind::Resident, person.map(PersonId::value))
}

/// What a person reads who typed a code that does not fit, whatever the cause.
pub(super) fn no_such_code() -> Problem {
    Problem::fault("code", "验证码不对或已经过期。请核对短信里的 6 位数字，或者重新获取验证码。")
}

/// Forgets every code of a phone, and the letters that carry them.
pub(super) fn forget_codes(work: &mut Work<'_, '_>, print: &[u8; 32]) -> Result<(), Problem> {
    let rows = work.tx.rows(
        "delete from login_code where district = $1 and phone_print = $2
         returning made_at, source",
        params![work.tx.district(), print],
    )?;
    for row in rows {
        let key = letter_key(print, row.get("made_at")?, &row.get("source")?);
        work.tx.execute(
            "delete from outbox where district = $1 and key = $2",
            params![work.tx.district(), key],
        )?;
    }
    work.tx.execute(
        "delete from wrong_code where district = $1 and phone_print = $2",
        params![work.tx.district(), print],
    )?;
    Ok(())
}

/// The outbox key of a code.
fn letter_key(print: &[u8; 32], made: Moment, source: &[u8; 32]) -> String {
    let (print, source) = (hex::encode(print), hex::encode(&source[..4]));
    format!("login_code:{print}:{}:{source}", made.millis())
}

fn code_print(keys: &Keys, phone: &[u8; 32], made: Moment, code: &str) -> [u8; 32] {
    let bound = [phone, made.millis().to_be_bytes().as_slice(), code.as_bytes()].concat();
    keys.fingerprint("login_code", &bound)
}

/// The code as sent: people copy it with spaces around, and some keyboards write full-width digits.
fn plain(code: &str) -> String {
    let half = |c: char| match c {
        '０'..='９' => char::from_digit(u32::from(c) - u32::from('０'), 10).unwrap_or(c),
        _ => c,
    };
    code.chars().filter(|c| !c.is_whitespace()).map(half).collect()
}

/// A code asked for within the last day.
struct Asked {
    at: Moment,
    source: Source,
}

/// Newest first.
fn recent(work: &mut Work<'_, '_>, print: &[u8; 32]) -> Result<Vec<Asked>, Problem> {
    let rows = work.tx.rows(
        "select made_at, source, known from login_code
         where district = $1 and phone_print = $2 and made_at > $3
         order by made_at desc, source limit 400",
        params![work.tx.district(), print, work.cx.at.plus_millis(-DAY)],
    )?;
    let read = |row: &xianban_store::Row| -> Result<Asked, Problem> {
        let source = Source { known: row.get("known")?, print: row.get("source")? };
        Ok(Asked { at: row.get("made_at")?, source })
    };
    rows.iter().map(read).collect()
}

fn end_codes(work: &mut Work<'_, '_>, print: &[u8; 32], source: &Source) -> Result<(), Problem> {
    work.tx.execute(
        "update login_code set ended_at = $1 \
         where district = $2 and phone_print = $3 and source = $4 and ended_at is null",
        params![work.cx.at, work.tx.district(), print, source.print],
    )?;
    Ok(())
}

/// Seconds until `source` may ask for another code; `asked` are the earlier ones, newest first.
fn wait(asked: &[Asked], source: &Source, at: Moment) -> Option<u32> {
    let own: Vec<_> = asked.iter().filter(|one| one.source == *source).map(|one| one.at).collect();
    let strangers: Vec<_> =
        asked.iter().filter(|one| !one.source.known).map(|one| one.at).collect();
    let bound: &[(usize, i64)] = if source.known {
        &[]
    } else if own.is_empty() {
        &NEWCOMERS
    } else {
        &STRANGERS
    };
    until(&own, &ONE_SOURCE, at).max(until(&strangers, bound, at))
}

/// Seconds until one more of `made`, newest first, is within the limits.
fn until(made: &[Moment], limits: &[(usize, i64)], at: Moment) -> Option<u32> {
    let free = |&(most, within): &(usize, i64)| made.get(most - 1).map(|at| at.plus_millis(within));
    let free = limits.iter().filter_map(free).max()?;
    let millis = free.millis() - at.millis();
    (millis > 0).then(|| u32::try_from((millis + 999) / 1000).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment::from_millis(1_795_000_000_000);

    fn source(n: u8, known: bool) -> Source {
        Source { known, print: [n; 32] }
    }

    /// Codes that a source asked for so many minutes ago.
    fn asked(source: Source, minutes: &[i64]) -> Vec<Asked> {
        let at = |ago: &i64| NOW.plus_millis(-ago * MINUTE);
        minutes.iter().map(|ago| Asked { at: at(ago), source }).collect()
    }

    /// Codes asked for so many minutes ago, newest first; asked again now.
    fn after(minutes: &[i64]) -> Option<u32> {
        let one = source(1, false);
        wait(&asked(one, minutes), &one, NOW)
    }

    #[test]
    fn what_strangers_ask_for_is_bounded_and_leaves_the_owner_his_own() {
        let strangers: Vec<_> = (2..12).flat_map(|n| asked(source(n, false), &[1])).collect();
        assert_eq!(wait(&strangers, &source(2, false), NOW), Some(59 * 60), "all of them used");
        assert_eq!(wait(&strangers, &source(99, false), NOW), None, "the owner, elsewhere");
        let crowd: Vec<_> = (2..22).flat_map(|n| asked(source(n, false), &[1])).collect();
        assert_eq!(wait(&crowd, &source(99, false), NOW), Some(59 * 60), "money has a bound");
        assert_eq!(wait(&crowd, &source(1, true), NOW), None, "his own device has none of it");
    }

    #[test]
    fn the_first_code_comes_at_once_and_the_next_after_a_minute() {
        assert_eq!(after(&[]), None);
        assert_eq!(after(&[0]), Some(60));
        assert_eq!(after(&[1]), None);
    }

    #[test]
    fn five_codes_an_hour_are_enough() {
        assert_eq!(after(&[2, 4, 6, 8]), None);
        assert_eq!(after(&[2, 4, 6, 8, 50]), Some(600));
        assert_eq!(after(&[2, 4, 6, 8, 60]), None);
    }

    #[test]
    fn ten_codes_a_day_are_enough() {
        let hours = [1, 3, 5, 7, 9, 11, 13, 15, 17, 23];
        let minutes = hours.map(|hours| hours * 60);
        assert_eq!(after(&minutes), Some(3600));
        assert_eq!(after(&minutes[..9]), None);
    }

    #[test]
    fn a_code_is_read_as_people_paste_it() {
        assert_eq!(plain(" １２３ 456\n"), "123456");
    }
}
