use std::cmp::Reverse;

use xianban_kernel::{DossierId, Page, PageSize, Problem};
use xianban_store::params;

use super::glance::{Glance, glances_at};
use crate::appeals::rows::store;
use crate::office::Work;

/// What is open; the literal marks are those of its index.
pub(super) const OPEN: &str = "standing not in ('closed', 'declined', 'transferred', 'withdrawn')";

/// Which of his own somebody wants to see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mine {
    /// All of them.
    #[default]
    All,
    /// Those that are not over.
    Open,
    /// Those that wait for his stars.
    ToRate,
    /// Those that are over.
    Ended,
}

impl Mine {
    /// The condition of its index. What waits for stars is among what is open, which is little.
    fn sql(self) -> String {
        match self {
            Self::All => String::new(),
            Self::Open => format!("and {OPEN}"),
            Self::ToRate => format!("and {OPEN} and standing = 'following_up'"),
            Self::Ended => {
                "and standing in ('closed', 'declined', 'transferred', 'withdrawn')".to_owned()
            }
        }
    }
}

/// The actor's own appeals, newest first, before the row `before`.
pub fn mine(
    work: &mut Work<'_, '_>,
    wanted: Mine,
    before: Option<i64>,
    size: PageSize,
) -> Result<Page<Glance>, Problem> {
    let sql = format!(
        "select id from appeal where district = $1 and applicant = $2 and id < $3 {}
         order by id desc limit $4",
        wanted.sql()
    );
    let (mark, before) = (work.cx.actor.mark(), before.unwrap_or(i64::MAX));
    let rows = work.tx.rows(&sql, params![work.tx.district(), mark, before, size.limit()])?;
    let ids = rows.iter().map(|row| row.get("id"));
    let ids: Vec<DossierId> = ids.collect::<xianban_store::Result<_>>()?;
    let page = Page::cut(ids, size, ToString::to_string);
    let mut appeals = store::load_many(work.tx, work.office.district, &page.rows)?;
    appeals.sort_by_key(|appeal| Reverse(appeal.id));
    Ok(Page { rows: glances_at(work, appeals)?, next: page.next })
}

/// How many of the actor's own are open, and how many of those wait for his stars, each counted up to
/// `most`.
pub fn own_count(work: &mut Work<'_, '_>, most: i64) -> Result<(u64, u64), Problem> {
    let mut count = |wanted: Mine| {
        let sql = format!(
            "select count(*) as n from (select id from appeal
               where district = $1 and applicant = $2 {} limit $3) as own",
            wanted.sql()
        );
        let row = work.tx.row(&sql, params![work.tx.district(), work.cx.actor.mark(), most])?;
        let n: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
        Ok::<_, Problem>(u64::try_from(n).unwrap_or(0))
    };
    Ok((count(Mine::Open)?, count(Mine::ToRate)?))
}
