//! Abolishing a unit or grid in favour of a successor, and giving up a place.

use crate::organisation::Right;
use xianban_kernel::{PlaceId, Problem, UnitId};
use xianban_store::params;

use super::overview::grid_of_team;
use super::{Place, PlaceKind, Unit, UnitKind, place, rows, unit_by_code, units_below, units_of};
use crate::identity::require;
use crate::ledger::{Field, Note, Sort, Subject, What, keep};
use crate::office::Work;
use crate::seats::settle;
use crate::teams;

/// What goes with a unit.
#[derive(Clone, Debug)]
pub struct Belongings {
    /// The unit.
    pub unit: Unit,
    /// Units directly below it.
    pub below: i64,
    /// Places it answers for.
    pub places: i64,
    /// Posts held there now.
    pub posts: i64,
    /// Who may follow: units in use of the same kind, grids of the same community.
    pub successors: Vec<Unit>,
}

/// What goes with the unit of this code, and who may follow it.
pub fn belongings(work: &mut Work<'_, '_>, code: &str) -> Result<Belongings, Problem> {
    require(work, Right::ManageOrganisation)?;
    let unit = unit_by_code(work.tx, work.office.district, code)?.ok_or(Problem::NotFound)?;
    let below = units_below(work.tx, unit.id)?;
    let mut successors = units_of(work.tx, unit.district, unit.kind)?;
    successors.retain(|other| !below.contains(&other.id));
    if unit.kind == UnitKind::GridTeam {
        successors.retain(|other| other.superior == unit.superior);
    }
    let mut count = |sql: &str| -> Result<i64, Problem> {
        let row = work.tx.row(sql, params![work.tx.district(), unit.id, work.cx.at])?;
        row.map_or(Ok(0), |row| Ok(row.get("n")?))
    };
    let below = count(
        "select count(*) as n from unit where district = $1 and superior = $2 \
         and (closed_at is null or closed_at > $3)",
    )?;
    let places = count(
        "select count(*) as n from unit_cover c \
         join place p on p.district = c.district and p.id = c.place \
         where c.district = $1 and c.unit = $2 and (p.closed_at is null or p.closed_at > $3)",
    )?;
    let posts = count(
        "select count(*) as n from post where district = $1 and unit = $2 and from_at <= $3 \
         and (until_at is null or until_at > $3)",
    )?;
    Ok(Belongings { unit, below, places, posts, successors })
}

/// The unit and its successor, when the one may follow the other.
pub fn succession(
    work: &mut Work<'_, '_>,
    code: &str,
    successor: &str,
) -> Result<(Unit, Unit), Problem> {
    let belongings = belongings(work, code)?;
    let unit = belongings.unit;
    if matches!(unit.kind, UnitKind::District | UnitKind::PlatformOffice) {
        let said = "区和平台办公室不能撤销：没有它们，诉求无处可去。";
        return Err(Problem::refused("cannot_close", said));
    }
    let mut successors = belongings.successors.into_iter();
    let to = successors.find(|other| other.code == successor);
    let missing = || Problem::fault("successor", "请选择由哪个单位接着办，要同一类型、还在用的。");
    Ok((unit, to.ok_or_else(missing)?))
}

/// Closes a unit whose open work has been handed over: its successor takes its places, duty list,
/// lower units and posts; of a grid, its buildings.
pub fn close_unit(work: &mut Work<'_, '_>, code: &str, successor: &str) -> Result<(), Problem> {
    let (from, to) = succession(work, code, successor)?;
    if from.closed_at.is_some() {
        return Ok(());
    }
    let (now, old, new) = (work.cx.at, from.id, to.id);
    let beside = carried_along(work, &from, &to)?;
    move_grid(work, old, new)?;
    work.tx.execute(
        "insert into unit_cover (district, place, unit) select $1, place, cast($2 as bigint) from unit_cover \
         where district = $1 and unit = $3 on conflict do nothing",
        params![work.tx.district(), new, old],
    )?;
    work.tx.execute(
        "delete from unit_cover where district = $1 and unit = $2",
        params![work.tx.district(), old],
    )?;
    work.tx.execute(
        "insert into unit_duty (district, unit, category) select $1, cast($2 as bigint), category \
         from unit_duty where district = $1 and unit = $3 on conflict do nothing",
        params![work.tx.district(), new, old],
    )?;
    let sql = "update unit set superior = $1 where district = $2 and superior = $3";
    work.tx.execute(sql, params![new, work.tx.district(), old])?;
    work.tx.execute(
        "insert into post (district, staff, unit, role, from_at, until_at) \
         select $1, staff, cast($2 as bigint), role, cast($3 as bigint), until_at from post \
         where district = $1 and unit = $4 and from_at <= $3 and (until_at is null or until_at > $3) \
         on conflict do nothing",
        params![work.tx.district(), new, now, old],
    )?;
    work.tx.execute(
        "update post set until_at = $1 \
         where district = $2 and unit = $3 and (until_at is null or until_at > $1)",
        params![now, work.tx.district(), old],
    )?;
    let sql = "update service_account set unit = $1 where district = $2 and unit = $3";
    work.tx.execute(sql, params![new, work.tx.district(), old])?;
    let closed = work.tx.execute(
        "update unit set closed_at = $1 where district = $2 and id = $3",
        params![now, work.tx.district(), old],
    )?;
    if closed != 1 {
        return Err(Problem::NotFound);
    }
    teams::form(work)?;
    settle(work)?;
    note(work, &from, What::Closed, Field::new("接着办的单位", "", &to.name))?;
    note(work, &to, What::HandedOver, Field::new("接过来的单位", "", &from.name))?;
    beside.iter().try_for_each(|note| keep(work, note))
}

