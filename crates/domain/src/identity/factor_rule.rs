use xianban_kernel::{Post, Problem, StaffId};
use xianban_store::params;

use crate::office::Work;
use crate::rules::Rules;

/// Whether the rules demand a second factor of whoever holds these posts.
pub fn demanded(rules: &Rules, posts: &[Post]) -> bool {
    let asks = |post: &Post| {
        rules.door.second_factor.iter().any(|action| rules.role_may(&post.role, action.as_str()))
    };
    posts.iter().any(asks)
}

/// Whether somebody has a factor, without its secret.
pub fn has_factor(work: &mut Work<'_, '_>, staff: StaffId) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select since from factor where district = $1 and staff = $2",
        params![work.tx.district(), staff],
    )?;
    Ok(row.is_some())
}
