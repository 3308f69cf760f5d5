use std::collections::BTreeMap;

use xianban_kernel::{GridId, Problem};
use xianban_store::{Row, params};

use super::event::{Ended, Event, Formed, Placed};
use super::lists::every;
use super::naming::Name;
use super::noun::Team;
use super::rules::TeamRules;
use super::vaulted::Vaulted;
use crate::folded::{Held, forget, open, record};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{AtUnit, Grid, GridMember, Right, grid, laid_members, unit};

/// Brings the teams in line with the grids: every grid in use has one, of those who were laid with it; one
/// whose grid has another community or name follows it; one whose grid is closed ends. Answers how many
/// were formed, moved or ended. For the program, when it opens and whenever grids were changed.
pub fn form(work: &mut Work<'_, '_>) -> Result<u64, Problem> {
    require(work, Right::ManageOrganisation)?;
    // Held until this is done: two nodes that open at once do not form a team twice.
    let grids = in_use(work)?;
    let mut laid: BTreeMap<GridId, Vec<GridMember>> = BTreeMap::new();
    for (grid, member) in laid_members(work.tx)? {
        laid.entry(grid).or_default().push(member);
    }
    let mut open: BTreeMap<GridId, Held<Team>> =
        every(work)?.into_iter().map(|held| (held.grid, held)).collect();
    let mut done = 0;
    for grid in grids {
        let at = placed(work, &grid)?;
        match open.remove(&grid.id) {
            Some(held) if held.at == at => continue,
            Some(held) => drop(record(work, &held, None, &Event::Placed(at))?),
            None => {
                let members = laid.remove(&grid.id).unwrap_or_default();
                begin(work, &grid, &at, &members)?;
            }
        }
        done += 1;
    }
    for held in open.into_values() {
        let gone = held.values();
        forget(work, &held, &gone)?;
        record(work, &held, None, &Event::Ended(Ended { gone }))?;
        done += 1;
    }
    let sql = "delete from grid_member where district = $1";
    work.tx.execute(sql, params![work.tx.district()])?;
    Ok(done)
}

fn begin(
    work: &mut Work<'_, '_>,
    grid: &Grid,
    at: &Placed,
    members: &[GridMember],
) -> Result<Held<Team>, Problem> {
    let letters = TeamRules::of(&work.office.rules_at(work.cx.at).rules).letters;
    open::<Team>(work, &letters, &mut |work, begun| {
        let mut named = Vec::new();
        for member in members {
            named.push(Name::of(member).kept(work, Vaulted::Begun(begun))?);
        }
        let (grid, unit, at) = (grid.id, grid.unit, at.clone());
        Ok(Event::Formed(Box::new(Formed { grid, unit, at, members: named })))
    })
}

/// The grids of the district that are in use, as units too.
fn in_use(work: &mut Work<'_, '_>) -> Result<Vec<Grid>, Problem> {
    let sql = format!(
        "select g.id from grid g join unit u on u.district = g.district and u.id = g.unit
         where g.district = $1 and g.closed_at is null and u.closed_at is null order by g.id{}",
        work.tx.holding()
    );
    let rows = work.tx.rows(&sql, params![work.tx.district()])?;
    let ids: Vec<GridId> = rows.iter().map(|row: &Row| row.get("id")).collect::<Result<_, _>>()?;
    ids.into_iter().map(|id| grid(work.tx, id)).collect()
}

/// Where the team of a grid stands, and what it is called.
fn placed(work: &mut Work<'_, '_>, grid: &Grid) -> Result<Placed, Problem> {
    let team = unit(work.tx, grid.unit)?;
    let above = team.superior.map(|id| unit(work.tx, id)).transpose()?;
    let community = AtUnit::of(above.as_ref().unwrap_or(&team));
    Ok(Placed { community, place: grid.community, number: grid.code.clone(), name: team.name })
}
