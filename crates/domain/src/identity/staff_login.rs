//! Staff log in by password. Checking one takes long on purpose, so it happens between a short read
//! and a short write; whoever is not known is checked all the same, against a stand-in, and reads
//! the same answer.

use crate::identity::Right;
use xianban_kernel::{Problem, StaffId};
use xianban_store::{Row, params};

use super::account::{self, StaffRow};
use super::acting::acting;
use super::apart::alone;
use super::attempt::Attempt;
use super::factor::passes;
use super::factor_rule::has_factor;
use super::half_way::{came_half_way, half_way};
use super::lockout::Lockout;
use super::login_event::{As, LoginKind, LoginOutcome, note_login};
use super::noted::noted;
use super::password::PasswordHash;
use super::policy::require;
use super::session::{self, NewSession, revoke_of};
use super::session_kind::SessionKind;
use super::source::{self, Source};
use super::token::SessionId;
use super::username::Username;
use super::wrong_password;
use crate::ledger::{Deed, Field, What};
use crate::office::Work;

/// What a password is checked against: an account's hash, or the stand-in.
#[derive(Debug)]
pub struct LoginTarget {
    staff: Option<StaffId>,
    hash: PasswordHash,
}

/// A password that was checked, right or wrong.
#[derive(Clone, Debug)]
pub struct CheckedPassword {
    staff: Option<StaffId>,
    hash: PasswordHash,
    right: bool,
}

/// Finds what to check a password against. Answers the same for every username.
pub fn login_target(work: &mut Work<'_, '_>, username: &str) -> Result<LoginTarget, Problem> {
    let Ok(username) = username.parse::<Username>() else { return Ok(stand_in()) };
    let sql = "select id, password_hash from staff where district = $1 and username = $2";
    target(work.tx.row(sql, params![work.tx.district(), username.as_str()])?.as_ref())
}

/// What the acting member of staff's present password is checked against, before a new one.
pub fn own_login_target(work: &mut Work<'_, '_>) -> Result<LoginTarget, Problem> {
    let id = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    let sql = "select id, password_hash from staff where district = $1 and id = $2";
    target(work.tx.row(sql, params![work.tx.district(), id])?.as_ref())
}

fn target(row: Option<&Row>) -> Result<LoginTarget, Problem> {
    let Some(row) = row else { return Ok(stand_in()) };
    let hash = PasswordHash(row.get("password_hash")?);
    Ok(LoginTarget { staff: Some(row.get("id")?), hash })
}

fn stand_in() -> LoginTarget {
    LoginTarget { staff: None, hash: PasswordHash::dummy() }
}

impl LoginTarget {
    /// Checks what was typed: about 30 ms on a thread that may block, outside any transaction.
    pub fn check(self, typed: &str) -> Result<CheckedPassword, Problem> {
        // Nobody has a longer one, and hashing a megabyte is work that a stranger could order.
        let short: String = typed.chars().take(101).collect();
        let right = self.hash.verify(&short)?;
        Ok(CheckedPassword { staff: self.staff, hash: self.hash, right })
    }
}

/// How far somebody is whose password was right.
#[derive(Debug)]
pub enum Entered {
    /// Logged in.
    In(NewSession),
    /// His code is asked for, too; this is shown again with it.
    Half(String),
}

impl Entered {
    /// The session of whoever is in.
    pub fn session(self) -> Option<NewSession> {
        match self {
            Self::In(session) => Some(session),
            Self::Half(_) => None,
        }
    }
}

/// Lets staff in whose password was right, or asks for the code of a second factor, or counts the failure.
pub fn log_in_staff(
    work: &mut Work<'_, '_>,
    checked: &CheckedPassword,
    lockout: Lockout,
    device: &str,
) -> Result<Attempt<Entered>, Problem> {
    let whom = As { account: checked.staff.map(StaffId::value), phone: None };
    let Some(account) = weigh(work, checked, lockout)? else {
        note_login(work, LoginKind::Staff, whom, LoginOutcome::Failed)?;
        return Ok(Attempt::Failed(refused(lockout)));
    };
    if work.office.asks_factors() && has_factor(work, account.id)? {
        // Wrong tries are forgotten when the code is right, too: else guesses at codes were free.
        let half = half_way(work, account.id, &checked.hash)?;
        return Ok(Attempt::Passed(Entered::Half(half)));
    }
    let source = Source::of(work, SessionKind::Staff, Some(account.id.value()))?;
    wrong_password::forgive(work, account.id, Some(&source))?;
    Ok(enter(work, account.id, device)?.map(Entered::In))
}

