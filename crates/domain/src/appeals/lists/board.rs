use xianban_kernel::{Due, Moment, Problem};
use xianban_store::params;

use crate::appeals::nouns::{Appeal, duties, handling_due, next};
use crate::appeals::rows::store;
use crate::office::Work;
use crate::organisation::unit;

/// How many matters the public board shows.
const ON_BOARD: i64 = 100;

/// A matter on the public board.
#[derive(Clone, Debug)]
pub struct OnBoard {
    /// The appeal.
    pub appeal: Appeal,
    /// Where, as far as the estate; empty when nothing is known.
    pub estate: String,
    /// Who owes the next step, by name; empty once it is done.
    pub unit: String,
    /// By when it is promised to be settled: what the plan in force says, else the limit of handling.
    pub promise: Option<Due>,
}

/// The public board: what a level has taken on before everybody's eyes, newest first, with since when.
pub fn board(work: &mut Work<'_, '_>) -> Result<Vec<(OnBoard, Moment)>, Problem> {
    let rows = work.tx.rows(
        "select appeal.*, estate.name as estate_name from appeal
         left join place on place.district = appeal.district and place.id = appeal.place
         left join place estate on estate.district = appeal.district \
         and estate.id = coalesce(place.estate, place.id)
         where appeal.district = $1 and board_since is not null and public <> 0
         order by board_since desc, appeal.id desc limit $2",
        params![work.office.district, ON_BOARD],
    )?;
    let mut board = Vec::with_capacity(rows.len());
    for row in &rows {
        let since: Moment = row.get("board_since")?;
        let estate: Option<String> = row.get("estate_name")?;
        let appeal = store::with_orders(work.tx, row)?;
        let set = work.office.rules_of(appeal.rules)?;
        let owing = next(duties(&appeal, &set)).map(|duty| unit(work.tx, duty.unit)).transpose()?;
        let unit = owing.map(|unit| unit.name).unwrap_or_default();
        let plan = appeal.plan().map(|plan| plan.limit);
        let promise = plan
            .map(Due::agreed)
            .or_else(|| handling_due(&appeal, &set))
            .filter(|_| appeal.state.is_open());
        let estate = estate.unwrap_or_default();
        board.push((OnBoard { appeal, estate, unit, promise }, since));
    }
    Ok(board)
}
