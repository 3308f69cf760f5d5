use xianban_kernel::{AppealId, Problem};
use xianban_store::Tx;

use super::appeal::Appeal;
use super::duties::duties;
use super::event::Event;
use super::owed;
use super::store;
use crate::office::Office;
use crate::trail::{Broken, Record};

/// Folds an appeal's chain and compares the rows with what it gives: the appeal and its duties.
pub fn verify_rows(
    office: &Office,
    tx: &mut Tx<'_>,
    id: AppealId,
    records: &[Record],
) -> Result<Option<Broken>, Problem> {
    let broken =
        |why: &str| Ok(Some(Broken { place: format!("appeal {id} row"), why: why.to_owned() }));
    let stored = match store::load(tx, office.district, id) {
        Ok(stored) => stored,
        Err(error) => return broken(&error.to_string()),
    };
    let folded = match fold(office.district, id, records) {
        Ok(folded) => folded,
        Err(why) => return broken(&why),
    };
    if stored != folded {
        return broken(if stored.is_some() { "is not what its events give" } else { "is gone" });
    }
    let Some(appeal) = folded else { return Ok(None) };
    let mut owed = duties(&appeal, &office.rules_of(appeal.rules)?);
    owed.sort_by_key(|duty| (duty.kind.code(), duty.order));
    match owed::duties_of(tx, &appeal) {
        Ok(stored) if stored == owed => Ok(None),
        Ok(_) => broken("duties are not what its state gives"),
        Err(error) => broken(&error.to_string()),
    }
}

/// The appeal that a chain of events gives; `None` of an empty one.
pub(super) fn fold(
    district: i64,
    id: AppealId,
    records: &[Record],
) -> Result<Option<Appeal>, String> {
    let mut appeal: Option<Appeal> = None;
    for record in records {
        let event = Event::decode(&record.kind, &record.payload).map_err(|e| e.to_string())?;
        let at = record.occurred_at;
        appeal = Some(match (appeal, &event) {
            (None, Event::Submitted(submitted)) => {
                Appeal::begin(district, id, at, &record.actor, submitted)
            }
            (None, _) => return Err("the first event is not a filing".to_owned()),
            (Some(appeal), event) => {
                appeal.after(at, &record.actor, event).map_err(|misfit| misfit.to_string())?
            }
        });
    }
    Ok(appeal)
}
