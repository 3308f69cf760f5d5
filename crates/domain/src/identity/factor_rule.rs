use xianban_kernel::{Post, Problem, StaffId};
use xianban_store::params;

use crate::office::Work;
use crate::rules::Rules;

/// Whether the rules demand a second factor of whoever holds these posts. At a unit that reaches applicants
/// through the community only, the right to see them comes to nothing, and demands none.
pub fn demanded(work: &mut Work<'_, '_>, posts: &[Post]) -> Result<bool, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    for post in posts {
        let demands = |action: &&String| rules.role_may(&post.role, action.as_str());
        for action in rules.door.second_factor.iter().filter(demands) {
            if action != "read_identity" || !is_relayed(work, &rules, post)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

fn is_relayed(work: &mut Work<'_, '_>, rules: &Rules, post: &Post) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select kind from unit where district = $1 and id = $2",
        params![work.tx.district(), post.unit],
    )?;
    let Some(row) = row else { return Ok(false) };
    let kind: String = row.get("kind")?;
    Ok(rules.casework.relay_only.iter().any(|one| one.code() == kind))
}

/// Whether somebody has a factor, without its secret.
pub fn has_factor(work: &mut Work<'_, '_>, staff: StaffId) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select since from factor where district = $1 and staff = $2",
        params![work.tx.district(), staff],
    )?;
    Ok(row.is_some())
}
