use super::grid::{Grid, GridMember};
use super::{Place, rows};
use xianban_kernel::{GridId, PlaceId, Problem};
use xianban_store::{Row, Tx, params};

/// The grid with this row.
pub fn grid(tx: &mut Tx<'_>, id: GridId) -> Result<Grid, Problem> {
    let sql = format!("select {} from grid g where g.district = $1 and g.id = $2", rows::GRID);
    let row = tx.row(&sql, params![tx.district(), id])?.ok_or(Problem::NotFound)?;
    Ok(rows::grid(&row)?)
}

/// The grid a place lies in: known from the building down.
pub fn grid_of(tx: &mut Tx<'_>, place: &Place) -> Result<Option<Grid>, Problem> {
    place.grid.map(|id| grid(tx, id)).transpose()
}

/// The grids of a community in use, by number.
pub fn grids_of(tx: &mut Tx<'_>, community: PlaceId) -> Result<Vec<Grid>, Problem> {
    let sql = format!(
        "select {} from grid g \
         where g.district = $1 and g.community = $2 and g.closed_at is null order by g.code",
        rows::GRID
    );
    Ok(rows::each(&tx.rows(&sql, params![tx.district(), community])?, rows::grid)?)
}

/// Who was laid with a grid and waits for its team to be formed, in the order of the eight roles; from then
/// on the team's dossier alone knows who is in it.
pub(crate) fn laid_members_of(tx: &mut Tx<'_>, grid: GridId) -> Result<Vec<GridMember>, Problem> {
    let sql =
        "select role, name, phone from grid_member where district = $1 and grid = $2 order by seq";
    Ok(rows::each(&tx.rows(sql, params![tx.district(), grid])?, rows::member)?)
}

/// The same of every grid.
pub(crate) fn laid_members(tx: &mut Tx<'_>) -> Result<Vec<(GridId, GridMember)>, Problem> {
    let sql =
        "select grid, role, name, phone from grid_member where district = $1 order by grid, seq";
    let one = |row: &Row| Ok((row.get("grid")?, rows::member(row)?));
    Ok(rows::each(&tx.rows(sql, params![tx.district()])?, one)?)
}
