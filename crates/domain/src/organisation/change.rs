//! What changes in a district, one thing at a time, and the note that is kept of it: who, when,
//! what was and what is. The import and the pages of the administrators write by these only.

use crate::organisation::Right;
use std::collections::BTreeMap;

use xianban_kernel::{GridId, PlaceId, Post, Problem, StaffId, UnitId};
use xianban_store::{Param, params};

use super::ground::{Traced, put};
use super::lay::{insert, lay_codes_of, place_row};
use super::{Grid, GridMember, Place, PlaceKind, Unit};
use crate::identity::{
    NewStaff, PasswordHash, Username, create_staff, rename_staff, require, staff_by_username,
    write_post,
};
use crate::ledger::{Note, keep};
use crate::office::Work;
use crate::seats::settle;
use crate::teams;

/// A change to be made.
#[derive(Clone, Debug)]
pub struct Change {
    /// What is kept of it; `None` for places that come by the thousand below a noted one.
    pub note: Option<Note>,
    pub(super) deed: Deed,
}

/// What is written.
#[derive(Clone, Debug)]
pub(super) enum Deed {
    Places(Vec<Place>),
    Name { place: Place, name: String },
    Nature(Place),
    Building { building: PlaceId, to: GridId },
    Unit(Unit),
    Covers(UnitId, Vec<PlaceId>),
    Duties(UnitId, Vec<String>),
    Grid(Grid),
    Team(GridId, Vec<GridMember>),
    Account { username: Username, name: String },
    AccountName(StaffId, String),
    Posted { username: Username, post: Post },
    Outline { traced: Traced, geometry: Option<String> },
}

impl Deed {
    /// Whether what writes it also notes it: accounts and posts.
    const fn notes_itself(&self) -> bool {
        matches!(self, Self::Account { .. } | Self::AccountName(..) | Self::Posted { .. })
    }
}

/// Makes changes, and keeps a note of each. `passwords` has one for each account that is added.
pub fn carry(
    work: &mut Work<'_, '_>,
    changes: &[Change],
    passwords: &BTreeMap<String, PasswordHash>,
) -> Result<(), Problem> {
    require(work, Right::ManageOrganisation)?;
    // A thing's note is kept when all of it is written: it says how the thing stands then.
    let mut pending = None;
    for change in changes {
        if let Some(note) = &change.note {
            let before = pending.replace(note);
            before.map_or(Ok(()), |note| keep(work, note))?;
            pending = pending.filter(|_| !change.deed.notes_itself());
        }
        write(work, &change.deed, passwords)?;
    }
    pending.map_or(Ok(()), |note| keep(work, note))?;
    if changes.iter().any(|change| matches!(change.deed, Deed::Grid(_))) {
        teams::form(work)?;
    }
    settle(work).map(drop)
}

fn write(
    work: &mut Work<'_, '_>,
    deed: &Deed,
    passwords: &BTreeMap<String, PasswordHash>,
) -> Result<(), Problem> {
    match deed {
        Deed::Places(places) => add_places(work, places),
        Deed::Name { place, name } => rename_place(work, place, name),
        Deed::Nature(place) => {
            let nature = place.nature.map(|nature| nature.code().to_owned());
            let sql = "update place set nature = $1 where district = $2 and id = $3";
            done(work.tx.execute(sql, params![nature, work.tx.district(), place.id])?)
        }
        Deed::Building { building, to } => move_building(work, *building, *to),
        Deed::Unit(unit) => put_unit(work, unit),
        Deed::Covers(unit, places) => {
            work.tx.execute(
                "delete from unit_cover where district = $1 and unit = $2",
                params![work.tx.district(), unit],
            )?;
            let rows: Vec<_> = places.iter().map(|place| params![*place, *unit].to_vec()).collect();
            insert(work.tx, "unit_cover (place, unit)", &rows).map(drop)
        }
        Deed::Duties(unit, duties) => {
            work.tx.execute(
                "delete from unit_duty where district = $1 and unit = $2",
                params![work.tx.district(), unit],
            )?;
            let rows: Vec<_> = duties.iter().map(|duty| params![*unit, *duty].to_vec()).collect();
            insert(work.tx, "unit_duty (unit, category)", &rows).map(drop)
        }
        Deed::Grid(grid) => put_grid(work, grid),
        Deed::Team(grid, members) => teams::bring(work, *grid, members),
        Deed::Account { username, name } => {
            if staff_by_username(work, username)?.is_some() {
                return Ok(());
            }
            let missing = || Problem::broken("an account without a password");
            let password = passwords.get(username.as_str()).ok_or_else(missing)?.clone();
            let (username, name) = (username.clone(), name.clone());
            create_staff(work, &NewStaff { username, name, password, must_change: true }).map(drop)
        }
        Deed::Outline { traced, geometry } => {
            put(work.tx, work.office.district, traced, geometry.as_deref())
        }
        Deed::AccountName(id, name) => rename_staff(work, *id, name),
        Deed::Posted { username, post } => {
            let staff = staff_by_username(work, username)?.ok_or(Problem::NotFound)?;
            write_post(work, staff.id, post, (work.cx.at, None))
        }
    }
}

