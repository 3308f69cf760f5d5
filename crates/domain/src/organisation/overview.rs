//! What the pages about the organisation show.

use crate::organisation::Right;
use xianban_kernel::{PlaceId, Problem, UnitId};
use xianban_store::params;

use super::{
    Grid, GridMember, Place, PlaceKind, Unit, UnitKind, children, find_place, grids_of, rows, unit,
    unit_by_code,
};
use crate::identity::require;
use crate::ledger::{Entry, Sort, Subject, history_of};
use crate::office::Work;
use crate::teams::members_of;

/// Places listed on one page at most.
const LISTED: i64 = 500;

/// A unit in the tree, with how deep it stands.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The unit.
    pub unit: Unit,
    /// Units above it.
    pub depth: usize,
    /// How many grids hang below.
    pub grids: usize,
}

/// A member of staff at a unit.
#[derive(Clone, Debug)]
pub struct Colleague {
    /// What is typed to log in.
    pub username: String,
    /// The name colleagues see.
    pub name: String,
    /// The role's code.
    pub role: String,
}

/// Everything about a unit.
#[derive(Clone, Debug)]
pub struct UnitSheet {
    /// The unit.
    pub unit: Unit,
    /// The unit above.
    pub above: Option<Unit>,
    /// The units directly below, grids left out.
    pub below: Vec<Unit>,
    /// Its grids, each with its team's code.
    pub grids: Vec<(Grid, String)>,
    /// The places it answers for.
    pub covers: Vec<Place>,
    /// Its duty list.
    pub duties: Vec<String>,
    /// Who works there now.
    pub staff: Vec<Colleague>,
    /// What was done to it.
    pub history: Vec<Entry>,
}

/// Everything about a grid.
#[derive(Clone, Debug)]
pub struct GridSheet {
    /// The grid.
    pub grid: Grid,
    /// Its team as a unit.
    pub sheet: UnitSheet,
    /// The community it lies in.
    pub community: Place,
    /// Its eight.
    pub team: Vec<GridMember>,
    /// The other grids of the community, each with its team's code.
    pub others: Vec<(Grid, String)>,
}

/// Everything about a place.
#[derive(Clone, Debug)]
pub struct PlaceSheet {
    /// The place.
    pub place: Place,
    /// The places above, from the top.
    pub above: Vec<Place>,
    /// The places directly below.
    pub below: Vec<Place>,
    /// The units that cover this very place.
    pub units: Vec<Unit>,
    /// From the building down: its grid, with the team's code.
    pub grid: Option<(Grid, String)>,
    /// The grids of its community, each with its team's code.
    pub grids: Vec<(Grid, String)>,
    /// What was done to it.
    pub history: Vec<Entry>,
}

/// The units in use as a tree, the district first; grids are counted, not listed.
pub fn tree(work: &mut Work<'_, '_>) -> Result<Vec<Branch>, Problem> {
    require(work, Right::ManageOrganisation)?;
    let sql = format!(
        "select {} from unit u where u.district = $1 and u.closed_at is null order by u.code",
        rows::UNIT
    );
    let all = rows::each(&work.tx.rows(&sql, params![work.office.district])?, rows::unit)?;
    let mut branches = Vec::new();
    let tops = all.iter().filter(|unit| unit.superior.is_none());
    let mut open: Vec<_> = tops.rev().map(|unit| (unit, 0)).collect();
    while let Some((unit, depth)) = open.pop() {
        let below = || all.iter().filter(|other| other.superior == Some(unit.id));
        let grids = below().filter(|other| other.kind == UnitKind::GridTeam).count();
        let units = below().rev().filter(|other| other.kind != UnitKind::GridTeam);
        open.extend(units.map(|other| (other, depth + 1)));
        branches.push(Branch { unit: unit.clone(), depth, grids });
    }
    Ok(branches)
}

