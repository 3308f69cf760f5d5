use xianban_kernel::{DossierId, Problem};

use super::draft::at_unit;
use super::noun::Receiver;
use super::open::Held;
use crate::appeals::{self, WhistleEnd};
use crate::folded;
use crate::office::Work;
use crate::organisation::unit;

/// Every appeal of the bundle gets an assisting order for a receiver; `late` leaves out those that are not
/// handled any more.
pub(super) fn send(
    work: &mut Work<'_, '_>,
    held: &Held,
    (one, late): (&Receiver, bool),
) -> Result<(), Problem> {
    let wanted: Vec<i64> = [Some(one.asked), one.overridden].into_iter().flatten().collect();
    let words = folded::words(work, held, &wanted)?;
    let word = |n: Option<i64>| n.and_then(|n| words.get(&n)).map_or("", String::as_str);
    let to = unit(work.tx, one.unit.unit)?;
    let community = held.unit.unit;
    for id in &held.appeals {
        let appeal = appeals::load(work.tx, held.district, *id)?.ok_or(Problem::NotFound)?;
        let appeal = match appeals::whistleable(work, &appeal.no, community) {
            Err(Problem::Refused { .. } | Problem::NotFound) if late => continue,
            found => found?,
        };
        let words = (word(Some(one.asked)), word(one.overridden));
        appeals::whistled(work, (appeal, held.id), &to, words).map_err(at_unit)?;
    }
    Ok(())
}

/// Tells every appeal of the bundle what came of a receiver.
pub(super) fn end(
    work: &mut Work<'_, '_>,
    held: &Held,
    one: &Receiver,
    (end, words): (WhistleEnd, &str),
) -> Result<(), Problem> {
    for id in &held.appeals {
        appeals::whistle_ended(work, (*id, held.id), one.unit.unit, (end, words))?;
    }
    Ok(())
}

/// Whether a unit may still say that it need not come: once in an appeal, and never after a ruling.
pub(super) fn may_refuse(
    work: &mut Work<'_, '_>,
    held: &Held,
    one: &Receiver,
) -> Result<(), Problem> {
    let appeals: Vec<DossierId> = held.appeals.clone();
    for id in appeals {
        let appeal = appeals::load(work.tx, held.district, id)?.ok_or(Problem::NotFound)?;
        if !appeal.may_return(one.unit.unit) {
            let said = format!(
                "您的单位在 {} 上已经退过一次，或者已经裁定过，不能再说不该来。请应哨来办。",
                appeal.no
            );
            return Err(Problem::refused("returned_once", said));
        }
    }
    Ok(())
}
