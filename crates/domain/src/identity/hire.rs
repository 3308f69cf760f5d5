//! Accounts that come with a district's data.

use xianban_kernel::{Post, Problem, Role};

use super::password::PasswordHash;
use super::staff::{NewStaff, create_staff, grant_post, staff_by_username};
use super::username::Username;
use crate::office::Work;
use crate::organisation::{StaffEntry, unit_by_code};

/// Makes the account of an entry, with its post, unless somebody has that name already.
pub fn hire(
    work: &mut Work<'_, '_>,
    entry: &StaffEntry,
    password: &PasswordHash,
) -> Result<(), Problem> {
    let username: Username = entry.username.parse()?;
    if staff_by_username(work, &username)?.is_some() {
        return Ok(());
    }
    let unit = unit_by_code(work.tx, work.office.district, &entry.unit)?;
    let unit = unit.ok_or_else(|| Problem::broken(format!("no unit {}", entry.unit)))?.id;
    let (name, password) = (entry.name.clone(), password.clone());
    let id = create_staff(work, &NewStaff { username, name, password, must_change: false })?;
    let post = Post { unit, role: Role::new(&entry.role) };
    grant_post(work, id, &post, work.cx.at, None)
}
