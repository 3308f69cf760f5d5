//! What the pages about accounts and sessions show.

use crate::identity::Right;
use std::sync::Arc;

use xianban_kernel::{Moment, Page, PageSize, Post, Problem};
use xianban_store::params;

use super::account::{self, StaffRow, posts_of};
use super::policy::require;
use super::service_account::{self, ServiceRow};
use super::session::own;
use super::token::SessionId;
use crate::office::Work;

/// An account and the posts it holds now.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The account.
    pub account: StaffRow,
    /// Its posts.
    pub posts: Arc<[Post]>,
}

/// A living session, as its owner sees it.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// Which, for the button that ends it.
    pub id: SessionId,
    /// What the browser said of itself.
    pub device: String,
    /// Since when.
    pub created_at: Moment,
    /// Last used, to five minutes.
    pub last_seen: Moment,
}

/// The accounts of staff by username. `after` is where the last page ended.
pub fn accounts(
    work: &mut Work<'_, '_>,
    after: Option<&str>,
    size: PageSize,
) -> Result<Page<AccountRow>, Problem> {
    require(work, Right::ManageAccounts)?;
    let sql = format!(
        "select {} from staff where district = $1 and username > $2 order by username limit $3",
        account::COLUMNS
    );
    let mut found = Vec::new();
    for row in
        work.tx.rows(&sql, params![work.tx.district(), after.unwrap_or_default(), size.limit()])?
    {
        let account = account::read(&row)?;
        let posts = posts_of(work, account.id)?;
        found.push(AccountRow { account, posts });
    }
    Ok(Page::cut(found, size, |row| row.account.username.clone()))
}

/// The service accounts, oldest first; a district has a handful.
pub fn service_accounts(work: &mut Work<'_, '_>) -> Result<Vec<ServiceRow>, Problem> {
    require(work, Right::ManageAccounts)?;
    let sql = format!(
        "select {} from service_account where district = $1 order by id limit 200",
        service_account::COLUMNS
    );
    let rows = work.tx.rows(&sql, params![work.tx.district()])?;
    Ok(rows.iter().map(service_account::read).collect::<Result<_, _>>()?)
}

/// The acting member of staff's own account, with the posts held now.
pub fn own_account(work: &mut Work<'_, '_>) -> Result<AccountRow, Problem> {
    let id = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    let account = account::by_id(work, id)?;
    Ok(AccountRow { account, posts: posts_of(work, id)? })
}

/// Where the actor is logged in, newest first; a hundred at most.
pub fn own_sessions(work: &mut Work<'_, '_>) -> Result<Vec<SessionRow>, Problem> {
    let (kind, owner) = own(work)?;
    let rows = work.tx.rows(
        "select id_hash, device, created_at, last_seen from session
         where district = $1 and kind = $2 and owner = $3 and revoked_at is null and expires_at > $4
         order by created_at desc limit 100",
        params![work.tx.district(), kind.code(), owner, work.cx.at],
    )?;
    let read = |row: &xianban_store::Row| {
        Ok(SessionRow {
            id: SessionId(row.get("id_hash")?),
            device: row.get("device")?,
            created_at: row.get("created_at")?,
            last_seen: row.get("last_seen")?,
        })
    };
    rows.iter().map(read).collect()
}
