use xianban_kernel::{DossierId, Moment};
use xianban_store::{Error, Result, Tx, params};

use crate::appeals::nouns::{Appeal, Duty};
use crate::duty;

/// The duties of an appeal, by kind and part, as they are stored.
pub(crate) fn duties_of(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<Vec<Duty>> {
    let mut duties = Vec::new();
    for (duty, wake) in duty::of(tx, appeal.id)? {
        let duty: Duty = duty;
        if wake != duty.next_card(&appeal.cards).map(|(at, _)| at) {
            let why = "wakes at another time than its cards say";
            return Err(Error::inconsistent("duty", &appeal.no, why));
        }
        duties.push(duty);
    }
    Ok(duties)
}

/// Appeals of a district whose window for rating is over at `at`, earliest first.
pub(crate) fn windows_over(
    tx: &mut Tx<'_>,
    district: i64,
    at: Moment,
    after: Option<Window>,
    most: i64,
) -> Result<Vec<Window>> {
    let (closes_at, id) =
        after.map_or((i64::MIN, i64::MIN), |last| (last.closes_at.millis(), last.appeal.value()));
    tx.rows(
        "select closes_at, id from appeal
         where district = $1 and closes_at < $2 and (closes_at, id) > ($3, $4)
         order by closes_at, id limit $5",
        params![district, at, closes_at, id, most],
    )?
    .iter()
    .map(|row| Ok(Window { closes_at: row.get("closes_at")?, appeal: row.get("id")? }))
    .collect()
}

/// Running appeals after `after` that took over nothing yet from rules up to `version`.
pub(crate) fn under_older_rules(
    tx: &mut Tx<'_>,
    district: i64,
    after: DossierId,
    version: i64,
    most: i64,
) -> Result<Vec<DossierId>> {
    tx.rows(
        "select distinct d.dossier from duty d
           join appeal a on a.district = d.district and a.id = d.dossier
         where d.district = $1 and d.dossier > $2 and a.rules_as_of < $3 
           and d.kind not in ('call', 'rule_count')
         order by d.dossier limit $4",
        params![district, after, version, most],
    )?
    .iter()
    .map(|row| row.get("dossier"))
    .collect()
}

/// An appeal whose window for rating ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Window {
    pub(crate) closes_at: Moment,
    pub(crate) appeal: DossierId,
}
