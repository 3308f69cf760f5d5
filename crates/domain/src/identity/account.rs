//! Accounts as they are stored, and the posts they hold now.

use crate::office::Work;
use std::sync::Arc;
use xianban_kernel::{Moment, Post, Problem, Role, StaffId, UnitId};
use xianban_store::{Error, Row, params};

/// An account as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaffRow {
    /// The account.
    pub id: StaffId,
    /// What is typed to log in.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// Until when a device or network address that failed too often may not try it; others may.
    pub locked_until: Option<Moment>,
    /// Since when it may not be used.
    pub disabled_at: Option<Moment>,
    /// Whether the next login has to choose a new password.
    pub must_change: bool,
}

/// What [`read`] needs, in a select from `staff`.
pub(super) const COLUMNS: &str = "id, username, name, disabled_at, must_change, \
    (select max(locked_until) from wrong_password \
     where wrong_password.district = staff.district and wrong_password.staff = staff.id) \
    as locked_until";

pub(super) fn read(row: &Row) -> Result<StaffRow, Error> {
    Ok(StaffRow {
        id: row.get("id")?,
        username: row.get("username")?,
        name: row.get("name")?,
        locked_until: row.get("locked_until")?,
        disabled_at: row.get("disabled_at")?,
        must_change: row.get("must_change")?,
    })
}

/// The posts somebody holds now, by unit and role.
pub fn posts_of(work: &mut Work<'_, '_>, staff: StaffId) -> Result<Arc<[Post]>, Error> {
    let rows = work.tx.rows(
        "select unit, role from post
         where district = $1 and staff = $2 and from_at <= $3 and (until_at is null or until_at > $3)
         group by unit, role order by unit, role",
        params![work.tx.district(), staff, work.cx.at],
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
        "select distinct staff.id from post join staff on staff.district = post.district \
         and staff.id = post.staff
         where post.district = $1 and post.unit = $2 and post.role = $3 and staff.disabled_at is null
         and post.from_at <= $4 and (post.until_at is null or post.until_at > $4)
         order by staff.id",
        params![work.tx.district(), unit, role, work.cx.at],
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
            "select distinct staff.id, staff.name from post \
             join staff on staff.district = post.district and staff.id = post.staff
             where post.district = $1 and post.unit = $2 and staff.disabled_at is null
             and post.from_at <= $3 and (post.until_at is null or post.until_at > $3)
             order by staff.name, staff.id",
            params![work.tx.district(), unit, work.cx.at],
        )?;
        for row in &rows {
            found.push((row.get("id")?, row.get("name")?, *unit));
        }
    }
    Ok(found)
}

/// The name colleagues see.
pub fn staff_name(work: &mut Work<'_, '_>, id: StaffId) -> Result<Option<String>, Error> {
    let row = work.tx.row(
        "select name from staff where district = $1 and id = $2",
        params![work.tx.district(), id],
    )?;
    row.map(|row| row.get("name")).transpose()
}

pub(super) fn by_id(work: &mut Work<'_, '_>, id: StaffId) -> Result<StaffRow, Problem> {
    let sql = format!("select {COLUMNS} from staff where district = $1 and id = $2");
    let row = work.tx.row(&sql, params![work.tx.district(), id])?.ok_or(Problem::NotFound)?;
    Ok(read(&row)?)
}
