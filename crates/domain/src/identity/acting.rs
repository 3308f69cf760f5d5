use super::absence::lent_posts;
use super::account::{COLUMNS, posts_of, read};
use crate::office::Work;
use crate::seats::stood_for;
use xianban_kernel::{Actor, Staff, StaffId};
use xianban_store::{Error, params};

/// An account as an actor of this moment, and whether a new password is due; `None` when it is
/// disabled or holds no post.
pub fn acting(work: &mut Work<'_, '_>, id: StaffId) -> Result<Option<(Actor, bool)>, Error> {
    let sql = format!(
        "select {COLUMNS} from staff where district = $1 and id = $2 and disabled_at is null"
    );
    let Some(row) = work.tx.row(&sql, params![work.tx.district(), id])? else { return Ok(None) };
    let (account, posts) = (read(&row)?, posts_of(work, id)?);
    if posts.is_empty() {
        return Ok(None);
    }
    // Who stands in for somebody sits at that one's posts too, and where nobody sits else.
    let mut held = posts.to_vec();
    held.extend(lent_posts(work, id)?.into_iter().filter(|post| !posts.contains(post)));
    held.extend(stood_for(work, &held)?);
    let borrowed = held.get(posts.len()..).unwrap_or_default().into();
    let staff = Staff { id, name: account.name.into(), posts: held.into(), borrowed };
    Ok(Some((Actor::Staff(staff), account.must_change)))
}