/// The unit with this code and everything about it.
pub fn unit_sheet(work: &mut Work<'_, '_>, code: &str) -> Result<UnitSheet, Problem> {
    require(work, Right::ManageOrganisation)?;
    let found = unit_by_code(work.tx, work.office.district, code)?.ok_or(Problem::NotFound)?;
    let above = found.superior.map(|id| unit(work.tx, id)).transpose()?;
    let sql = format!(
        "select {} from unit u \
         where u.district = $1 and u.superior = $2 and u.closed_at is null order by u.code",
        rows::UNIT
    );
    let below =
        rows::each(&work.tx.rows(&sql, params![work.tx.district(), found.id])?, rows::unit)?;
    let teams: Vec<_> = below.iter().filter(|unit| unit.kind == UnitKind::GridTeam).collect();
    let mut grids = Vec::new();
    for team in teams {
        grids.extend(grid_of_team(work, team.id)?.map(|grid| (grid, team.code.clone())));
    }
    let below = below.into_iter().filter(|unit| unit.kind != UnitKind::GridTeam).collect();
    let sql = format!(
        "select {} from unit_cover c join place p on p.district = c.district and p.id = c.place \
         where c.district = $1 and c.unit = $2 \
         and p.closed_at is null order by length(p.path), p.path limit $3",
        rows::PLACE
    );
    let covers = rows::each(
        &work.tx.rows(&sql, params![work.tx.district(), found.id, LISTED])?,
        rows::place,
    )?;
    let sql = "select category from unit_duty where district = $1 and unit = $2 order by category";
    let duties = work.tx.rows(sql, params![work.tx.district(), found.id])?;
    let duties = duties.iter().map(|row| row.get("category")).collect::<Result<_, _>>()?;
    let staff = staff_of(work, found.id)?;
    let subject = match found.kind {
        UnitKind::GridTeam => Subject::grid(code),
        _ => Subject::unit(code),
    };
    let history = history_of(work, &subject)?;
    Ok(UnitSheet { unit: found, above, below, grids, covers, duties, staff, history })
}

/// The grid whose team has this code, and everything about it.
pub fn grid_sheet(work: &mut Work<'_, '_>, code: &str) -> Result<GridSheet, Problem> {
    let sheet = unit_sheet(work, code)?;
    let grid = grid_of_team(work, sheet.unit.id)?.ok_or(Problem::NotFound)?;
    let community = find_place(work.tx, grid.community)?.ok_or(Problem::NotFound)?;
    let members = members_of(work, &grid)?;
    let others = coded_grids(work, grid.community)?;
    let others = others.into_iter().filter(|(other, _)| other.id != grid.id).collect();
    Ok(GridSheet { grid, sheet, community, team: members, others })
}

/// The place with this row and everything about it.
pub fn place_sheet(work: &mut Work<'_, '_>, id: PlaceId) -> Result<PlaceSheet, Problem> {
    require(work, Right::ManageOrganisation)?;
    let found = find_place(work.tx, id)?.ok_or(Problem::NotFound)?;
    if ![0, work.office.district].contains(&found.district()) {
        return Err(Problem::NotFound);
    }
    let mut above = Vec::new();
    for path in found.path.upwards().skip(1) {
        above.extend(find_place(work.tx, path.id())?);
    }
    above.reverse();
    let below = children(work.tx, id)?;
    let sql = format!(
        "select {} from unit_cover c join unit u on u.district = c.district and u.id = c.unit \
         where c.district = $1 and c.place = $2 and u.closed_at is null order by u.code",
        rows::UNIT
    );
    let units = rows::each(&work.tx.rows(&sql, params![work.tx.district(), id])?, rows::unit)?;
    let grids = match found.at(PlaceKind::Community) {
        Some(community) => coded_grids(work, community)?,
        None => Vec::new(),
    };
    let grid = grids.iter().find(|(grid, _)| Some(grid.id) == found.grid).cloned();
    let history = history_of(work, &Subject::of(Sort::Place, found.path.as_str()))?;
    Ok(PlaceSheet { place: found, above, below, units, grid, grids, history })
}

fn coded_grids(
    work: &mut Work<'_, '_>,
    community: PlaceId,
) -> Result<Vec<(Grid, String)>, Problem> {
    let mut coded = Vec::new();
    for grid in grids_of(work.tx, community)? {
        let code = unit(work.tx, grid.unit)?.code;
        coded.push((grid, code));
    }
    Ok(coded)
}

/// The grid whose team a unit is.
pub(super) fn grid_of_team(work: &mut Work<'_, '_>, team: UnitId) -> Result<Option<Grid>, Problem> {
    let sql = format!("select {} from grid g where g.district = $1 and g.unit = $2", rows::GRID);
    Ok(work
        .tx
        .row(&sql, params![work.tx.district(), team])?
        .as_ref()
        .map(rows::grid)
        .transpose()?)
}

fn staff_of(work: &mut Work<'_, '_>, unit: UnitId) -> Result<Vec<Colleague>, Problem> {
    let rows = work.tx.rows(
        "select staff.username, staff.name, post.role from post \
         join staff on staff.district = post.district and staff.id = post.staff \
         where post.district = $1 and post.unit = $2 and staff.disabled_at is null \
         and post.from_at <= $3 and (post.until_at is null or post.until_at > $3) \
         order by post.role, staff.username",
        params![work.tx.district(), unit, work.cx.at],
    )?;
    let read = |row: &xianban_store::Row| {
        Ok(Colleague {
            username: row.get("username")?,
            name: row.get("name")?,
            role: row.get("role")?,
        })
    };
    rows.iter().map(read).collect()
}
