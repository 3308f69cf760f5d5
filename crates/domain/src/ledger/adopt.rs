use xianban_kernel::Problem;
use xianban_store::{Tx, params};

use super::event::{Adopted, Event};
use super::keep::{office, older, open};
use super::standing::standing;
use super::subject::{Sort, Subject};
use crate::office::Work;

/// Opens dossiers for what is there without one; answers how many. Units and rules that the machine has
/// laid are taken on whenever the program starts. Accounts and pages only while nothing is noted yet, on
/// the first start with a ledger: later nobody makes one past the program unseen.
pub fn adopt(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    let fresh = "select 1 as one from ledger where district = $1 limit 1";
    let fresh = work.tx.row(fresh, params![work.tx.district()])?.is_none();
    let mut found = missing(work.tx, Sort::Unit)?;
    found.extend(missing(work.tx, Sort::Grid)?);
    found.extend(missing(work.tx, Sort::Rules)?);
    if fresh {
        for sort in [Sort::Staff, Sort::Service, Sort::Page] {
            found.extend(missing(work.tx, sort)?);
        }
    }
    for subject in &found {
        take_on(work, subject)?;
    }
    Ok(found.len())
}

/// What of a sort is there without a dossier.
pub(super) fn missing(tx: &mut Tx<'_>, sort: Sort) -> Result<Vec<Subject>, Problem> {
    let (table, key, of) = match sort {
        // A grid is its team, a unit of its own.
        Sort::Unit => ("unit", "code", "t.kind <> 'grid_team'"),
        Sort::Grid => ("unit", "code", "t.kind = 'grid_team'"),
        Sort::Staff => ("staff", "username", "1 = 1"),
        Sort::Rules => ("rule_set", "cast(version as text)", "1 = 1"),
        Sort::Service => ("service_account", "cast(id as text)", "1 = 1"),
        Sort::Page => ("content_version", "section", "1 = 1"),
        // They have no rows that count: what is noted of them is all there is.
        Sort::Place | Sort::Look | Sort::Export => return Ok(Vec::new()),
    };
    let sql = format!(
        "select distinct {key} as thing from {table} t where t.district = $1 and {of} and not exists \
         (select 1 from ledger l where l.district = $1 and l.subject = $2 || {key}) order by thing"
    );
    let before = format!("{}/", sort.code());
    let rows = tx.rows(&sql, params![tx.district(), before])?;
    let subject = |row: &xianban_store::Row| {
        let key: String = row.get("thing")?;
        Ok(Subject::of(sort, &key))
    };
    rows.iter().map(subject).collect()
}

fn take_on(work: &mut Work<'_, '_>, subject: &Subject) -> Result<(), Problem> {
    let standing = standing(work.tx, subject)?;
    let (unit, before) = (office(work.tx)?, older(work, subject)?);
    let adopted = Adopted { subject: subject.0.clone(), unit, before, standing };
    open(work, subject, &mut |_, _| Ok(Event::Adopted(adopted.clone()))).map(drop)
}
