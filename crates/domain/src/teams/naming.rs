use xianban_kernel::{Problem, StaffId};

use super::event::Named;
use super::shown::{NameShown, PhoneShown, Shown};
use super::vaulted::Vaulted;
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
        mut into: Vaulted<'_, '_>,
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
