//! Accounts of staff, and the posts they hold: a role at a unit, from a day, until a day.

use std::str::FromStr;
use std::sync::Arc;

use xianban_kernel::words::length;
use xianban_kernel::{Actor, Moment, Post, Problem, Role, Staff, StaffId, UnitId};
use xianban_store::{Error, Row, params};

use super::absence::lent_posts;
use super::last::{kept_up, still_kept_up};
use super::password::PasswordHash;
use super::policy::require;
use super::session::{SessionKind, revoke_of};
use crate::office::Work;
use crate::rules::Action;
use crate::seats::{settle, stood_for};

/// What staff type to log in: 2 to 32 small letters, digits, dots, dashes and underscores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username(String);

impl Username {
    /// The name as stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Forgives capitals and spaces around.
impl FromStr for Username {
    type Err = Problem;

    fn from_str(text: &str) -> Result<Self, Problem> {
        let name = text.trim().to_ascii_lowercase();
        let known = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
        if (2..=32).contains(&name.len()) && name.chars().all(known) {
            return Ok(Self(name));
        }
        let said = "用户名为 2 到 32 个小写字母、数字，或 . - _ 这几种符号。";
        Err(Problem::fault("username", said))
    }
}

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

/// An account as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The account.
    pub id: StaffId,
    /// What is typed to log in.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// Wrong passwords since the last right one or the last lock.
    pub failed: i64,
    /// Until when it is locked.
    pub locked_until: Option<Moment>,
    /// Since when it may not be used.
    pub disabled_at: Option<Moment>,
    /// Whether the next login has to choose a new password.
    pub must_change: bool,
}

/// What [`read`] needs, in a select from `staff`.
pub(super) const COLUMNS: &str =
    "id, username, name, failed, locked_until, disabled_at, must_change";

pub(super) fn read(row: &Row) -> Result<StaffRow, Error> {
    Ok(StaffRow {
        id: row.get("id")?,
        username: row.get("username")?,
        name: row.get("name")?,
        failed: row.get("failed")?,
        locked_until: row.get("locked_until")?,
        disabled_at: row.get("disabled_at")?,
        must_change: row.get("must_change")?,
    })
}

/// Makes an account, without a post yet.
pub fn create_staff(work: &mut Work<'_, '_>, new: &NewStaff) -> Result<StaffId, Problem> {
    require(work, Action::ManageAccounts)?;
    let name = fit(&new.name)?;
    let id = StaffId::draw(work.tx.draw(), work.cx.at);
    let made = work.tx.execute(
        "insert into staff (id, username, name, password_hash, failed, must_change, created_at)
         values ($1, $2, $3, $4, 0, $5, $6) on conflict (username) do nothing",
        params![id, new.username.0, name, new.password.0, new.must_change, work.cx.at],
    )?;
    let taken = || Problem::fault("username", "这个用户名已经有人用了，请换一个。");
    if made == 1 { Ok(id) } else { Err(taken()) }
}

/// Gives an account another name.
pub fn rename_staff(work: &mut Work<'_, '_>, staff: StaffId, name: &str) -> Result<(), Problem> {
    require(work, Action::ManageAccounts)?;
    let name = fit(name)?;
    let touched =
        work.tx.execute("update staff set name = $1 where id = $2", params![name, staff])?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
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
    require(work, Action::ManageAccounts)?;
    let held = kept_up(work)?;
    set_disabled(work, staff, Some(work.cx.at))?;
    revoke_of(work, SessionKind::Staff, staff.value(), None)?;
    still_kept_up(work, &held)?;
    settle(work).map(drop)
}

/// Opens a closed account again, and lifts a lock.
pub fn enable_staff(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    require(work, Action::ManageAccounts)?;
    set_disabled(work, staff, None)?;
    settle(work).map(drop)
}

