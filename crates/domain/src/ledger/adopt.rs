use xianban_kernel::Problem;
use xianban_store::{Tx, params};

use super::event::{Adopted, Event};
use super::keep::{office, older, open};
use super::standing::standing;
use super::subject::{Sort, Subject};
use crate::office::Work;

/// Opens dossiers for everything that is there, while nothing is noted yet: on the first start with a ledger.
/// Later nothing is taken on, so that nobody makes a thing past the program unseen. Answers how many.
pub fn adopt(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    let any = "select 1 as one from ledger where district = $1 limit 1";
    if work.tx.row(any, params![work.tx.district()])?.is_some() {
        return Ok(0);
    }
    take_on_all(work, Sort::ALL)
}

/// The same for units and rules that the program itself has just laid, as the demo does when it comes with
/// newer ones.
pub fn adopt_laid(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    take_on_all(work, &[Sort::Unit, Sort::Grid, Sort::Rules])
}

fn take_on_all(work: &mut Work<'_, '_>, sorts: &[Sort]) -> Result<usize, Problem> {
    let mut taken = 0;
    for sort in sorts {
        for subject in missing(work.tx, *sort)? {
            take_on(work, &subject)?;
            taken += 1;
        }
    }
    Ok(taken)
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
