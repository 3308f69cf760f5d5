use super::{ActionWord, AppealKind, Reach, Seat};
use crate::coded::coded;
use crate::organisation::UnitKind;
use serde::{Deserialize, Serialize};
use xianban_kernel::Role;

coded! {
    /// Who may file an appeal of some kind.
    Submitter {
        /// A resident or firm logged in.
        Resident = "resident",
        /// Somebody with a phone and an SMS code.
        Guest = "guest",
        /// Another system.
        Service = "service",
        /// Staff who may file on behalf.
        Staff = "staff",
    }
}

/// A kind of appeal and who may file it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// Which kind.
    pub code: AppealKind,
    /// As shown.
    pub name: String,
    /// What it is for, one line.
    pub hint: String,
    /// Who may file it.
    pub submitters: Vec<Submitter>,
    /// When staff may: at which kinds of unit.
    pub units: Vec<UnitKind>,
    /// Whether applicants may add documents; staff always may.
    #[serde(default)]
    pub documents: bool,
}

/// A role of staff.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RoleRule {
    /// As stored in posts.
    pub code: Role,
    /// As shown.
    pub name: String,
    /// The kinds of unit that have it.
    pub units: Vec<UnitKind>,
    /// Which appeals it may open.
    pub reach: Reach,
    /// What it may do.
    pub actions: Vec<String>,
}

impl RoleRule {
    /// Whether it may do something, from a seat at its own unit.
    pub fn may(&self, action: impl ActionWord) -> bool {
        self.actions.iter().any(|granted| granted == action.code())
    }
}

/// What those may do who hold no post, each to what is their own.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Others {
    /// Somebody not logged in.
    pub guest: Vec<String>,
    /// A resident or firm.
    pub resident: Vec<String>,
    /// Another system; its token's scopes narrow this further.
    pub service: Vec<String>,
    /// The program itself.
    pub system: Vec<String>,
}

/// Who owes one duty.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DutyRule {
    /// Which duty.
    pub duty: String,
    /// At which unit.
    pub seat: Seat,
    /// The roles that owe it: the first one that the unit's kind has.
    pub roles: Vec<Role>,
    /// The same from the second round on, when it differs.
    #[serde(default)]
    pub rework: Vec<Role>,
    /// Roles at other units from which somebody may be drawn by lot for it.
    #[serde(default)]
    pub drawn: Vec<Role>,
}

pub(super) fn codes<'a>(codes: impl Iterator<Item = &'a str>) -> String {
    codes.collect::<Vec<_>>().join(" ")
}

/// Posts that may not meet in one person at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ApartRule {
    /// The roles: no two of them meet.
    pub roles: Vec<Role>,
    /// Whether whoever holds one of them holds no other role at all.
    #[serde(default)]
    pub alone: bool,
    /// Why, as people read it.
    pub why: String,
}

/// What counts where a district's rules, from before they could say it, say nothing: the three
/// administrators hold nothing else (GB/T 22239-2019, 三员分立).
pub(super) fn usual_apart() -> Vec<ApartRule> {
    let roles = ["system_admin", "security_admin", "audit_admin"].map(Role::new).to_vec();
    let why = "系统、安全、审计三个管理员要各是各的人，也不办诉求".to_owned();
    vec![ApartRule { roles, alone: true, why }]
}
