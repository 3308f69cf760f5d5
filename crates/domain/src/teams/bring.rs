use xianban_kernel::{GridId, Problem};

use super::change::rewrite;
use super::event::Event;
use super::form::form;
use super::leave::let_go;
use super::lists::{of_grid, said_of};
use super::naming::Name;
use super::noun::Team;
use super::vaulted::Vaulted;
use crate::folded::{Held, record};
use crate::office::Work;
use crate::organisation::{GridMember, grid};

/// Makes the team of a grid what a file of the organisation says. Whoever stays keeps what he allows
/// residents to read, his times and his account; whoever is not in the file leaves.
pub(crate) fn bring(
    work: &mut Work<'_, '_>,
    id: GridId,
    members: &[GridMember],
) -> Result<(), Problem> {
    let grid = grid(work.tx, id)?;
    let mut held = if let Some(held) = of_grid(work, &grid)? {
        held
    } else {
        form(work)?;
        of_grid(work, &grid)?.ok_or(Problem::NotFound)?
    };
    let mut wanted = members.to_vec();
    let known = said_of(work, &held)?;
    let mut others = Vec::new();
    for (n, one) in known {
        match wanted.iter().position(|member| *member == one) {
            Some(at) => drop(wanted.remove(at)),
            None => others.push((n, one)),
        }
    }
    for (n, one) in others {
        let same = |member: &GridMember| (member.role, &member.name) == (one.role, &one.name);
        held = match wanted.iter().position(same) {
            Some(at) => renumber(work, &held, n, &wanted.remove(at))?,
            None => let_go(work, &held, None, n)?,
        };
    }
    for member in &wanted {
        let named = Name::of(member).kept(work, Vaulted::Held(&held))?;
        held = record(work, &held, None, &Event::Named(Box::new(named)))?;
    }
    Ok(())
}

/// Somebody has another number; the rest of what is known of him stays.
fn renumber(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
    n: i64,
    member: &GridMember,
) -> Result<Held<Team>, Problem> {
    let known = held.member(n).ok_or(Problem::NotFound)?;
    let (shown, staff, times) = (known.shown, known.staff, known.times);
    let times = match times {
        Some(times) => crate::folded::words(work, held, &[times])?.remove(&times),
        None => None,
    };
    let form = Name { shown, staff, times: times.unwrap_or_default(), ..Name::of(member) };
    rewrite(work, held, None, (n, &form))
}
