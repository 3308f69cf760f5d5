//! The sheets of codes that staff print and hang on doors and walls.

use crate::organisation::Right;
use std::collections::BTreeMap;

use xianban_kernel::{GridId, PlaceId, Post, Problem, UnitId};
use xianban_store::{Tx, params};

use super::{CodePurpose, Place, PlaceCode, PlaceKind, PlacePath, codes_of_estate, places_of};
use crate::identity::require;
use crate::office::Work;
use crate::rules::Reach;
use crate::teams::grid_worker;

/// A code of a sheet, with whom its place belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCode {
    /// The code.
    pub code: PlaceCode,
    /// The grid and its worker, "第3网格 王敏"; `None` above the building.
    pub grid: Option<String>,
}

/// The estates whose codes the actor may print: those its units answer for, all of the district for
/// who reaches the whole district.
pub fn estates_to_print(work: &mut Work<'_, '_>) -> Result<Vec<Place>, Problem> {
    require(work, Right::PrintCodes)?;
    let estates = places_of(work.tx, work.office.district, PlaceKind::Estate)?;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let posts = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
    let mut covered = Vec::new();
    for post in posts.iter().filter(|post| rules.role_may(&post.role, Right::PrintCodes)) {
        if reach(&rules, post) == Reach::District {
            return Ok(estates);
        }
        covered.extend(covered_paths(work.tx, post.unit)?);
    }
    let within = |place: &Place| covered.iter().any(|path: &PlacePath| path.covers(&place.path));
    Ok(estates.into_iter().filter(within).collect())
}

fn reach(rules: &crate::rules::Rules, post: &Post) -> Reach {
    rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach)
}

/// The codes of one estate to print. An estate out of reach does not exist.
pub fn sheet(work: &mut Work<'_, '_>, estate: PlaceId) -> Result<Vec<SheetCode>, Problem> {
    let known = estates_to_print(work)?.iter().any(|place| place.id == estate);
    if !known {
        return Err(Problem::NotFound);
    }
    let mut workers: BTreeMap<GridId, Option<String>> = BTreeMap::new();
    let mut sheet = Vec::new();
    for code in codes_of_estate(work.tx, estate, CodePurpose::File)? {
        let grid = match code.place.grid.and_then(|id| workers.get(&id)) {
            Some(known) => known.clone(),
            None => grid_worker(work, &code.place)?.map(|called| called.said()),
        };
        if let Some(id) = code.place.grid {
            workers.insert(id, grid.clone());
        }
        sheet.push(SheetCode { code, grid });
    }
    Ok(sheet)
}

/// The places a unit answers for.
fn covered_paths(tx: &mut Tx<'_>, unit: UnitId) -> Result<Vec<PlacePath>, Problem> {
    let sql = "select p.path from unit_cover c join place p on p.district = c.district \
    and p.id = c.place where c.district = $1 and c.unit = $2";
    let mut paths = Vec::new();
    for row in tx.rows(sql, params![tx.district(), unit])? {
        let path: String = row.get("path")?;
        paths.extend(PlacePath::parse(&path));
    }
    Ok(paths)
}
