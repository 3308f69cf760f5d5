use serde::Serialize;
use sm3::{Digest, Sm3};
use xianban_kernel::Problem;
use xianban_store::{Row, Tx, Value, params};

use super::subject::{Sort, Subject};
use crate::organisation::UnitKind;

/// How a thing stands: SM3 over its rows, in hexadecimal. `None` for what has no rows of its own, or
/// whose rows other tables vouch for.
pub(super) fn standing(tx: &mut Tx<'_>, subject: &Subject) -> Result<Option<String>, Problem> {
    let key = subject.key();
    let rows = match subject.sort() {
        Sort::Staff => of_staff(tx, key)?,
        Sort::Unit | Sort::Grid => of_unit(tx, key)?,
        Sort::Rules => of_rules(tx, key)?,
        Sort::Service => of_service(tx, key)?,
        Sort::Page => of_page(tx, key)?,
        Sort::Place | Sort::Look | Sort::Export => return Ok(None),
    };
    if rows.is_empty() {
        return Ok(None);
    }
    let text = serde_json::to_string(&rows).map_err(|error| Problem::broken(error.to_string()))?;
    Ok(Some(hex::encode(Sm3::digest(text.as_bytes()))))
}

/// One row as it is hashed.
type Line = Vec<Cell>;

#[derive(Serialize)]
#[serde(untagged)]
enum Cell {
    Int(i64),
    Text(String),
    None,
}

fn lines(rows: &[Row]) -> impl Iterator<Item = Line> {
    rows.iter().map(|row| row.cells().map(|(_, value)| Cell::from(value)).collect())
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Self {
        match value {
            Value::Int(number) => Self::Int(*number),
            Value::Real(number) => Self::Text(number.to_string()),
            Value::Text(text) => Self::Text(text.clone()),
            Value::Bytes(bytes) => Self::Text(hex::encode(bytes)),
            Value::Null => Self::None,
        }
    }
}

/// The account, what it logs in with, every post it ever had, and its second factor.
fn of_staff(tx: &mut Tx<'_>, username: &str) -> Result<Vec<Line>, Problem> {
    let district = tx.district();
    let account = tx.rows(
        "select id, username, name, password_hash, disabled_at from staff \
         where district = $1 and username = $2",
        params![district, username],
    )?;
    let posts = tx.rows(
        "select p.unit, p.role, p.from_at, p.until_at from post p \
         join staff s on s.district = p.district and s.id = p.staff \
         where p.district = $1 and s.username = $2 order by p.unit, p.role, p.from_at",
        params![district, username],
    )?;
    let factor = tx.rows(
        "select f.secret, f.since from factor f \
         join staff s on s.district = f.district and s.id = f.staff \
         where f.district = $1 and s.username = $2",
        params![district, username],
    )?;
    let mut found: Vec<Line> = lines(&account).collect();
    found.extend(lines(&posts));
    found.extend(lines(&factor));
    Ok(found)
}

/// The unit, its duty list, and what it covers; what a grid's team covers follows from its buildings.
fn of_unit(tx: &mut Tx<'_>, code: &str) -> Result<Vec<Line>, Problem> {
    let district = tx.district();
    let unit = tx.rows(
        "select id, code, kind, name, superior, phone, closed_at from unit \
         where district = $1 and code = $2",
        params![district, code],
    )?;
    let Some(row) = unit.first() else { return Ok(Vec::new()) };
    let (id, kind): (i64, String) = (row.get("id")?, row.get("kind")?);
    let mut found: Vec<Line> = lines(&unit).collect();
    let duties = tx.rows(
        "select category from unit_duty where district = $1 and unit = $2 order by category",
        params![district, id],
    )?;
    found.extend(lines(&duties));
    if kind != UnitKind::GridTeam.code() {
        let covers = tx.rows(
            "select place from unit_cover where district = $1 and unit = $2 order by place",
            params![district, id],
        )?;
        found.extend(lines(&covers));
    }
    Ok(found)
}

fn of_rules(tx: &mut Tx<'_>, version: &str) -> Result<Vec<Line>, Problem> {
    let Ok(version) = version.parse::<i64>() else { return Ok(Vec::new()) };
    let rows = tx.rows(
        "select version, valid_from, recorded_at, digest, body, author, why from rule_set \
         where district = $1 and version = $2",
        params![tx.district(), version],
    )?;
    Ok(lines(&rows).collect())
}

fn of_service(tx: &mut Tx<'_>, id: &str) -> Result<Vec<Line>, Problem> {
    let Ok(id) = id.parse::<i64>() else { return Ok(Vec::new()) };
    let rows = tx.rows(
        "select id, name, token_hash, scopes, unit, disabled_at from service_account \
         where district = $1 and id = $2",
        params![tx.district(), id],
    )?;
    Ok(lines(&rows).collect())
}

/// Every version of a page.
fn of_page(tx: &mut Tx<'_>, section: &str) -> Result<Vec<Line>, Problem> {
    let rows = tx.rows(
        "select n, body, at, staff, author from content_version \
         where district = $1 and section = $2 order by n",
        params![tx.district(), section],
    )?;
    Ok(lines(&rows).collect())
}
