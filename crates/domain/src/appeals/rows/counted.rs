use xianban_kernel::{Moment, Problem, UnitId};
use xianban_store::{Row, Tx, params};

use crate::appeals::nouns::Appeal;
use crate::office::Work;

/// Notes that a unit returned an order.
pub(crate) fn note_return(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    unit: UnitId,
) -> Result<(), Problem> {
    let dispute = i64::try_from(appeal.casework.disputes.len()).unwrap_or(i64::MAX);
    work.tx.execute(
        "insert into returned_order (district, appeal, dispute, unit, at)
         values ($1, $2, $3, $4, $5) on conflict do nothing",
        params![appeal.district, appeal.id, dispute, unit, work.cx.at],
    )?;
    Ok(())
}

/// Takes the notes back of returns that were undone.
pub(crate) fn forget_returns(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<(), Problem> {
    let left = i64::try_from(appeal.casework.disputes.len()).unwrap_or(i64::MAX);
    work.tx.execute(
        "delete from returned_order where district = $1 and appeal = $2 and dispute > $3",
        params![appeal.district, appeal.id, left],
    )?;
    Ok(())
}

/// Notes that the round of an appeal, as it was before the next began, was rated low.
pub(crate) fn note_low_rating(work: &mut Work<'_, '_>, rated: &Appeal) -> Result<(), Problem> {
    let unit = rated.answering().unit;
    work.tx.execute(
        "insert into low_rating (district, appeal, round, unit, at) values ($1, $2, $3, $4, $5)
         on conflict do nothing",
        params![rated.district, rated.id, rated.round, unit, work.cx.at],
    )?;
    Ok(())
}

/// Takes the note back of a round whose rating was struck.
pub(crate) fn forget_low_rating(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    round: i64,
) -> Result<(), Problem> {
    work.tx.execute(
        "delete from low_rating where district = $1 and appeal = $2 and round = $3",
        params![appeal.district, appeal.id, round],
    )?;
    Ok(())
}

/// Whether the notes of returns are those that its disputes give.
pub(crate) fn returns_agree(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<bool, Problem> {
    let rows = tx.rows(
        "select dispute, unit, at from returned_order where district = $1 and appeal = $2 order by dispute",
        params![appeal.district, appeal.id],
    )?;
    let stored = rows.iter().map(|row| Ok((row.get("dispute")?, row.get("unit")?, row.get("at")?)));
    let stored = stored.collect::<Result<Vec<(i64, UnitId, Moment)>, Problem>>()?;
    let given = appeal.casework.disputes.iter().map(|one| (one.n, one.unit, one.since));
    Ok(stored.into_iter().eq(given))
}

/// The note of a round that was rated low.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LowRating {
    pub(super) round: i64,
    pub(super) unit: UnitId,
    pub(super) at: Moment,
}

/// The notes of low ratings, by round.
pub(super) fn low_ratings_of(tx: &mut Tx<'_>, appeal: &Appeal) -> Result<Vec<LowRating>, Problem> {
    let rows = tx.rows(
        "select round, unit, at from low_rating where district = $1 and appeal = $2 order by round",
        params![appeal.district, appeal.id],
    )?;
    let note = |row: &Row| {
        Ok(LowRating { round: row.get("round")?, unit: row.get("unit")?, at: row.get("at")? })
    };
    rows.iter().map(note).collect()
}
