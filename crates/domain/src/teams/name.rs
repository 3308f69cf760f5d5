use xianban_kernel::Problem;

use super::event::Event;
use super::naming::Name;
use super::noun::{Step, Team};
use super::vaulted::Vaulted;
use super::verb::{checked, held};
use crate::folded::{Held, record};
use crate::office::Work;

/// Takes somebody into a team.
pub fn name(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Name,
) -> Result<Held<Team>, Problem> {
    let held = held(work, no, Step::Name)?;
    let form = checked(work, &held, form)?;
    let named = form.kept(work, Vaulted::Held(&held))?;
    record(work, &held, Some(seen), &Event::Named(Box::new(named)))
}
