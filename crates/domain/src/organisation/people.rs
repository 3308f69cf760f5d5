//! What administrators do to one account. What touches an administrator waits for a second person.

use xianban_kernel::{Post, Problem, Role};

use super::{Right, Unit, unit, unit_by_code};
use crate::coded::coded;
use crate::identity::{
    self, NewStaff, PasswordHash, StaffRow, Username, carry_out, create_staff, end_post,
    give_password, needs_second, posts_of, rename_staff, require, reset_password,
    staff_by_username, staff_name,
};
use crate::ledger::{self, Asking, Entry, Sort, Subject, history_of, latest_of};
use crate::office::Work;

coded! {
    /// What can be done to an account.
    Deed {
        /// It may not be used any more.
        Disable = "disable",
        /// It may be used again.
        Enable = "enable",
        /// The lock that wrong passwords have put on it goes.
        Unlock = "unlock",
        /// Its phone is lost: it sets up another code.
        Factor = "factor",
    }
}

impl Deed {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disable => "停用账号",
            Self::Enable => "恢复账号",
            Self::Unlock => "解除锁定",
            Self::Factor => "重置动态码",
        }
    }
}

/// What became of something that was to be done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// It is done.
    Now,
    /// It waits for a second person.
    Asked,
}

/// An account, the posts it holds now, and what was done to it.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub account: StaffRow,
    /// Its posts, each with its unit.
    pub posts: Vec<(Unit, Post)>,
    /// Whether it has a second factor.
    pub factor: bool,
    /// What was done to it.
    pub history: Vec<Entry>,
    /// What waits for a second person, where, and who asked.
    pub waits: Option<Waits>,
}

/// What waits for a second person.
#[derive(Clone, Debug)]
pub struct Waits {
    /// The number of the dossier it waits in.
    pub no: String,
    /// For whoever takes it back: the last he has seen.
    pub version: i64,
    /// What, as people read it.
    pub said: String,
    /// Who asked.
    pub by: String,
    /// Whether the actor asked.
    pub own: bool,
}

/// The account with this name, for those who manage accounts.
pub fn person(work: &mut Work<'_, '_>, username: &str) -> Result<Person, Problem> {
    let account = account(work, username)?;
    let mut posts = Vec::new();
    for post in posts_of(work, account.id)?.iter() {
        posts.push((unit(work.tx, post.unit)?, post.clone()));
    }
    let subject = Subject::staff(&account.username);
    let history = history_of(work, &subject)?;
    let mut waits = None;
    if let Some(held) = ledger::of(work, &subject)?
        && let Some(Asking { said, by, .. }) = held.asked.clone()
    {
        let own = Some(by) == work.cx.actor.staff().map(|staff| staff.id);
        let by = staff_name(work, by)?.unwrap_or_default();
        waits = Some(Waits { no: held.no.clone(), version: held.version, said, by, own });
    }
    let factor = identity::has_factor(work, account.id)?;
    Ok(Person { account, posts, factor, history, waits })
}

/// What was done to units, grids, places and accounts, newest first; fifty at most.
pub fn latest_changes(work: &mut Work<'_, '_>) -> Result<Vec<Entry>, Problem> {
    require(work, Right::ManageOrganisation)?;
    latest_of(work, &[Sort::Unit, Sort::Grid, Sort::Place, Sort::Staff], 50)
}

/// Does it to the account with this name, or keeps that it is wanted.
pub fn treat_account(work: &mut Work<'_, '_>, username: &str, deed: Deed) -> Result<Done, Problem> {
    let account = account(work, username)?;
    let wanted = match deed {
        Deed::Disable => ledger::Deed::Disable,
        Deed::Enable => ledger::Deed::Enable,
        Deed::Unlock => ledger::Deed::Unlock,
        Deed::Factor => ledger::Deed::Factor,
    };
    if wait(work, &account, &wanted, deed.name().to_owned())? {
        return Ok(Done::Asked);
    }
    match deed {
        Deed::Disable => identity::disable_staff(work, account.id)?,
        Deed::Enable => identity::enable_staff(work, account.id)?,
        Deed::Unlock => identity::unlock_staff(work, account.id)?,
        Deed::Factor => identity::reset_factor(work, account.id)?,
    }
    Ok(Done::Now)
}

/// A new password to begin with, when the old one was forgotten.
pub fn renew_password(
    work: &mut Work<'_, '_>,
    username: &str,
    password: &PasswordHash,
) -> Result<Done, Problem> {
    let account = account(work, username)?;
    if wait(work, &account, &ledger::Deed::Password, "发新密码".to_owned())? {
        return Ok(Done::Asked);
    }
    reset_password(work, account.id, password)?;
    Ok(Done::Now)
}

/// Makes an account with its first post; the post of an administrator waits for a second person.
pub fn engage(
    work: &mut Work<'_, '_>,
    new: &NewStaff,
    code: &str,
    role: &str,
) -> Result<Done, Problem> {
    create_staff(work, new)?;
    appoint(work, new.username.as_str(), code, role)
}

/// Gives an account another name, unless it has it.
pub fn rename(work: &mut Work<'_, '_>, username: &str, name: &str) -> Result<(), Problem> {
    let account = account(work, username)?;
    if account.name == name.trim() { Ok(()) } else { rename_staff(work, account.id, name) }
}

