//! What administrators do to one account, with the note that is kept of it.

use xianban_kernel::{Post, Problem};

use super::Subject;
use super::change::{Field, Kept, Note, What, history_of, keep};
use super::{Unit, unit, unit_by_code};
use crate::coded::coded;
use crate::identity::{
    PasswordHash, StaffRow, Username, disable_staff, enable_staff, end_post, posts_of,
    reset_password, staff_by_username, unlock_staff,
};
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
    }
}

impl Deed {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disable => "停用账号",
            Self::Enable => "恢复账号",
            Self::Unlock => "解除锁定",
        }
    }
}

/// An account, the posts it holds now, and what was done to it.
#[derive(Clone, Debug)]
pub struct Person {
    /// The account.
    pub account: StaffRow,
    /// Its posts, each with its unit.
    pub posts: Vec<(Unit, Post)>,
    /// What was done to it.
    pub history: Vec<Kept>,
}

/// The account with this name, for those who manage accounts.
pub fn person(work: &mut Work<'_, '_>, username: &str) -> Result<Person, Problem> {
    let account = account(work, username)?;
    let mut posts = Vec::new();
    for post in posts_of(work, account.id)?.iter() {
        posts.push((unit(work.tx, post.unit)?, post.clone()));
    }
    let history = history_of(work, &Subject::staff(&account.username))?;
    Ok(Person { account, posts, history })
}

/// Does it to the account with this name; nobody does it to his own.
pub fn treat_account(work: &mut Work<'_, '_>, username: &str, deed: Deed) -> Result<(), Problem> {
    let account = account(work, username)?;
    if Some(account.id) == work.cx.actor.staff().map(|staff| staff.id) {
        let said = "这是您自己的账号，请让另一位管理员来办。";
        return Err(Problem::refused("own_account", said));
    }
    match deed {
        Deed::Disable => disable_staff(work, account.id)?,
        Deed::Enable => enable_staff(work, account.id)?,
        Deed::Unlock => unlock_staff(work, account.id)?,
    }
    noted(work, &account, Field::new("账号", "", deed.name()))
}

/// A new password to begin with, when the old one was forgotten.
pub fn renew_password(
    work: &mut Work<'_, '_>,
    username: &str,
    password: &PasswordHash,
) -> Result<(), Problem> {
    let account = account(work, username)?;
    reset_password(work, account.id, password)?;
    noted(work, &account, Field::new("密码", "", "重新发放"))
}

/// Ends a post now.
pub fn dismiss(
    work: &mut Work<'_, '_>,
    username: &str,
    code: &str,
    role: &str,
) -> Result<(), Problem> {
    let account = account(work, username)?;
    let unit = unit_by_code(work.tx, work.office.district, code)?.ok_or(Problem::NotFound)?;
    let post = Post { unit: unit.id, role: xianban_kernel::Role::new(role) };
    end_post(work, account.id, &post)?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let name = rules.role(&post.role).map_or(role, |rule| rule.name.as_str());
    let held = format!("{} {name}", unit.name);
    noted(work, &account, Field::new("岗位", held, ""))
}

fn account(work: &mut Work<'_, '_>, username: &str) -> Result<StaffRow, Problem> {
    let username: Username = username.parse().map_err(|_| Problem::NotFound)?;
    staff_by_username(work, &username)?.ok_or(Problem::NotFound)
}

fn noted(work: &mut Work<'_, '_>, account: &StaffRow, field: Field) -> Result<(), Problem> {
    let note = Note {
        subject: Subject::staff(&account.username),
        what: What::Changed,
        name: account.name.clone(),
        fields: vec![field],
    };
    keep(work, &note)
}