/// Lets in whose password was right before and whose code is right now, or counts the failure.
pub fn log_in_by_code(
    work: &mut Work<'_, '_>,
    half: &str,
    typed: &str,
    lockout: Lockout,
    device: &str,
) -> Result<Attempt<NewSession>, Problem> {
    let late = || Problem::fault("code", "过了十分钟，或者密码刚刚改过。请重新填账号和密码。");
    let Some(id) = came_half_way(work, half)? else { return Ok(Attempt::Failed(late())) };
    let source = Source::of(work, SessionKind::Staff, Some(id.value()))?;
    let open = account::by_id(work, id)?.disabled_at.is_none();
    let free = open && !wrong_password::is_locked(work, id, &source)?;
    if !free || !passes(work, id, typed)? {
        if free {
            wrong_password::count(work, id, &source, lockout)?;
        }
        let whom = As { account: Some(id.value()), phone: None };
        note_login(work, LoginKind::Staff, whom, LoginOutcome::Failed)?;
        let Lockout { failures, minutes } = lockout;
        let said = format!(
            "动态码不对，或者已经用过。请看手机上现在的六位数；手机丢了的，填一个恢复码。连续错 {failures} 次，\
             这里要过 {minutes} 分钟才能再试。"
        );
        return Ok(Attempt::Failed(Problem::fault("code", said)));
    }
    wrong_password::forgive(work, id, Some(&source))?;
    enter(work, id, device)
}

/// Opens a session for somebody who has proved who he is, if he holds a post.
fn enter(
    work: &mut Work<'_, '_>,
    id: StaffId,
    device: &str,
) -> Result<Attempt<NewSession>, Problem> {
    let whom = As { account: Some(id.value()), phone: None };
    let Some((actor, must_change)) = acting(work, id)? else {
        note_login(work, LoginKind::Staff, whom, LoginOutcome::Refused)?;
        let said = "您的账号现在没有岗位，还不能使用。请联系系统管理员安排岗位。";
        return Ok(Attempt::Failed(Problem::refused("no_post", said)));
    };
    note_login(work, LoginKind::Staff, whom, LoginOutcome::Passed)?;
    source::remember(work, SessionKind::Staff, id.value())?;
    let opened = session::open(work, SessionKind::Staff, id.value(), actor, device)?;
    Ok(Attempt::Passed(NewSession { must_change, ..opened }))
}

/// Replaces one's own password after the present one was checked; every other session ends. A wrong
/// one counts towards the lock.
pub fn change_password(
    work: &mut Work<'_, '_>,
    checked: &CheckedPassword,
    new: &PasswordHash,
    lockout: Lockout,
    keep: SessionId,
) -> Result<Attempt<()>, Problem> {
    let own = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    let Some(account) = weigh(work, checked, lockout)?.filter(|account| account.id == own) else {
        let said = "现在的密码不对，没有修改。";
        return Ok(Attempt::Failed(Problem::fault("current", said)));
    };
    set_password(work, account.id, new, false)?;
    source::remember(work, SessionKind::Staff, account.id.value())?;
    revoke_of(work, SessionKind::Staff, account.id.value(), Some(keep))?;
    noted(work, account.id, What::Changed, Field::new("密码", "", "本人修改"))?;
    Ok(Attempt::Passed(()))
}

/// Gives an account a new password, to be changed at the next login; it is unlocked, its sessions
/// end, and its devices are unknown again.
pub fn reset_password(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    new: &PasswordHash,
) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    alone(work, staff, &Deed::Password)?;
    give_password(work, staff, new)
}

/// The same, for whoever has asked who may.
pub(crate) fn give_password(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    new: &PasswordHash,
) -> Result<(), Problem> {
    set_password(work, staff, new, true)?;
    revoke_of(work, SessionKind::Staff, staff.value(), None)?;
    noted(work, staff, What::Changed, Field::new("密码", "", "重新发放"))
}

/// The account, when the password was right and is still the account's, and neither a lock nor its
/// end is in the way. Otherwise the failure is counted, unless it is locked already.
fn weigh(
    work: &mut Work<'_, '_>,
    checked: &CheckedPassword,
    lockout: Lockout,
) -> Result<Option<StaffRow>, Problem> {
    let Some(id) = checked.staff else { return Ok(None) };
    // Held, so that guesses made at once are counted one after another.
    let (columns, holding) = (account::COLUMNS, work.tx.holding());
    let sql = format!(
        "select {columns}, password_hash from staff where district = $1 and id = $2{holding}"
    );
    let row = work.tx.row(&sql, params![work.tx.district(), id])?.ok_or(Problem::NotFound)?;
    let account = account::read(&row)?;
    let source = Source::of(work, SessionKind::Staff, Some(id.value()))?;
    if account.disabled_at.is_some() || wrong_password::is_locked(work, id, &source)? {
        return Ok(None);
    }
    let right = checked.right && row.get::<String>("password_hash")? == checked.hash.0;
    if !right {
        wrong_password::count(work, id, &source, lockout)?;
    }
    Ok(right.then_some(account))
}

fn set_password(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    new: &PasswordHash,
    must_change: bool,
) -> Result<(), Problem> {
    let touched = work.tx.execute(
        "update staff set password_hash = $1, must_change = $2 where district = $3 and id = $4",
        params![new.0, must_change, work.tx.district(), staff],
    )?;
    wrong_password::forgive(work, staff, None)?;
    source::forget(work, SessionKind::Staff, staff.value())?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

/// One sentence for every cause, so that it tells nothing about which usernames exist.
fn refused(lockout: Lockout) -> Problem {
    let Lockout { failures, minutes } = lockout;
    Problem::fault(
        "password",
        format!(
            "用户名或密码不对，或者账号暂时不能用。在同一台设备或同一个网络连续输错 {failures} 次，\
             这里要过 {minutes} 分钟才能再试；您登录过的其他设备不受影响。也可以请系统管理员重设密码。"
        ),
    )
}
