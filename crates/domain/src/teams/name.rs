use xianban_kernel::{Problem, StaffId};

use super::event::{Event, Named};
use super::member::{NameShown, PhoneShown, Shown};
use super::noun::{Step, Team};
use super::verb::{Into, checked, held};
use crate::folded::{Held, record};
use crate::office::Work;
use crate::organisation::{GridMember, GridRole};

/// What is written of one of a team.
#[derive(Clone, Debug)]
pub struct Name {
    /// As what.
    pub role: GridRole,
    /// His name.
    pub name: String,
    /// His number; may be empty.
    pub phone: String,
    /// When he is there; may be empty.
    pub times: String,
    /// What residents read of him.
    pub shown: Shown,
    /// His account, if he has one.
    pub staff: Option<StaffId>,
}

impl Name {
    /// Somebody of the organisation's files, whose lines are what residents read.
    pub(super) fn of(member: &GridMember) -> Self {
        let phone = if member.phone.is_empty() { PhoneShown::Office } else { PhoneShown::Own };
        Self {
            role: member.role,
            name: member.name.clone(),
            phone: member.phone.clone(),
            times: String::new(),
            shown: Shown { name: NameShown::Full, phone },
            staff: None,
        }
    }

    /// The same with its words in a vault.
    pub(super) fn kept(
        &self,
        work: &mut Work<'_, '_>,
        mut into: Into<'_, '_>,
    ) -> Result<Named, Problem> {
        let none = || Problem::broken("a member of a team without a name");
        Ok(Named {
            role: self.role,
            name: into.keep(work, &self.name)?.ok_or_else(none)?,
            phone: into.keep(work, &self.phone)?,
            times: into.keep(work, &self.times)?,
            shown: self.shown,
            staff: self.staff,
        })
    }
}

/// Takes somebody into a team.
pub fn name(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Name,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Name)?;
    let form = checked(work, &held, form)?;
    let named = form.kept(work, Into::Held(&held))?;
    record(work, &held, Some(seen), &Event::Named(Box::new(named)))
}