fn done(touched: u64) -> Result<(), Problem> {
    if touched == 1 { Ok(()) } else { Err(Problem::NotFound) }
}

/// New places, each with its code on the wall and, from the building down, its grid's cover.
fn add_places(work: &mut Work<'_, '_>, places: &[Place]) -> Result<(), Problem> {
    let rows: Vec<_> = places.iter().map(place_row).collect();
    let columns = "place (id, kind, path, name, address, nature, grid, closed_at, \
                   parent, street, community, estate, building)";
    insert(work.tx, columns, &rows)?;
    lay_codes_of(work.tx, places, work.cx.at)?;
    for place in places.iter().filter(|place| place.kind() == PlaceKind::Building) {
        if let Some(grid) = place.grid {
            work.tx.execute(
                "insert into unit_cover (district, place, unit) select $1, cast($2 as bigint), unit from grid where district = $1 and id = $3 \
                 on conflict do nothing",
                params![work.tx.district(), place.id, grid],
            )?;
        }
    }
    Ok(())
}

/// A new name goes into the addresses of everything below.
fn rename_place(work: &mut Work<'_, '_>, place: &Place, name: &str) -> Result<(), Problem> {
    let sql = "update place set name = $1 where district = $2 and id = $3";
    done(work.tx.execute(sql, params![name, work.tx.district(), place.id])?)?;
    let above = place.address.strip_suffix(place.name.as_str()).unwrap_or_default();
    let address = format!("{above}{name}");
    let rest = i64::try_from(place.address.chars().count()).unwrap_or(0) + 1;
    let column = match place.kind() {
        PlaceKind::Estate => "estate",
        PlaceKind::Building => "building",
        PlaceKind::Entrance => "parent",
        _ => "id",
    };
    let sql = format!(
        "update place set address = $1 || substr(address, cast(cast($2 as bigint) as integer)) \
         where district = $3 and {column} = $4"
    );
    work.tx.execute(&sql, params![address, rest, work.tx.district(), place.id])?;
    if column == "parent" {
        let sql = "update place set address = $1 where district = $2 and id = $3";
        work.tx.execute(sql, params![address, work.tx.district(), place.id])?;
    }
    Ok(())
}

/// A building and what is in it lie in another grid from now on. Orders know their unit, not their
/// grid: work that is under way stays where it is.
fn move_building(work: &mut Work<'_, '_>, building: PlaceId, to: GridId) -> Result<(), Problem> {
    work.tx.execute(
        "delete from unit_cover where unit_cover.district = $1 and place = $2 and unit in \
         (select unit from grid \
         where grid.district = $1 and id = (select grid from place where place.district = $1 and id = $2))",
        params![work.tx.district(), building],
    )?;
    work.tx.execute(
        "insert into unit_cover (district, place, unit) select $1, cast($2 as bigint), unit from grid where district = $1 and id = $3 \
         on conflict do nothing",
        params![work.tx.district(), building, to],
    )?;
    let sql = "update place set grid = $1 where district = $2 and building = $3";
    work.tx.execute(sql, params![to, work.tx.district(), building]).map(drop)?;
    Ok(())
}

fn put_unit(work: &mut Work<'_, '_>, unit: &Unit) -> Result<(), Problem> {
    let mut row = params![unit.id, unit.district, unit.code].to_vec();
    row.push(Param::Text(unit.kind.code()));
    row.extend(params![unit.name, unit.superior, unit.phone]);
    let touched = work.tx.execute(
        "insert into unit (id, district, code, kind, name, superior, phone) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (district, id) do update set \
         name = excluded.name, superior = excluded.superior, phone = excluded.phone",
        &row,
    )?;
    done(touched)
}

fn put_grid(work: &mut Work<'_, '_>, grid: &Grid) -> Result<(), Problem> {
    let touched = work.tx.execute(
        "insert into grid (id, district, community, code, name, unit) \
         values ($1, $2, $3, $4, $5, $6) on conflict (district, id) do update set name = excluded.name",
        params![grid.id, work.office.district, grid.community, grid.code, grid.name, grid.unit],
    )?;
    done(touched)
}
