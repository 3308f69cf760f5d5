use std::io::{BufRead, stdin};

use xianban_domain::identity::{
    self, AccountRow, NewStaff, Password, Username, accounts, create_staff, disable_staff,
    enable_staff, end_post, grant_post, reset_password, staff_by_username, unlock_staff,
};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit;
use xianban_kernel::{Page, PageSize, Post, Problem, Role, Seed, StaffId};

use super::{Desk, named, unit_of};
use crate::configuration::Fault;

/// An account to be made.
#[derive(Debug, clap::Args)]
pub struct NewAccount {
    /// What is typed to log in: 2 to 32 small letters, digits, dots, dashes and underscores.
    pub username: String,
    /// The name colleagues see.
    #[arg(long)]
    pub name: String,
    /// Take the password from the first line of the standard input instead of drawing one.
    #[arg(long)]
    pub password_stdin: bool,
}

/// Whose password is set anew.
#[derive(Debug, clap::Args)]
pub struct Reset {
    /// Whose.
    pub username: String,
    /// Take the password from the first line of the standard input instead of drawing one.
    #[arg(long)]
    pub password_stdin: bool,
}

/// Somebody's post.
#[derive(Debug, clap::Args)]
pub struct Seat {
    /// Whose.
    pub username: String,
    /// The unit's code.
    pub unit: String,
    /// The role's code, such as `clerk`.
    pub role: String,
}

pub fn list(desk: &Desk) -> Result<(), Fault> {
    let mut after: Option<String> = None;
    loop {
        let from = after.clone();
        let Page { rows, next } = desk.does(move |work| {
            let page = accounts(work, from.as_deref(), PageSize::new(200))?;
            let lines = page.rows.iter().map(|row| line(work, row));
            Ok(Page { rows: lines.collect::<Result<Vec<_>, _>>()?, next: page.next })
        })?;
        for line in rows {
            println!("{line}");
        }
        if next.is_none() {
            return Ok(());
        }
        after = next;
    }
}

fn line(work: &mut Work<'_, '_>, row: &AccountRow) -> Result<String, Problem> {
    let account = &row.account;
    let locked = account.locked_until.filter(|until| *until > work.cx.at);
    let state = match (account.disabled_at, locked) {
        (Some(at), _) => format!("disabled since {at}"),
        (None, Some(until)) => format!("locked until {until}"),
        (None, None) if account.must_change => "must change password".to_owned(),
        (None, None) => "in use".to_owned(),
    };
    let mut posts = Vec::new();
    for post in &*row.posts {
        posts.push(format!("{} at {}", post.role, unit(work.tx, post.unit)?.code));
    }
    let posts = if posts.is_empty() { "no post".to_owned() } else { posts.join(", ") };
    Ok(format!("{:<16} {}  {posts}  ({state})", account.username, account.name))
}

pub fn add(desk: &Desk, given: &NewAccount) -> Result<(), Fault> {
    let username: Username = given.username.parse()?;
    let (password, drawn) = password(&username, given.password_stdin)?;
    let (hash, name) = (password.hash(&mut Seed::fresh().draw())?, given.name.clone());
    let new = NewStaff { username: username.clone(), name, password: hash, must_change: true };
    desk.does(move |work| Ok(create_staff(work, &new)?))?;
    println!("{} is there, without a post yet (`xianban user give`)", username.as_str());
    tell(drawn);
    Ok(())
}

pub fn reset(desk: &Desk, given: &Reset) -> Result<(), Fault> {
    let username: Username = given.username.parse()?;
    let (password, drawn) = password(&username, given.password_stdin)?;
    let hash = password.hash(&mut Seed::fresh().draw())?;
    desk.does(move |work| {
        let staff = by_name(work, &username)?;
        Ok(reset_password(work, staff, &hash)?)
    })?;
    println!("{} has a new password; it is changed at the next login", given.username);
    tell(drawn);
    Ok(())
}

pub fn disable(desk: &Desk, username: &str) -> Result<(), Fault> {
    on(desk, username, disable_staff)?;
    println!("{username} is closed and logged out everywhere");
    Ok(())
}

pub fn enable(desk: &Desk, username: &str) -> Result<(), Fault> {
    on(desk, username, enable_staff)?;
    println!("{username} is open again");
    Ok(())
}

pub fn unlock(desk: &Desk, username: &str) -> Result<(), Fault> {
    on(desk, username, unlock_staff)?;
    println!("{username} is not locked any more");
    Ok(())
}

pub fn reset_factor(desk: &Desk, username: &str) -> Result<(), Fault> {
    on(desk, username, identity::reset_factor)?;
    println!("{username} sets up another code at the next login");
    Ok(())
}

pub fn give(desk: &Desk, seat: &Seat) -> Result<(), Fault> {
    let (username, code, role) = parts(seat)?;
    desk.does(move |work| {
        let (staff, unit) = (by_name(work, &username)?, unit_of(work, &code)?);
        let rules = &work.office.rules_at(work.cx.at).rules;
        let rule = rules.role(&role).ok_or_else(|| Fault::NotThere(format!("role {role}")))?;
        if !rule.units.contains(&unit.kind) {
            return Err(Fault::NotThere(format!("role {role} at a unit such as {code}")));
        }
        let post = Post { unit: unit.id, role: role.clone() };
        Ok(grant_post(work, staff, &post, work.cx.at, None)?)
    })?;
    println!("{} is {} at {} from now on", seat.username, seat.role, seat.unit);
    Ok(())
}

pub fn take(desk: &Desk, seat: &Seat) -> Result<(), Fault> {
    let (username, code, role) = parts(seat)?;
    desk.does(move |work| {
        let (staff, unit) = (by_name(work, &username)?, unit_of(work, &code)?);
        let post = Post { unit: unit.id, role: role.clone() };
        let held = format!("post {role} at {code} of {}", username.as_str());
        end_post(work, staff, &post).map_err(|problem| named(&held, problem))
    })?;
    println!("{} is no longer {} at {}", seat.username, seat.role, seat.unit);
    Ok(())
}

fn parts(seat: &Seat) -> Result<(Username, String, Role), Fault> {
    Ok((seat.username.parse()?, seat.unit.clone(), Role::new(&seat.role)))
}

/// A verb on one account.
fn on(
    desk: &Desk,
    username: &str,
    verb: fn(&mut Work<'_, '_>, StaffId) -> Result<(), Problem>,
) -> Result<(), Fault> {
    let username: Username = username.parse()?;
    desk.does(move |work| {
        let staff = by_name(work, &username)?;
        Ok(verb(work, staff)?)
    })
}

fn by_name(work: &mut Work<'_, '_>, username: &Username) -> Result<StaffId, Fault> {
    let found = staff_by_username(work, username)?;
    let missing = || Fault::NotThere(format!("account {}", username.as_str()));
    Ok(found.ok_or_else(missing)?.id)
}

/// The password, and its text when it was drawn.
fn password(username: &Username, typed: bool) -> Result<(Password, Option<String>), Fault> {
    if typed {
        let mut line = String::new();
        stdin().lock().read_line(&mut line).map_err(Fault::while_doing("reading the password"))?;
        return Ok((Password::new(line.trim_end_matches(['\r', '\n']), username)?, None));
    }
    let (password, text) = Password::drawn(username, &mut Seed::fresh().draw())?;
    Ok((password, Some(text)))
}

fn tell(drawn: Option<String>) {
    if let Some(password) = drawn {
        println!("password, shown this once: {password}");
    }
}
