use xianban_kernel::Problem;

use crate::appeals::desk::{by_no, record_undone};
use crate::appeals::nouns::{Appeal, Event};
use crate::appeals::rows::{fold, forget_returns};
use crate::dossier::{Record, read_records};
use crate::notice::take_back;
use crate::office::Work;

/// For so long a move can be taken back: nobody has been told yet.
pub const UNDO_SECONDS: i64 = 8;

/// The place in the trail of the actor's own move that he can still take back.
pub fn undoable(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<i64>, Problem> {
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    Ok(last_own(work, &records)?.map(|record| record.seq))
}

/// Takes the actor's own last move back (撤销), within a few seconds: the appeal is what it was, the
/// notices that were waiting are not sent, and the trail keeps both.
pub fn undo(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let appeal = by_no(work, no)?;
    let records = read_records(work.tx, appeal.district, appeal.id)?;
    let last = last_own(work, &records)?;
    let late = || {
        let said = format!("只能在办完后 {UNDO_SECONDS} 秒内撤销自己刚办的一步。");
        Problem::refused("too_late_to_undo", said)
    };
    let last = last.ok_or_else(late)?;
    let (seq, at) = (last.seq, last.occurred_at);
    let earlier: Vec<Record> = records.into_iter().filter(|record| record.seq < seq).collect();
    let earlier = fold(appeal.district, appeal.id, &earlier).map_err(Problem::broken)?;
    let earlier = earlier.ok_or_else(late)?;
    take_back(work, appeal.id, at)?;
    let appeal = record_undone(work, appeal, earlier, seq)?;
    forget_returns(work, &appeal)?;
    Ok(appeal)
}

/// The last thing that happened, if it was the actor's own move, of a kind that can be taken back,
/// and a few seconds ago. What the move itself brought with it, its files and the word that nobody is
/// left for what it makes owed, goes back with it.
fn last_own<'a>(work: &Work<'_, '_>, records: &'a [Record]) -> Result<Option<&'a Record>, Problem> {
    let own = work.cx.actor.mark();
    for record in records.iter().rev() {
        let fresh = work.cx.at.millis() - record.occurred_at.millis() <= UNDO_SECONDS * 1000;
        if record.actor != own || !fresh {
            return Ok(None);
        }
        let event = Event::decode(&record.kind, &record.payload)?;
        if !matches!(event, Event::Attached(_) | Event::PoolEmpty(_)) {
            return Ok(event.sort().undoable.then_some(record));
        }
    }
    Ok(None)
}