/// Lifts the lock that wrong passwords have put on an account.
pub fn unlock_staff(work: &mut Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    require(work, Action::ManageAccounts)?;
    let touched = work.tx.execute(
        "update staff set failed = 0, locked_until = null where id = $1",
        params![staff],
    )?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

/// Gives a post from now, or from a later day, on.
pub fn grant_post(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    from: Moment,
    until: Option<Moment>,
) -> Result<(), Problem> {
    let held = kept_up(work)?;
    write_post(work, staff, post, from, until)?;
    still_kept_up(work, &held)?;
    settle(work).map(drop)
}

/// The same for one of many: whoever writes them settles the seats afterwards.
pub(crate) fn write_post(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    from: Moment,
    until: Option<Moment>,
) -> Result<(), Problem> {
    require(work, Action::ManageAccounts)?;
    if until.is_some_and(|until| until <= from) {
        return Err(Problem::fault("until", "任职结束时间要晚于开始时间。"));
    }
    by_id(work, staff)?;
    work.tx.execute(
        "insert into post (staff, unit, role, from_at, until_at) values ($1, $2, $3, $4, $5)
         on conflict (staff, unit, role, from_at) do update set until_at = excluded.until_at",
        params![staff, post.unit, post.role, from, until],
    )?;
    Ok(())
}

/// Ends a post now.
pub fn end_post(work: &mut Work<'_, '_>, staff: StaffId, post: &Post) -> Result<(), Problem> {
    require(work, Action::ManageAccounts)?;
    let held = kept_up(work)?;
    let touched = work.tx.execute(
        "update post set until_at = $1 where staff = $2 and unit = $3 and role = $4
         and from_at <= $1 and (until_at is null or until_at > $1)",
        params![work.cx.at, staff, post.unit, post.role],
    )?;
    if touched == 0 {
        return Err(Problem::NotFound);
    }
    still_kept_up(work, &held)?;
    settle(work).map(drop)
}

/// The posts somebody holds now, by unit and role.
pub fn posts_of(work: &mut Work<'_, '_>, staff: StaffId) -> Result<Arc<[Post]>, Error> {
    let rows = work.tx.rows(
        "select unit, role from post
         where staff = $1 and from_at <= $2 and (until_at is null or until_at > $2)
         group by unit, role order by unit, role",
        params![staff, work.cx.at],
    )?;
    rows.iter().map(|row| Ok(Post { unit: row.get("unit")?, role: row.get("role")? })).collect()
}

/// Who holds a role at a unit now and can be reached there: accounts in use, oldest first.
pub fn holders(
    work: &mut Work<'_, '_>,
    unit: UnitId,
    role: &Role,
) -> Result<Vec<StaffId>, Problem> {
    let rows = work.tx.rows(
        "select distinct staff.id from post join staff on staff.id = post.staff
         where post.unit = $1 and post.role = $2 and staff.disabled_at is null
         and post.from_at <= $3 and (post.until_at is null or post.until_at > $3)
         order by staff.id",
        params![unit, role, work.cx.at],
    )?;
    rows.iter().map(|row| Ok(row.get("id")?)).collect()
}

/// Everybody who sits at one of `units` now and can be reached there, by name: account, name, unit.
pub fn colleagues(
    work: &mut Work<'_, '_>,
    units: &[UnitId],
) -> Result<Vec<(StaffId, String, UnitId)>, Problem> {
    let mut found = Vec::new();
    for unit in units.iter().collect::<std::collections::BTreeSet<_>>() {
        let rows = work.tx.rows(
            "select distinct staff.id, staff.name from post join staff on staff.id = post.staff
             where post.unit = $1 and staff.disabled_at is null
             and post.from_at <= $2 and (post.until_at is null or post.until_at > $2)
             order by staff.name, staff.id",
            params![unit, work.cx.at],
        )?;
        for row in &rows {
            found.push((row.get("id")?, row.get("name")?, *unit));
        }
    }
    Ok(found)
}

/// The name colleagues see.
pub fn staff_name(work: &mut Work<'_, '_>, id: StaffId) -> Result<Option<String>, Error> {
    let row = work.tx.row("select name from staff where id = $1", params![id])?;
    row.map(|row| row.get("name")).transpose()
}

/// The account with this username, for those who manage accounts.
pub fn staff_by_username(
    work: &mut Work<'_, '_>,
    username: &Username,
) -> Result<Option<StaffRow>, Problem> {
    require(work, Action::ManageAccounts)?;
    let sql = format!("select {COLUMNS} from staff where username = $1");
    Ok(work.tx.row(&sql, params![username.0])?.as_ref().map(read).transpose()?)
}

/// An account as an actor of this moment, and whether a new password is due; `None` when it is
/// disabled or holds no post.
pub fn acting(work: &mut Work<'_, '_>, id: StaffId) -> Result<Option<(Actor, bool)>, Error> {
    let sql = format!("select {COLUMNS} from staff where id = $1 and disabled_at is null");
    let Some(row) = work.tx.row(&sql, params![id])? else { return Ok(None) };
    let (account, posts) = (read(&row)?, posts_of(work, id)?);
    if posts.is_empty() {
        return Ok(None);
    }
    // Who stands in for somebody sits at that one's posts too, and where nobody sits else.
    let mut held = posts.to_vec();
    held.extend(lent_posts(work, id)?.into_iter().filter(|post| !posts.contains(post)));
    held.extend(stood_for(work, &held)?);
    let borrowed = held.get(posts.len()..).unwrap_or_default().into();
    let staff = Staff { id, name: account.name.into(), posts: held.into(), borrowed };
    Ok(Some((Actor::Staff(staff), account.must_change)))
}

pub(super) fn by_id(work: &mut Work<'_, '_>, id: StaffId) -> Result<StaffRow, Problem> {
    let sql = format!("select {COLUMNS} from staff where id = $1");
    let row = work.tx.row(&sql, params![id])?.ok_or(Problem::NotFound)?;
    Ok(read(&row)?)
}

fn set_disabled(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    at: Option<Moment>,
) -> Result<(), Problem> {
    let touched = work.tx.execute(
        "update staff set disabled_at = $1, failed = 0, locked_until = null where id = $2",
        params![at, staff],
    )?;
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_forgives_capitals_and_spaces_around() {
        assert_eq!(" Zhang.Wei ".parse::<Username>().unwrap().as_str(), "zhang.wei");
    }

    #[test]
    fn a_username_is_short_and_plain() {
        for bad in ["", "a", "张伟", "zhang wei", "<b>", &"a".repeat(33)] {
            assert!(bad.parse::<Username>().is_err(), "{bad:?}");
        }
    }
}
