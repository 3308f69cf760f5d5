//! The second factor of staff: a code from an authenticator app, ten recovery codes for when the phone is
//! lost. Rules demand it of whoever holds certain rights (GB/T 22239-2019, 8.1.4.1 d).
//!
//! Not here: how a code follows from a secret (`totp`), how logging in asks for it (`staff_login`).

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use data_encoding::BASE32_NOPAD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use xianban_kernel::{Actor, Draw, Moment, Problem, StaffId};
use xianban_store::params;

use super::account::by_id;
use super::apart::alone;
use super::noted::noted;
use super::policy::require;
use super::right::Right;
use super::session::revoke_of;
use super::session_kind::SessionKind;
use super::totp::step_of;
use crate::keys::Keys;
use crate::ledger::{Deed, Field, What};
use crate::office::Work;

/// So many recovery codes.
const RECOVERIES: usize = 10;
/// How long a secret that was shown may be confirmed.
const SHOWN_FOR: i64 = 30 * 60_000;

/// A secret that was shown and not confirmed yet.
#[derive(Clone, Debug)]
pub struct Enrolment {
    /// The secret as it is typed by hand, in groups of four.
    pub typed: String,
    /// The address that the app reads from the QR code.
    pub address: String,
    /// The same, sealed, for the form that confirms it.
    pub sealed: String,
}

/// A factor that was set up.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Since when.
    pub since: Moment,
    /// Recovery codes that are left.
    pub left: i64,
    secret: Vec<u8>,
    last_step: i64,
}

/// Draws a secret for the acting member of staff; nothing is kept until [`enrol`] confirms it.
pub fn offer(work: &mut Work<'_, '_>, issuer: &str, draw: &mut Draw) -> Result<Enrolment, Problem> {
    let own = own(work)?;
    let username = by_id(work, own)?.username;
    let secret: [u8; 20] = draw.bytes();
    let base32 = BASE32_NOPAD.encode(&secret);
    let escaped = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let issuer = escaped(issuer);
    let address = format!("otpauth://totp/{}?secret={base32}&issuer={issuer}", escaped(&username));
    let mut plain = work.cx.at.millis().to_be_bytes().to_vec();
    plain.extend_from_slice(&secret);
    let sealed = work.office.keys.seal(&shown_to(own), &plain, draw);
    let groups: Vec<&str> =
        (0..base32.len()).step_by(4).filter_map(|at| base32.get(at..at + 4)).collect();
    Ok(Enrolment { typed: groups.join(" "), address, sealed: URL_SAFE_NO_PAD.encode(sealed) })
}

/// Keeps the secret that was shown when its code is right; who has one already gives a code of that one, too.
/// Answers the recovery codes, which are not to be had again.
pub fn enrol(
    work: &mut Work<'_, '_>,
    sealed: &str,
    typed: &str,
    old: &str,
) -> Result<Vec<String>, Problem> {
    let own = own(work)?;
    let secret = shown(&work.office.keys, own, sealed, work.cx.at)?;
    if factor_of(work, own)?.is_some() && !passes(work, own, old)? {
        return Err(Problem::fault(
            "old",
            "原来的动态码不对，没有更换。手机丢了的，可以填一个恢复码。",
        ));
    }
    let step = step_of(&secret, &digits(typed), work.cx.at, 0);
    let wrong =
        || Problem::fault("code", "动态码不对，没有保存。请看手机上现在的六位数，再填一次。");
    let step = step.ok_or_else(wrong)?;
    drop_rows(work, own)?;
    let sealed = work.office.keys.seal(&kept_for(own), &secret, work.tx.draw());
    work.tx.execute(
        "insert into factor (district, staff, secret, since, last_step) values ($1, $2, $3, $4, $5)",
        params![work.tx.district(), own, sealed, work.cx.at, step],
    )?;
    let codes = recoveries(work, own)?;
    noted(work, own, What::Changed, Field::new("动态码", "", "本人设置"))?;
    Ok(codes)
}

fn recoveries(work: &mut Work<'_, '_>, own: StaffId) -> Result<Vec<String>, Problem> {
    let mut codes = Vec::with_capacity(RECOVERIES);
    for _ in 0..RECOVERIES {
        let drawn = BASE32_NOPAD.encode(&work.tx.draw().bytes::<10>());
        let (first, second) = (drawn.get(..5), drawn.get(5..10));
        let code = format!("{}-{}", first.unwrap_or_default(), second.unwrap_or_default());
        work.tx.execute(
            "insert into recovery (district, staff, print) values ($1, $2, $3)",
            params![work.tx.district(), own, print(&work.office.keys, own, &code)],
        )?;
        codes.push(code);
    }
    Ok(codes)
}

