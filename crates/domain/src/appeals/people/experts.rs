use crate::appeals::nouns::Action;
use xianban_kernel::Problem;
use xianban_kernel::words::length;
use xianban_store::params;

use crate::office::Work;

/// Somebody of the expert pool; no account is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expert {
    /// The row.
    pub id: i64,
    /// The name.
    pub name: String,
    /// What he knows about.
    pub field: String,
}

/// The experts that can be asked, by name.
pub fn experts(work: &mut Work<'_, '_>) -> Result<Vec<Expert>, Problem> {
    let rows = work.tx.rows(
        "select id, name, field from expert
         where district = $1 and left_at is null order by name, id limit 500",
        params![work.office.district],
    )?;
    let read = |row: &xianban_store::Row| {
        Ok(Expert { id: row.get("id")?, name: row.get("name")?, field: row.get("field")? })
    };
    rows.iter().map(read).collect()
}

/// Adds somebody to the expert pool; those who consult keep it.
pub fn add_expert(work: &mut Work<'_, '_>, name: &str, field: &str) -> Result<i64, Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    if !rules.may(&work.cx.actor, Action::Consult) {
        return Err(Problem::NotFound);
    }
    let (name, field) = (name.trim(), field.trim());
    if name.is_empty() || length(name) > 40 {
        return Err(Problem::fault("name", "请写专家的姓名，最多 40 个字。"));
    }
    if field.is_empty() || length(field) > 60 {
        return Err(Problem::fault("field", "请写专长，最多 60 个字。"));
    }
    let id = i64::try_from(work.tx.draw().number() >> 1).unwrap_or(0);
    work.tx.execute(
        "insert into expert (id, district, name, field) values ($1, $2, $3, $4)",
        params![id, work.office.district, name, field],
    )?;
    Ok(id)
}

/// Takes somebody off the expert pool; consultations that run go on.
pub fn remove_expert(work: &mut Work<'_, '_>, id: i64) -> Result<(), Problem> {
    let rules = &work.office.rules_at(work.cx.at).rules;
    if !rules.may(&work.cx.actor, Action::Consult) {
        return Err(Problem::NotFound);
    }
    let gone = work.tx.execute(
        "update expert set left_at = $1 where district = $2 and id = $3 and left_at is null",
        params![work.cx.at, work.office.district, id],
    )?;
    if gone == 0 { Err(Problem::NotFound) } else { Ok(()) }
}
