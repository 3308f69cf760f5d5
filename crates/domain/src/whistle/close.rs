use xianban_kernel::Problem;

use super::event::{Because, Closed, Event};
use super::noun::{Stage, Step};
use super::open::{Held, note, permitted};
use super::orders;
use crate::appeals::WhistleEnd;
use crate::folded;
use crate::office::Work;

/// Closes a whistle, with whose part is solved: every appeal of the bundle gets the results and may be
/// completed. Once it was passed up, the level above does this.
pub fn close(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (solved, words): (&[i64], &str),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Close, 0), seen)?;
    note(work, "words", words)?;
    let came = held.receivers.iter().filter(|one| one.stage == Stage::Reported);
    let solved: Vec<i64> = came.map(|one| one.n).filter(|n| solved.contains(n)).collect();
    let Some(kept) = folded::keep(work, &held, words)? else { return Ok(held) };
    let event = Event::Closed(Closed { solved, words: kept });
    let held = folded::record(work, &held, Some(seen), &event)?;
    let results: Vec<i64> = held.receivers.iter().filter_map(|one| one.result).collect();
    let said = folded::words(work, &held, &results)?;
    for one in held.receivers.clone() {
        let result = one.result.and_then(|n| said.get(&n));
        let result = result.map_or("", String::as_str);
        orders::end(work, &held, &one, (WhistleEnd::Done, result))?;
    }
    Ok(held)
}

/// Says once what is not enough: whoever came goes on.
pub fn complain(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Complain, 0), seen)?;
    note(work, "words", words)?;
    let Some(words) = folded::keep(work, &held, words)? else { return Ok(held) };
    folded::record(work, &held, Some(seen), &Event::Complained(Because { words }))
}
