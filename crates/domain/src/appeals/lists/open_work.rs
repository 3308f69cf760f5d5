use crate::appeals::nouns::DutyKind;
use crate::organisation;
use xianban_kernel::{Problem, UnitId};
use xianban_store::params;

use crate::identity::require;
use crate::office::Work;

/// What is open at a unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OpenWork {
    /// Open appeals with a part of the unit.
    pub appeals: i64,
    /// What it owes, by kind.
    pub duties: Vec<(DutyKind, i64)>,
}

/// Open appeals that a unit received, assesses, holds an order or a duty of.
pub(crate) const OPEN_AT: &str = "from appeal a where a.district = $1 and a.id > $2 \
     and a.standing not in ('closed', 'declined', 'transferred', 'withdrawn') \
     and (a.unit = $3 or a.assessor = $3 \
       or exists (select 1 from work_order o where o.district = a.district and o.appeal = a.id \
         and o.unit = $3 and o.progress in ('sent', 'taken')) \
       or exists (select 1 from duty d where d.district = a.district and d.dossier = a.id \
         and d.unit = $3))";

/// What is open at a unit, for whoever is about to close it.
pub fn open_work(work: &mut Work<'_, '_>, at: UnitId) -> Result<OpenWork, Problem> {
    require(work, organisation::Right::ManageOrganisation)?;
    let sql = format!("select count(*) as n {OPEN_AT}");
    let row = work.tx.row(&sql, params![work.office.district, i64::MIN, at])?;
    let appeals = row.map_or(Ok(0), |row| row.get("n"))?;
    let sql = "select kind, count(*) as n from duty where district = $1 and unit = $2
               group by kind order by kind";
    let mut duties = Vec::new();
    for row in work.tx.rows(sql, params![work.office.district, at])? {
        let kind: String = row.get("kind")?;
        duties.extend(DutyKind::from_code(&kind).zip(Some(row.get("n")?)));
    }
    Ok(OpenWork { appeals, duties })
}