/// Gives a post from now on.
pub fn appoint(
    work: &mut Work<'_, '_>,
    username: &str,
    code: &str,
    role: &str,
) -> Result<Done, Problem> {
    let account = account(work, username)?;
    let (unit, role) = (used(work, code)?, Role::new(role));
    let rules = work.office.rules_at(work.cx.at).rules;
    let rule = rules.role(&role).filter(|rule| rule.units.contains(&unit.kind));
    let rule = rule.ok_or_else(|| Problem::fault("role", "这个单位没有这个岗位，请重新选。"))?;
    let said = format!("任命为{}{}", unit.name, rule.name);
    let (unit, from) = (unit.id, work.cx.at);
    // Whatever cannot be is said now, not when a second person has agreed.
    identity::meets(work, account.id, &Post { unit, role: role.clone() }, (from, None))?;
    let wanted = ledger::Deed::Give { unit, role: role.clone(), from, until: None };
    if wait(work, &account, &wanted, said)? {
        return Ok(Done::Asked);
    }
    identity::grant_post(work, account.id, &Post { unit, role }, from, None)?;
    Ok(Done::Now)
}

/// Ends a post now.
pub fn dismiss(
    work: &mut Work<'_, '_>,
    username: &str,
    code: &str,
    role: &str,
) -> Result<Done, Problem> {
    let account = account(work, username)?;
    let unit = unit_by_code(work.tx, work.office.district, code)?.ok_or(Problem::NotFound)?;
    let role = Role::new(role);
    let rules = work.office.rules_at(work.cx.at).rules;
    let name = rules.role(&role).map_or(role.code(), |rule| rule.name.as_str());
    let said = format!("免去{}{name}", unit.name);
    let wanted = ledger::Deed::Take { unit: unit.id, role: role.clone() };
    if wait(work, &account, &wanted, said)? {
        return Ok(Done::Asked);
    }
    end_post(work, account.id, &Post { unit: unit.id, role })?;
    Ok(Done::Now)
}

/// A second person agrees, and it is done. A new password needs its hash, drawn before.
pub fn agree(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    password: Option<&PasswordHash>,
) -> Result<Asking, Problem> {
    let (_, asked) = ledger::agreed(work, no, seen)?;
    match &asked.deed {
        ledger::Deed::Password => {
            let missing = || Problem::broken("a new password was not drawn");
            give_password(work, asked.whom, password.ok_or_else(missing)?)?;
        }
        ledger::Deed::Give { unit, role, from, until } => {
            let from = (*from).max(work.cx.at);
            let (unit, role, until) = (*unit, role.clone(), *until);
            let given = ledger::Deed::Give { unit, role, from, until };
            carry_out(work, asked.whom, &given).map_err(no_longer)?;
        }
        deed => carry_out(work, asked.whom, deed).map_err(no_longer)?,
    }
    Ok(asked)
}

/// What could be done when it was asked for, and cannot be now.
fn no_longer(problem: Problem) -> Problem {
    let Problem::Faults(faults) = problem else { return problem };
    let said: String = faults.into_iter().map(|fault| fault.said).collect();
    Problem::refused("no_longer", format!("现在已经办不成：{said}请选“不同意”，并写明原因。"))
}

/// A second person does not agree, or whoever asked takes it back.
pub fn decline(work: &mut Work<'_, '_>, no: &str, seen: i64, words: &str) -> Result<(), Problem> {
    ledger::declined(work, no, seen, words).map(drop)
}

/// Whether it waits for a second person now.
fn wait(
    work: &mut Work<'_, '_>,
    account: &StaffRow,
    deed: &ledger::Deed,
    said: String,
) -> Result<bool, Problem> {
    require(work, identity::Right::ManageAccounts)?;
    if !needs_second(work, account.id, deed)? {
        return Ok(false);
    }
    let by = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    identity::not_oneself(work, account.id)?;
    let auditor = agreed_by_auditor(work, account, deed)?;
    let subject = Subject::staff(&account.username);
    ledger::ask(work, &subject, (deed.clone(), said), (by, account.id, auditor))?;
    Ok(true)
}

/// Whether the auditor has to agree: the account is, or is to be, one of those who otherwise agree.
fn agreed_by_auditor(
    work: &mut Work<'_, '_>,
    account: &StaffRow,
    deed: &ledger::Deed,
) -> Result<bool, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let kind = super::UnitKind::PlatformOffice;
    let agrees = rules.owing_role(ledger::DutyKind::Agree.code(), 1, kind).cloned();
    let meant = match deed {
        ledger::Deed::Give { role, .. } => Some(role) == agrees.as_ref(),
        _ => false,
    };
    let held = posts_of(work, account.id)?;
    Ok(meant || held.iter().any(|post| Some(&post.role) == agrees.as_ref()))
}

fn used(work: &mut Work<'_, '_>, code: &str) -> Result<Unit, Problem> {
    let unit = unit_by_code(work.tx, work.office.district, code)?;
    let missing = || Problem::fault("unit", "没有这个单位，或者已经撤销，请重新选。");
    unit.filter(|unit| unit.closed_at.is_none()).ok_or_else(missing)
}

fn account(work: &mut Work<'_, '_>, username: &str) -> Result<StaffRow, Problem> {
    let username: Username = username.parse().map_err(|_| Problem::NotFound)?;
    staff_by_username(work, &username)?.ok_or(Problem::NotFound)
}
