//! What changes in a district, one thing at a time, and the note that is kept of it: who, when,
//! what was and what is. The import and the pages of the administrators write by these only.

use crate::organisation::Right;
use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use xianban_kernel::{GridId, Moment, PlaceId, Post, Problem, StaffId, UnitId};
use xianban_store::{Param, Row, params};

use super::ground::{Traced, put};
use super::lay::{insert, lay_codes_of, place_row};
use super::subject::Subject;
use super::{Grid, GridMember, Place, PlaceKind, Unit};
use crate::coded::coded;
use crate::identity::{
    NewStaff, PasswordHash, Username, create_staff, rename_staff, require, staff_by_username,
    write_post,
};
use crate::office::Work;
use crate::seats::settle;
use crate::teams;

coded! {
    /// What was done to a thing.
    What {
        /// It was not there before.
        Added = "added",
        /// Something about it is different now.
        Changed = "changed",
        /// It takes nothing new.
        Closed = "closed",
        /// Its open work went to another.
        HandedOver = "handed_over",
    }
}

impl What {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Added => "新增",
            Self::Changed => "修改",
            Self::Closed => "撤销",
            Self::HandedOver => "移交",
        }
    }
}

/// One thing about a thing: before and after, as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// What, as shown.
    pub name: String,
    /// Before; empty when there was nothing.
    pub from: String,
    /// After; empty when there is nothing.
    pub to: String,
}

impl Field {
    pub(super) fn new(name: &str, from: impl Into<String>, to: impl Into<String>) -> Self {
        Self { name: name.to_owned(), from: from.into(), to: to.into() }
    }
}

/// What is kept of a change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What changed.
    pub subject: Subject,
    /// How.
    pub what: What,
    /// What it is called.
    pub name: String,
    /// What is different.
    pub fields: Vec<Field>,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{} {}", self.what.name(), self.subject.sort(), self.name)?;
        if self.name != self.subject.key() {
            write!(f, "（{}）", self.subject.key())?;
        }
        for (n, field) in self.fields.iter().enumerate() {
            f.write_str(if n == 0 { "：" } else { "；" })?;
            write!(f, "{field}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let or_none =
            |text: &str| if text.is_empty() { "（空）".to_owned() } else { text.to_owned() };
        match self.from.as_str() {
            "" => write!(f, "{} {}", self.name, or_none(&self.to)),
            from => write!(f, "{} {from} → {}", self.name, or_none(&self.to)),
        }
    }
}

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

/// Makes changes, and keeps a note of each. `passwords` has one for each account that is added.
pub fn carry(
    work: &mut Work<'_, '_>,
    changes: &[Change],
    passwords: &BTreeMap<String, PasswordHash>,
) -> Result<(), Problem> {
    require(work, Right::ManageOrganisation)?;
    for change in changes {
        write(work, &change.deed, passwords)?;
        if let Some(note) = &change.note {
            keep(work, note)?;
        }
    }
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
            write_post(work, staff.id, post, work.cx.at, None)
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

/// Keeps a note of what was done, with who did it and when.
pub(crate) fn keep(work: &mut Work<'_, '_>, note: &Note) -> Result<(), Problem> {
    let broken = |error: serde_json::Error| Problem::broken(error.to_string());
    let fields = serde_json::to_string(&note.fields).map_err(broken)?;
    let row = work.tx.row(
        "select coalesce(max(n), 0) as n from organisation_event \
         where district = $1 and subject = $2",
        params![work.office.district, note.subject.0],
    )?;
    let n: i64 = row.map_or(Ok(0), |row| row.get("n"))?;
    let by = work.cx.actor.staff().map(|staff| staff.name.to_string()).unwrap_or_default();
    let new = work.tx.execute(
        "insert into organisation_event (district, subject, n, at, actor, author, what, name, fields) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing",
        params![
            work.office.district,
            note.subject.0,
            n + 1,
            work.cx.at,
            work.cx.actor.mark(),
            by,
            note.what.code(),
            note.name,
            fields
        ],
    )?;
    if new == 1 { Ok(()) } else { Err(work.tx.raced().into()) }
}

/// A note as it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Which, for whoever changes it next: he says the last he has seen.
    pub n: i64,
    /// When.
    pub at: Moment,
    /// Who; empty when it was done at the machine.
    pub by: String,
    /// What.
    pub note: Note,
}

/// What was done to a thing, newest first; a hundred at most.
pub fn history_of(work: &mut Work<'_, '_>, subject: &Subject) -> Result<Vec<Kept>, Problem> {
    require(work, Right::ManageOrganisation)?;
    let rows = work.tx.rows(
        "select n, subject, at, author, what, name, fields from organisation_event \
         where district = $1 and subject = $2 order by n desc limit 100",
        params![work.office.district, subject.0],
    )?;
    rows.iter().map(kept).collect()
}

/// What was done to anything, newest first; fifty at most.
pub fn latest_changes(work: &mut Work<'_, '_>) -> Result<Vec<Kept>, Problem> {
    require(work, Right::ManageOrganisation)?;
    let rows = work.tx.rows(
        "select n, subject, at, author, what, name, fields from organisation_event \
         where district = $1 order by at desc, subject, n desc limit 50",
        params![work.office.district],
    )?;
    rows.iter().map(kept).collect()
}

fn kept(row: &Row) -> Result<Kept, Problem> {
    let (what, fields): (String, String) = (row.get("what")?, row.get("fields")?);
    let what = What::from_code(&what)
        .ok_or_else(|| Problem::broken(format!("organisation_event: what {what}")))?;
    let fields = serde_json::from_str(&fields)
        .map_err(|error| Problem::broken(format!("organisation_event: {error}")))?;
    let note = Note { subject: Subject(row.get("subject")?), what, name: row.get("name")?, fields };
    Ok(Kept { n: row.get("n")?, at: row.get("at")?, by: row.get("author")?, note })
}
