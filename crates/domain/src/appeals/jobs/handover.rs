//! What becomes of open work when a unit is abolished or merged.

use crate::organisation;
use xianban_kernel::{DossierId, Problem, UnitId};
use xianban_store::params;

use crate::appeals::desk::record;
use crate::appeals::lists::OPEN_AT;
use crate::appeals::nouns::event::HandedOver;
use crate::appeals::nouns::{Event, Seen};
use crate::appeals::rows::store;
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// Appeals handed over in one piece.
const PAGE: i64 = 10;

/// Hands a few open appeals of a unit to its successor; answers the last of them. Begin after `None`
/// and go on until nothing is left.
pub fn hand_over(
    work: &mut Work<'_, '_>,
    from: UnitId,
    to: UnitId,
    after: Option<DossierId>,
) -> Result<Option<DossierId>, Problem> {
    require(work, organisation::Right::ManageOrganisation)?;
    let to = AtUnit::of(&unit(work.tx, to)?);
    let after = after.map_or(i64::MIN, DossierId::value);
    let sql = format!("select a.id {OPEN_AT} order by a.id limit $4");
    let mut last = None;
    for row in work.tx.rows(&sql, params![work.office.district, after, from, PAGE])? {
        let id: DossierId = row.get("id")?;
        let found = store::load(work.tx, work.office.district, id)?;
        let appeal = found.ok_or(Problem::NotFound)?;
        let seen = Seen(appeal.version);
        record(work, appeal, Some(seen), &Event::HandedOver(HandedOver { from, to }))?;
        last = Some(id);
    }
    Ok(last)
}
