use xianban_kernel::Problem;

use super::event::{Changed, Event};
use super::naming::Name;
use super::noun::{Step, Team};
use super::vaulted::Vaulted;
use super::verb::{checked, held, member};
use crate::folded::{Held, forget, record};
use crate::office::Work;

/// Writes anew what is known of one of a team; what was known before is destroyed.
pub fn change(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (of, form): (i64, &Name),
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Change)?;
    let form = checked(work, &held, form)?;
    member(&held, of)?;
    rewrite(work, &held, Some(seen), (of, &form))
}

/// The same, of one who is there, by whoever may.
pub(super) fn rewrite(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    seen: Option<i64>,
    (of, form): (i64, &Name),
) -> Result<Held<Team>, Problem> {
    let gone = member(held, of)?.own();
    let now = form.kept(work, Vaulted::Held(held))?;
    forget(work, held, &gone)?;
    record(work, held, seen, &Event::Changed(Box::new(Changed { member: of, now, gone })))
}