/// What else changes with it, to be noted when it is done: units below, people at their posts, accounts
/// of other systems.
fn carried_along(work: &mut Work<'_, '_>, from: &Unit, to: &Unit) -> Result<Vec<Note>, Problem> {
    let (district, old) = (work.tx.district(), from.id);
    let mut notes = Vec::new();
    let mut carried = |subject: Subject, name: String, what: &str| {
        let fields = vec![Field::new(what, &from.name, &to.name)];
        notes.push(Note { subject, what: What::HandedOver, name, fields });
    };
    let sql = "select code, kind, name from unit where district = $1 and superior = $2 order by id";
    for row in &work.tx.rows(sql, params![district, old])? {
        let (code, kind): (String, String) = (row.get("code")?, row.get("kind")?);
        let team = kind == UnitKind::GridTeam.code();
        let subject = if team { Subject::grid(&code) } else { Subject::unit(&code) };
        carried(subject, row.get("name")?, "上级单位");
    }
    let sql = "select distinct s.id, s.username, s.name from post p \
         join staff s on s.district = p.district and s.id = p.staff \
         where p.district = $1 and p.unit = $2 and (p.until_at is null or p.until_at > $3) order by s.id";
    for row in &work.tx.rows(sql, params![district, old, work.cx.at])? {
        let username: String = row.get("username")?;
        carried(Subject::staff(&username), row.get("name")?, "岗位所在的单位");
    }
    let sql = "select id, name from service_account where district = $1 and unit = $2 order by id";
    for row in &work.tx.rows(sql, params![district, old])? {
        let id: i64 = row.get("id")?;
        carried(Subject::of(Sort::Service, &id.to_string()), row.get("name")?, "所属单位");
    }
    Ok(notes)
}

/// Of a grid, its buildings with all that is in them.
fn move_grid(work: &mut Work<'_, '_>, old: UnitId, new: UnitId) -> Result<(), Problem> {
    let Some(from) = grid_of_team(work, old)? else { return Ok(()) };
    let to = grid_of_team(work, new)?.ok_or(Problem::NotFound)?;
    work.tx.execute(
        "update place set grid = $1 where district = $2 and grid = $3",
        params![to.id, work.tx.district(), from.id],
    )?;
    let sql = "update grid set closed_at = $1 where district = $2 and id = $3";
    work.tx.execute(sql, params![work.cx.at, work.tx.district(), from.id])?;
    Ok(())
}

fn note(work: &mut Work<'_, '_>, unit: &Unit, what: What, field: Field) -> Result<(), Problem> {
    let subject = match unit.kind {
        UnitKind::GridTeam => Subject::grid(&unit.code),
        _ => Subject::unit(&unit.code),
    };
    keep(work, &Note { subject, what, name: unit.name.clone(), fields: vec![field] })
}

/// Gives up a place and everything in it: nothing new may be filed there; what was filed goes on.
pub fn close_place(work: &mut Work<'_, '_>, id: PlaceId) -> Result<(), Problem> {
    require(work, Right::ManageOrganisation)?;
    let found: Place = place(work.tx, id)?;
    if found.kind() < PlaceKind::Estate || found.district() != work.office.district {
        let said = "只有小区、楼栋、单元和户可以停用；社区以上的地点请保留。";
        return Err(Problem::refused("cannot_close", said));
    }
    let sql = format!(
        "select {} from place p where p.district = $1 and p.community = $2 and p.closed_at is null",
        rows::PLACE
    );
    let community = found.at(PlaceKind::Community);
    let all =
        rows::each(&work.tx.rows(&sql, params![work.tx.district(), community])?, rows::place)?;
    for below in all.iter().filter(|other| found.path.covers(&other.path)) {
        let sql = "update place set closed_at = $1 where district = $2 and id = $3";
        work.tx.execute(sql, params![work.cx.at, work.tx.district(), below.id])?;
    }
    let fields = Vec::new();
    let (subject, name) = (Subject::of(Sort::Place, found.path.as_str()), found.address.clone());
    keep(work, &Note { subject, what: What::Closed, name, fields })
}
