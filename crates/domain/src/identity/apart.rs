//! Posts that may not meet in one person, and what nobody does alone (GB/T 22239-2019, 三员分立): nobody
//! changes his own account, and what touches an administrator needs a second person.

use xianban_kernel::{Actor, Moment, Post, Problem, Role, StaffId};
use xianban_store::{Row, params};

use super::account::staff_name;
use crate::ledger::Deed;
use crate::office::Work;
use crate::rules::{Rules, is_administrator};

/// Whether a deed has to wait for a second person: it is done to an administrator, or makes one. What is
/// done at the machine does not.
pub fn needs_second(work: &mut Work<'_, '_>, staff: StaffId, deed: &Deed) -> Result<bool, Problem> {
    if matches!(work.cx.actor, Actor::System) {
        return Ok(false);
    }
    let rules = work.office.rules_at(work.cx.at).rules;
    if let Deed::Give { role, .. } = deed
        && is_administrator(&rules, role)
    {
        return Ok(true);
    }
    let held = posts(work, staff, work.cx.at)?;
    Ok(held.iter().any(|(post, ..)| is_administrator(&rules, &post.role)))
}

/// That it is not one's own account: nobody grants himself anything.
pub fn not_oneself(work: &Work<'_, '_>, staff: StaffId) -> Result<(), Problem> {
    if Some(staff) == work.cx.actor.staff().map(|own| own.id) {
        let said = "这是您自己的账号，请让另一位管理员来办。";
        return Err(Problem::refused("own_account", said));
    }
    Ok(())
}

/// That one person may do it: it is not to himself, and needs no second person.
pub(super) fn alone(work: &mut Work<'_, '_>, staff: StaffId, deed: &Deed) -> Result<(), Problem> {
    not_oneself(work, staff)?;
    if needs_second(work, staff, deed)? {
        let said = "涉及管理员的账号和岗位，一个人不能直接办：请在“人员”里打开这个账号提出，\
                    等第二个人同意。";
        return Err(Problem::refused("second_person", said));
    }
    Ok(())
}

/// That a post may be held beside those the account has in the same time.
pub(crate) fn meets(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    post: &Post,
    (from, until): (Moment, Option<Moment>),
) -> Result<(), Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    for (other, began, ends) in posts(work, staff, from)? {
        let before = until.is_some_and(|until| until <= began);
        let after = ends.is_some_and(|ends| ends <= from);
        if before || after {
            continue;
        }
        if let Some(why) = rules.may_not_meet(&other.role, &post.role) {
            let name = |role: &Role| {
                rules.role(role).map_or_else(|| role.to_string(), |rule| rule.name.clone())
            };
            let said = format!(
                "“{}”和“{}”不能由同一个人担任：{why}。请任命另一个人。",
                name(&other.role),
                name(&post.role)
            );
            return Err(Problem::fault("role", said));
        }
    }
    Ok(())
}

/// Who holds posts, now or later, that may not meet under these rules, as sentences.
pub fn unmet(work: &mut Work<'_, '_>, rules: &Rules) -> Result<Vec<String>, Problem> {
    let mut said = Vec::new();
    for role in rules.apart.iter().flat_map(|apart| &apart.roles) {
        let holders = work.tx.rows(
            "select distinct staff from post \
             where district = $1 and role = $2 and (until_at is null or until_at > $3)",
            params![work.tx.district(), role, work.cx.at],
        )?;
        for row in &holders {
            let staff: StaffId = row.get("staff")?;
            let held = posts(work, staff, work.cx.at)?;
            let found = held.iter().find_map(|(post, from, until)| {
                let meets = |(other, began, ends): &(Post, Moment, Option<Moment>)| {
                    let apart = until.is_some_and(|until| until <= *began)
                        || ends.is_some_and(|ends| ends <= *from);
                    if apart { None } else { rules.may_not_meet(&post.role, &other.role) }
                };
                held.iter().find_map(meets)
            });
            if let Some(why) = found {
                let name = staff_name(work, staff)?.unwrap_or_default();
                let line = format!("{name}现在的岗位不能由同一个人担任：{why}");
                if !said.contains(&line) {
                    said.push(line);
                }
            }
        }
    }
    Ok(said)
}

/// A post with its term.
type Term = (Post, Moment, Option<Moment>);

/// The posts somebody holds at a moment or later.
fn posts(work: &mut Work<'_, '_>, staff: StaffId, from: Moment) -> Result<Vec<Term>, Problem> {
    let rows = work.tx.rows(
        "select unit, role, from_at, until_at from post \
         where district = $1 and staff = $2 and (until_at is null or until_at > $3)",
        params![work.tx.district(), staff, from],
    )?;
    let term = |row: &Row| -> Result<Term, Problem> {
        let post = Post { unit: row.get("unit")?, role: row.get("role")? };
        Ok((post, row.get("from_at")?, row.get("until_at")?))
    };
    rows.iter().map(term).collect()
}
