//! Other systems: a token shown once, and the actions it may do.

use crate::identity::Right;
use xianban_kernel::words::length;
use xianban_kernel::{Actor, Moment, Problem, ServiceAccount, ServiceId, UnitId};
use xianban_store::{Error, Row, params};

use super::policy::require;
use super::token::{Token, hash};
use crate::ledger::{Field, Note, Sort, Subject, What, keep};
use crate::office::Work;

/// A service account to be made.
#[derive(Clone, Debug)]
pub struct NewService {
    /// What it is called in lists.
    pub name: String,
    /// What its token may do; the rules may allow less.
    pub scopes: Vec<String>,
    /// The unit that answers for it.
    pub unit: Option<UnitId>,
}

/// A service account as listed; the token is not to be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceRow {
    /// The account.
    pub id: ServiceId,
    /// What it is called.
    pub name: String,
    /// What its token may do, in the words of the policy.
    pub scopes: Vec<String>,
    /// The unit that answers for it.
    pub unit: Option<UnitId>,
    /// Since when it is there.
    pub created_at: Moment,
    /// Since when it may not be used.
    pub disabled_at: Option<Moment>,
}

/// Makes an account and its token, which is shown this once.
pub fn create_service(
    work: &mut Work<'_, '_>,
    new: &NewService,
) -> Result<(ServiceId, Token), Problem> {
    let token = Token::draw(work.tx.draw());
    let id = create_service_with(work, new, token.reveal())?;
    Ok((id, token))
}

/// Makes an account with a token known beforehand, such as the demo's `demo`; the one that has this
/// token already stays as it is.
pub fn create_service_with(
    work: &mut Work<'_, '_>,
    new: &NewService,
    token: &str,
) -> Result<ServiceId, Problem> {
    require(work, Right::ManageAccounts)?;
    let name = new.name.trim();
    if name.is_empty() || length(name) > 80 {
        return Err(Problem::fault("name", "请填写系统名称，80 个字以内。"));
    }
    let at = work.cx.at;
    let id = ServiceId::new(
        work.tx.free_row("service_account", |draw| ServiceId::draw(draw, at).value())?,
    );
    let scopes = serde_json::to_string(&new.scopes)
        .map_err(|error| Problem::broken(format!("scopes: {error}")))?;
    let row = work.tx.row(
        "insert into service_account (district, id, name, token_hash, scopes, unit, created_at)
         values ($1, $2, $3, $4, $5, $6, $7)
         on conflict (district, token_hash) do update set token_hash = excluded.token_hash returning id",
        params![work.tx.district(), id, name, hash(token), scopes, new.unit, work.cx.at],
    )?;
    let row = row.ok_or_else(|| Problem::broken("a service account was not made"))?;
    let made: ServiceId = row.get("id")?;
    if made == id {
        noted(work, id, name, (What::Added, Field::new("权限", "", new.scopes.join("、"))))?;
    }
    Ok(made)
}

fn noted(
    work: &mut Work<'_, '_>,
    id: ServiceId,
    name: &str,
    (what, field): (What, Field),
) -> Result<(), Problem> {
    let subject = Subject::of(Sort::Service, &id.to_string());
    keep(work, &Note { subject, what, name: name.to_owned(), fields: vec![field] })
}

/// The system that holds a token, unless it was disabled. Every wrong token takes the same time.
pub fn find_service(work: &mut Work<'_, '_>, token: &str) -> Result<Option<Actor>, Problem> {
    let sql = format!(
        "select {COLUMNS} from service_account \
         where district = $1 and token_hash = $2 and disabled_at is null"
    );
    let Some(row) = work.tx.row(&sql, params![work.tx.district(), hash(token)])? else {
        return Ok(None);
    };
    let ServiceRow { id, scopes, .. } = read(&row)?;
    Ok(Some(Actor::Service(ServiceAccount { id, scopes: scopes.into() })))
}

/// Closes a service account at once.
pub fn disable_service(work: &mut Work<'_, '_>, id: ServiceId) -> Result<(), Problem> {
    require(work, Right::ManageAccounts)?;
    let row = work.tx.row(
        "update service_account set disabled_at = $1 \
         where district = $2 and id = $3 and disabled_at is null returning name",
        params![work.cx.at, work.tx.district(), id],
    )?;
    let name: String = row.ok_or(Problem::NotFound)?.get("name")?;
    noted(work, id, &name, (What::Closed, Field::new("账号", "", "停用")))
}

/// What [`read`] needs, in a select from `service_account`.
pub(super) const COLUMNS: &str = "id, name, scopes, unit, created_at, disabled_at";

pub(super) fn read(row: &Row) -> Result<ServiceRow, Error> {
    let id: ServiceId = row.get("id")?;
    let scopes = serde_json::from_str(&row.get::<String>("scopes")?)
        .map_err(|error| Error::inconsistent("service_account", &id, error.to_string()))?;
    Ok(ServiceRow {
        id,
        name: row.get("name")?,
        scopes,
        unit: row.get("unit")?,
        created_at: row.get("created_at")?,
        disabled_at: row.get("disabled_at")?,
    })
}