/// Whether what was typed is a code of this account, or one of its recovery codes, which is used up.
pub(super) fn passes(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    typed: &str,
) -> Result<bool, Problem> {
    let Some(factor) = factor_of(work, staff)? else { return Ok(false) };
    if let Some(step) = step_of(&factor.secret, &digits(typed), work.cx.at, factor.last_step) {
        let took = work.tx.execute(
            "update factor set last_step = $1 where district = $2 and staff = $3 and last_step < $1",
            params![step, work.tx.district(), staff],
        )?;
        return Ok(took == 1);
    }
    let print = print(&work.office.keys, staff, typed);
    let used = work.tx.execute(
        "delete from recovery where district = $1 and staff = $2 and print = $3",
        params![work.tx.district(), staff, print],
    )?;
    Ok(used == 1)
}

/// The factor of an account, if it was set up.
pub(super) fn factor_of(
    work: &mut Work<'_, '_>,
    staff: StaffId,
) -> Result<Option<Factor>, Problem> {
    let district = work.tx.district();
    let row = work.tx.row(
        "select secret, since, last_step, \
         (select count(*) from recovery r where r.district = $1 and r.staff = $2) as left_over \
         from factor where district = $1 and staff = $2",
        params![district, staff],
    )?;
    let Some(row) = row else { return Ok(None) };
    let secret = work.office.keys.open(&kept_for(staff), &row.get::<Vec<u8>>("secret")?)?;
    let (since, last_step, left) =
        (row.get("since")?, row.get("last_step")?, row.get("left_over")?);
    Ok(Some(Factor { since, left, secret, last_step }))
}

/// One's own factor.
pub fn own_factor(work: &mut Work<'_, '_>) -> Result<Option<Factor>, Problem> {
    let own = own(work)?;
    factor_of(work, own)
}

/// Takes a lost factor away: the next login sets up another. Its sessions end.
pub fn reset_factor(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    alone(work, staff, &Deed::Factor)?;
    drop_factor(work, staff)
}

/// The same, for whoever has asked who may.
pub(super) fn drop_factor(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    by_id(work, staff)?;
    drop_rows(work, staff)?;
    revoke_of(work, SessionKind::Staff, staff.value(), None)?;
    let whence =
        if matches!(work.cx.actor, Actor::System) { "在服务器上重置" } else { "重置" };
    noted(work, staff, What::Changed, Field::new("动态码", "", whence))
}

fn drop_rows(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    for sql in [
        "delete from factor where district = $1 and staff = $2",
        "delete from recovery where district = $1 and staff = $2",
    ] {
        work.tx.execute(sql, params![work.tx.district(), staff])?;
    }
    Ok(())
}

fn own(work: &Work<'_, '_>) -> Result<StaffId, Problem> {
    Ok(work.cx.actor.staff().ok_or(Problem::NotFound)?.id)
}

/// The secret that was shown to somebody not long ago.
fn shown(keys: &Keys, own: StaffId, sealed: &str, at: Moment) -> Result<Vec<u8>, Problem> {
    let late = || Problem::fault("code", "这个二维码已经过期，请重新扫下面的这一个，再填动态码。");
    let sealed = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| late())?;
    let plain = keys.open(&shown_to(own), &sealed).map_err(|_| late())?;
    let (since, secret) = plain.split_first_chunk::<8>().ok_or_else(late)?;
    let since = Moment::from_millis(i64::from_be_bytes(*since));
    if at < since || at > since.plus_millis(SHOWN_FOR) {
        return Err(late());
    }
    Ok(secret.to_vec())
}

fn shown_to(staff: StaffId) -> String {
    format!("factor.shown:{staff}")
}

fn kept_for(staff: StaffId) -> String {
    format!("factor:{staff}")
}

fn print(keys: &Keys, staff: StaffId, code: &str) -> [u8; 32] {
    let plain: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    keys.fingerprint("factor.recovery", format!("{staff}:{}", plain.to_uppercase()).as_bytes())
}

/// What was typed without blanks, as phones show it in two groups.
fn digits(typed: &str) -> String {
    typed.chars().filter(|sign| !sign.is_whitespace()).collect()
}
