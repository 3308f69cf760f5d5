//! One-time codes by SMS. Nobody learns whether a phone is known: asking for a code and typing one
//! answer the same for every phone.

use subtle::ConstantTimeEq;
use xianban_kernel::{Moment, PhoneNumber, Problem};
use xianban_store::params;

use super::sms::{CodeFor, Sms, post_sms};
use crate::keys::Keys;
use crate::office::Work;

/// How long a code is good for.
const GOOD_FOR: i64 = 5 * MINUTE;
/// Wrong tries that end a code.
const WRONG_MAX: i64 = 5;
/// How many codes a phone may ask for within how long.
const LIMITS: [(usize, i64); 3] = [(1, MINUTE), (5, 60 * MINUTE), (10, DAY)];

const MINUTE: i64 = 60_000;
pub(super) const DAY: i64 = 24 * 60 * MINUTE;

/// Sends a new six-digit code, good for five minutes, to `phone`; earlier ones end.
/// [`Problem::TooMany`] past one a minute, five an hour or ten a day.
pub fn request_code(
    work: &mut Work<'_, '_>,
    phone: &PhoneNumber,
    what: CodeFor,
) -> Result<(), Problem> {
    let at = work.cx.at;
    let print = phone_print(&work.office.keys, phone);
    work.tx.take_turns(&print)?;
    if let Some(retry_after) = wait(&recent(work, &print)?, at) {
        return Err(Problem::TooMany { retry_after });
    }
    end_codes(work, &print)?;
    let code = work.tx.draw().digits(6);
    let code_print = code_print(&work.office.keys, &print, at, &code);
    work.tx.execute(
        "insert into login_code (district, phone_print, made_at, code_print, wrong)
         values ($1, $2, $3, $4, 0)",
        params![work.tx.district(), print, at, code_print],
    )?;
    let what_for = what.name();
    let text = format!("您{what_for}的验证码是 {code}，5 分钟内有效。请不要告诉任何人。");
    post_sms(work, &letter_key(&print, at), &Sms { to: phone.clone(), text, code, what })
}

/// Whether `code` is the one last sent to the phone. A right one ends with that, a wrong one is
/// counted: the answer must be committed either way.
pub(super) fn use_code(
    work: &mut Work<'_, '_>,
    print: &[u8; 32],
    code: &str,
) -> Result<bool, Problem> {
    let at = work.cx.at;
    work.tx.take_turns(print)?;
    let row = work.tx.row(
        "select made_at, code_print, wrong from login_code
         where district = $1 and phone_print = $2 and ended_at is null order by made_at desc limit 1",
        params![work.tx.district(), print],
    )?;
    let Some(row) = row else { return Ok(false) };
    let made: Moment = row.get("made_at")?;
    if at >= made.plus_millis(GOOD_FOR) {
        return Ok(false);
    }
    let expected: Vec<u8> = row.get("code_print")?;
    let given = code_print(&work.office.keys, print, made, &plain(code));
    let right = bool::from(expected.ct_eq(&given));
    let wrong = row.get::<i64>("wrong")? + i64::from(!right);
    let ended = (right || wrong >= WRONG_MAX).then_some(at);
    work.tx.execute(
        "update login_code set wrong = $1, ended_at = $2 \
         where district = $3 and phone_print = $4 and made_at = $5",
        params![wrong, ended, work.tx.district(), print, made],
    )?;
    Ok(right)
}

/// What a person reads who typed a code that does not fit, whatever the cause.
pub(super) fn no_such_code() -> Problem {
    Problem::fault("code", "验证码不对或已经过期。请核对短信里的 6 位数字，或者重新获取验证码。")
}

/// What a phone is found by.
pub(super) fn phone_print(keys: &Keys, phone: &PhoneNumber) -> [u8; 32] {
    keys.fingerprint("person.phone", phone.reveal().as_bytes())
}

/// Forgets every code of a phone, and the letters that carry them.
pub(super) fn forget_codes(work: &mut Work<'_, '_>, print: &[u8; 32]) -> Result<(), Problem> {
    let rows = work.tx.rows(
        "delete from login_code where district = $1 and phone_print = $2 returning made_at",
        params![work.tx.district(), print],
    )?;
    for row in rows {
        let key = letter_key(print, row.get("made_at")?);
        work.tx.execute(
            "delete from outbox where district = $1 and key = $2",
            params![work.tx.district(), key],
        )?;
    }
    Ok(())
}

/// The outbox key of a code.
fn letter_key(print: &[u8; 32], made: Moment) -> String {
    format!("login_code:{}:{}", hex::encode(print), made.millis())
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

fn recent(work: &mut Work<'_, '_>, print: &[u8; 32]) -> Result<Vec<Moment>, Problem> {
    let rows = work.tx.rows(
        "select made_at from login_code where district = $1 and phone_print = $2 and made_at > $3
         order by made_at desc limit 10",
        params![work.tx.district(), print, work.cx.at.plus_millis(-DAY)],
    )?;
    rows.iter().map(|row| Ok(row.get("made_at")?)).collect()
}

fn end_codes(work: &mut Work<'_, '_>, print: &[u8; 32]) -> Result<(), Problem> {
    work.tx.execute(
        "update login_code set ended_at = $1 \
         where district = $2 and phone_print = $3 and ended_at is null",
        params![work.cx.at, work.tx.district(), print],
    )?;
    Ok(())
}

/// Seconds until another code may be asked for; `made` are the earlier ones, newest first.
fn wait(made: &[Moment], at: Moment) -> Option<u32> {
    let until = |(most, within): (usize, i64)| made.get(most - 1).map(|at| at.plus_millis(within));
    let free = LIMITS.into_iter().filter_map(until).max()?;
    let millis = free.millis() - at.millis();
    (millis > 0).then(|| u32::try_from((millis + 999) / 1000).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes asked for so many minutes ago, newest first; asked again now.
    fn after(minutes: &[i64]) -> Option<u32> {
        let now = Moment::from_millis(1_795_000_000_000);
        let made: Vec<_> = minutes.iter().map(|ago| now.plus_millis(-ago * MINUTE)).collect();
        wait(&made, now)
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
