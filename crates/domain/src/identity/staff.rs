//! Accounts of staff, and the posts they hold: a role at a unit, from a day, until a day.

use super::account::{COLUMNS, StaffRow, by_id, read};
use super::apart::{alone, meets};
use super::factor::drop_factor;
use super::last::{kept_up, still_kept_up};
use super::noted::{noted, posted};
use super::password::PasswordHash;
use super::policy::require;
use super::session::revoke_of;
use super::session_kind::SessionKind;
use super::username::Username;
use super::wrong_password;
use crate::identity::Right;
use crate::ledger::{Deed, Field, What};
use crate::office::Work;
use crate::seats::settle;
use xianban_kernel::words::length;
use xianban_kernel::{Moment, Post, Problem, StaffId};
use xianban_store::params;

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// What is typed to log in.
    pub username: Username,
    /// The name colleagues see.
    pub name: String,
    /// Hashed before the transaction.
    pub password: PasswordHash,
    /// Whether the first login has to choose a new password.
    pub must_change: bool,
}

/// Makes an account, without a post yet.
pub fn create_staff(work: &mut Work<'_, '_>, new: &NewStaff) -> Result<StaffId, Problem> {
    require(work, Right::ManageAccounts)?;
    let name = fit(&new.name)?;
    let at = work.cx.at;
    let id = StaffId::new(work.tx.free_row("staff", |draw| StaffId::draw(draw, at).value())?);
    let made = work.tx.execute(
        "insert into staff (district, id, username, name, password_hash, must_change, created_at)
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (district, username) do nothing",
        params![
            work.tx.district(),
            id,
            new.username.as_str(),
            name,
            new.password.0,
            new.must_change,
            work.cx.at
        ],
    )?;
    if made != 1 {
        return Err(Problem::fault("username", "这个用户名已经有人用了，请换一个。"));
    }
    noted(work, id, What::Added, Field::new("账号", "", new.username.as_str()))?;
    Ok(id)
}

/// Gives an account another name.
pub fn rename_staff(work: &mut Work<'_, '_>, staff: StaffId, name: &str) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    let (name, before) = (fit(name)?, by_id(work, staff)?.name);
    work.tx.execute(
        "update staff set name = $1 where district = $2 and id = $3",
        params![name, work.tx.district(), staff],
    )?;
    noted(work, staff, What::Changed, Field::new("姓名", before, name))
}

/// How long the name of a member of staff may be.
pub const NAME_MOST: usize = 40;

fn fit(name: &str) -> Result<&str, Problem> {
    let name = name.trim();
    if name.is_empty() || length(name) > NAME_MOST {
        return Err(Problem::fault("name", "请填写姓名，40 个字以内。"));
    }
    Ok(name)
}

/// Closes an account at once: nothing of it can act from now on, in no open window.
pub fn disable_staff(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    by_oneself(work, staff, &Deed::Disable)
}

/// Opens a closed account again, and lifts a lock.
pub fn enable_staff(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    by_oneself(work, staff, &Deed::Enable)
}

/// Lifts the locks that wrong passwords have put on an account.
pub fn unlock_staff(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    by_oneself(work, staff, &Deed::Unlock)
}

/// Gives a post from now, or from a later day, on.
pub fn grant_post(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    from: Moment,
    until: Option<Moment>,
) -> Result<(), Problem> {
    let (unit, role) = (post.unit, post.role.clone());
    by_oneself(work, staff, &Deed::Give { unit, role, from, until })
}

/// Ends a post now.
pub fn end_post(work: &mut Work<'_, '_>, staff: StaffId, post: &Post) -> Result<(), Problem> {
    let (unit, role) = (post.unit, post.role.clone());
    by_oneself(work, staff, &Deed::Take { unit, role })
}

/// The same as [`grant_post`] for one of many: whoever writes them settles the seats afterwards.
pub(crate) fn write_post(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    (from, until): (Moment, Option<Moment>),
) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    let (unit, role) = (post.unit, post.role.clone());
    alone(work, staff, &Deed::Give { unit, role, from, until })?;
    put_post(work, staff, post, (from, until))
}

