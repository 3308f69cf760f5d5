use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, TimeLimit};

use crate::appeals::desk::{Bound, permitted, record, within, write};
use crate::appeals::nouns::event::Relaned;
use crate::appeals::nouns::{Appeal, Event, Seen};
use crate::office::Work;
use crate::rules::Lane;

/// Changes the lane. Every clock is computed anew from its start, and nothing becomes due within the
/// next four working hours.
pub fn relane(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    lane: Lane,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Relane)?;
    if lane == appeal.lane {
        return Err(Problem::fault("lane", "已经在这个通道里，请选另一个。"));
    }
    if lane == Lane::Special {
        let said = "专事转办要指定跟踪办理的人，请用“转入专事转办”。";
        return Err(Problem::fault("lane", said));
    }
    let not_before = within(work, &appeal, TimeLimit::WorkingHours(4))?.at;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Relaned(Relaned { lane, not_before, words });
    record(work, appeal, Some(seen), &event)
}
