use xianban_kernel::Problem;
use xianban_kernel::words::length;

use super::event::{Closed, Event};
use super::moves::{Step, standing};
use super::noun::Meeting;
use super::seat::led;
use crate::folded::{Held, keep, record};
use crate::office::Work;

/// Closes a meeting; the minutes are its agenda and its decisions, and `words` come on top of them.
pub fn close(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held<Meeting>, Problem> {
    let held = led(work, no)?;
    standing(&held, Step::Close)?;
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let written = length(words.trim());
    if written > most {
        let said = format!("写了 {written} 个字，最多 {most} 个字，请删掉一些。");
        return Err(Problem::fault("words", said));
    }
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Closed(Closed { words }))
}