/// What one person may do to an account of somebody else who is no administrator.
fn by_oneself(work: &mut Work<'_, '_>, staff: StaffId, deed: &Deed) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    alone(work, staff, deed)?;
    carry_out(work, staff, deed)
}

/// Does it: whoever calls has asked who may. A new password is not among these.
pub(crate) fn carry_out(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    deed: &Deed,
) -> Result<(), Problem> {
    let held = kept_up(work)?;
    let account = |said: &str| (What::Changed, Field::new("账号", "", said));
    match deed {
        Deed::Give { unit, role, from, until } => {
            let post = Post { unit: *unit, role: role.clone() };
            put_post(work, staff, &post, (*from, *until))?;
        }
        Deed::Take { unit, role } => {
            take_post(work, staff, &Post { unit: *unit, role: role.clone() })?;
        }
        Deed::Disable => {
            set_disabled(work, staff, Some(work.cx.at))?;
            revoke_of(work, SessionKind::Staff, staff.value(), None)?;
            let (what, field) = account("停用账号");
            noted(work, staff, what, field)?;
        }
        Deed::Enable => {
            set_disabled(work, staff, None)?;
            let (what, field) = account("恢复账号");
            noted(work, staff, what, field)?;
        }
        Deed::Unlock => {
            unlock(work, staff)?;
            let (what, field) = account("解除锁定");
            noted(work, staff, what, field)?;
        }
        Deed::Factor => drop_factor(work, staff)?,
        Deed::Password => return Err(Problem::broken("not done here")),
    }
    still_kept_up(work, &held)?;
    settle(work).map(drop)
}

fn unlock(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    by_id(work, staff)?;
    wrong_password::forgive(work, staff, None)
}

fn put_post(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    (from, until): (Moment, Option<Moment>),
) -> Result<(), Problem> {
    if until.is_some_and(|until| until <= from) {
        return Err(Problem::fault("until", "任职结束时间要晚于开始时间。"));
    }
    by_id(work, staff)?;
    meets(work, staff, post, (from, until))?;
    work.tx.execute(
        "insert into post (district, staff, unit, role, from_at, until_at) values ($1, $2, $3, $4, $5, $6)
         on conflict (district, staff, unit, role, from_at) do update set until_at = excluded.until_at",
        params![work.tx.district(), staff, post.unit, post.role, from, until],
    )?;
    let term = posted(work, post, (from, until))?;
    noted(work, staff, What::Changed, Field::new("岗位", "", term))
}

fn take_post(work: &mut Work<'_, '_>, staff: StaffId, post: &Post) -> Result<(), Problem> {
    let touched = work.tx.execute(
        "update post set until_at = $1 where district = $2 and staff = $3 and unit = $4 and role = $5
         and from_at <= $1 and (until_at is null or until_at > $1)",
        params![work.cx.at, work.tx.district(), staff, post.unit, post.role],
    )?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    let held = posted(work, post, (work.cx.at, None))?;
    noted(work, staff, What::Changed, Field::new("岗位", held, ""))
}

/// The account with this username, for those who manage accounts.
pub fn staff_by_username(
    work: &mut Work<'_, '_>,
    username: &Username,
) -> Result<Option<StaffRow>, Problem> {
    require(work, Right::ManageAccounts)?;
    let sql = format!("select {COLUMNS} from staff where district = $1 and username = $2");
    Ok(work
        .tx
        .row(&sql, params![work.tx.district(), username.as_str()])?
        .as_ref()
        .map(read)
        .transpose()?)
}

fn set_disabled(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    at: Option<Moment>,
) -> Result<(), Problem> {
    let touched = work.tx.execute(
        "update staff set disabled_at = $1 where district = $2 and id = $3",
        params![at, work.tx.district(), staff],
    )?;
    wrong_password::forgive(work, staff, None)?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}
