use xianban_kernel::Problem;

use super::event::{Event, Left};
use super::noun::{Step, Team};
use super::verb::{held, member};
use crate::folded::{Held, forget, record};
use crate::office::Work;

/// Somebody leaves a team: his name and number are destroyed.
pub fn leave(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    who: i64,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Leave)?;
    let_go(work, &held, Some(seen), who)
}

/// The same, by whoever may.
pub(super) fn let_go(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    seen: Option<i64>,
    who: i64,
) -> Result<Held<Team>, Problem> {
    let gone = member(held, who)?.values();
    forget(work, held, &gone)?;
    record(work, held, seen, &Event::Left(Left { member: who, gone }))
}
