use xianban_kernel::{Page, PageSize, Problem};
use xianban_store::params;

use super::glance::{Glance, glance_at};
use crate::appeals::rows::store;
use crate::office::Work;

/// The actor's own appeals, newest first, before the row `before`.
pub fn mine(
    work: &mut Work<'_, '_>,
    before: Option<i64>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    let rows = work.tx.rows(
        "select * from appeal where district = $1 and applicant = $2 and id < $3
         order by id desc limit $4",
        params![work.tx.district(), work.cx.actor.mark(), before.unwrap_or(i64::MAX), size.limit()],
    )?;
    let mut lines = Vec::with_capacity(rows.len());
    for row in &rows {
        let appeal = store::with_orders(work.tx, row)?;
        lines.push(glance_at(work, appeal)?);
    }
    Ok(Page::cut(lines, size, |line| line.appeal.id.to_string()))
}
