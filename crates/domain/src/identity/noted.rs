use xianban_kernel::{Moment, Post, Problem, StaffId};

use super::account::by_id;
use crate::ledger::{Field, Note, Subject, What, keep};
use crate::office::Work;
use crate::organisation::unit;

/// Notes what was done to an account, after it was done.
pub(super) fn noted(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    what: What,
    field: Field,
) -> Result<(), Problem> {
    let account = by_id(work, staff)?;
    let subject = Subject::staff(&account.username);
    keep(work, &Note { subject, what, name: account.name, fields: vec![field] })
}

/// A post as people read it, with its term where it does not begin now or has an end.
pub(super) fn posted(
    work: &mut Work<'_, '_>,
    post: &Post,
    (from, until): (Moment, Option<Moment>),
) -> Result<String, Problem> {
    let at = match unit(work.tx, post.unit) {
        Ok(unit) => unit.name,
        Err(Problem::NotFound) => format!("单位 {}", post.unit),
        Err(problem) => return Err(problem),
    };
    let rules = &work.office.rules_at(work.cx.at).rules;
    let role = rules.role(&post.role).map_or(post.role.code(), |rule| rule.name.as_str());
    let begins = (from > work.cx.at).then(|| format!("，从 {} 起", from.day()));
    let ends = until.map(|until| format!("，到 {} 为止", until.day()));
    Ok(format!("{at} {role}{}{}", begins.unwrap_or_default(), ends.unwrap_or_default()))
}
