use crate::identity;
use std::collections::BTreeMap;

use xianban_kernel::{Moment, Post, Problem, StaffId, UnitId};
use xianban_store::params;

use super::ladder::Tree;
use super::table;
use crate::identity::require;
use crate::office::Work;
use crate::organisation::UnitNames;

/// A seat where nobody sits and something is owed, or whose duties nobody may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Empty {
    /// The unit's name.
    pub unit: String,
    /// The role's name.
    pub role: String,
    /// What is owed there, by kind.
    pub owed: Vec<(String, i64)>,
    /// The oldest of it, since when.
    pub since: Moment,
    /// Unit and role that stand for it, by name; `None` when nobody does.
    pub to: Option<(String, String)>,
    /// Whether somebody sits there, but everybody on the ladder is barred from these matters.
    pub barred: bool,
}

/// What an account leaves behind when it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The unit's name.
    pub unit: String,
    /// The role's name.
    pub role: String,
    /// How much is owed there.
    pub owed: i64,
    /// Whether others sit there too.
    pub shared: bool,
    /// Unit and role that have it next, by name, when nobody else sits there.
    pub next: Option<(String, String)>,
}

/// Every seat that lacks people for what is owed there, for whoever manages accounts: numbers only,
/// no matter's words.
pub fn empty_seats(work: &mut Work<'_, '_>) -> Result<Vec<Empty>, Problem> {
    require(work, identity::Right::ManageAccounts)?;
    let rows = work.tx.rows(
        "select duty.unit, duty.role, duty.kind, duty.lifted, count(*) as n,
           min(duty.since) as since, min(seat.to_unit) as to_unit, min(seat.to_role) as to_role
         from seat join duty on duty.at_unit = seat.unit and duty.at_role = seat.role
         where seat.district = $1 and seat.people = ''
         group by duty.unit, duty.role, duty.kind, duty.lifted
         order by duty.unit, duty.role, duty.kind",
        params![work.office.district],
    )?;
    let mut found: BTreeMap<(Post, bool), Empty> = BTreeMap::new();
    for row in &rows {
        let to = row.get::<Option<UnitId>>("to_unit")?.zip(row.get("to_role")?);
        gather(work, &mut found, row, to.map(|(unit, role)| Post { unit, role }), false)?;
    }
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let office = crate::organisation::platform_office(work.tx, work.office.district)?;
    let Some(fills) = rules.filler_at(office.kind) else {
        return Ok(found.into_values().collect());
    };
    let rows = work.tx.rows(
        "select unit, role, kind, lifted, count(*) as n, min(since) as since from duty
         where district = $1 and at_unit = $2 and at_role = $3 and lifted = 1
         group by unit, role, kind, lifted order by unit, role, kind",
        params![work.office.district, office.id, fills],
    )?;
    for row in &rows {
        gather(work, &mut found, row, None, true)?;
    }
    Ok(found.into_values().collect())
}

fn gather(
    work: &mut Work<'_, '_>,
    found: &mut BTreeMap<(Post, bool), Empty>,
    row: &xianban_store::Row,
    to: Option<Post>,
    barred: bool,
) -> Result<(), Problem> {
    let seat = Post { unit: row.get("unit")?, role: row.get("role")? };
    let (since, n): (Moment, i64) = (row.get("since")?, row.get("n")?);
    let kind: String = row.get("kind")?;
    let (unit, role) = named(work, &seat)?;
    let to = to.map(|to| named(work, &to)).transpose()?;
    let fresh = Empty { unit, role, owed: Vec::new(), since, to, barred };
    let empty = found.entry((seat, barred)).or_insert(fresh);
    empty.owed.push((kind, n));
    empty.since = empty.since.min(since);
    Ok(())
}

/// Unit and role, as people call them.
fn named(work: &mut Work<'_, '_>, seat: &Post) -> Result<(String, String), Problem> {
    let unit = UnitNames::default().name(work.tx, seat.unit)?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let role = rules.role(&seat.role).map_or(seat.role.code(), |rule| rule.name.as_str());
    Ok((unit, role.to_owned()))
}

/// The seat that stands for this one, while nobody sits here.
pub fn stands_for(work: &mut Work<'_, '_>, seat: &Post) -> Result<Option<Post>, Problem> {
    let line = table::read(work.tx, work.office.district, seat)?.unwrap_or_default();
    Ok(line.to.filter(|_| line.people.is_empty()))
}

/// How much is owed at a seat now, counted up to a thousand.
pub fn open_at(work: &mut Work<'_, '_>, seat: &Post) -> Result<i64, Problem> {
    let row = work.tx.row(
        "select count(*) as n from (select dossier from duty
           where district = $1 and at_unit = $2 and at_role = $3 limit 1000) as owed",
        params![work.office.district, seat.unit, seat.role],
    )?;
    row.map_or(Ok(0), |row| Ok(row.get("n")?))
}

/// What is owed at the seats of an account, and who has it when the account goes.
pub fn left_by(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    posts: &[Post],
) -> Result<Vec<Left>, Problem> {
    require(work, identity::Right::ManageAccounts)?;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let tree = Tree::load(work.tx, work.office.district)?;
    let lines = table::all(work.tx, work.office.district)?;
    let others = |seat: &Post| {
        let people = lines.get(seat).map(|line| line.people.as_slice()).unwrap_or_default();
        people.iter().any(|one| *one != staff)
    };
    let mut left = Vec::new();
    for seat in posts {
        let owed = open_at(work, seat)?;
        let shared = others(seat);
        let up = tree.rungs(&rules, seat).into_iter().skip(1);
        let next = up.filter(|_| !shared).find(|rung| others(rung));
        let (unit, role) = named(work, seat)?;
        let next = next.map(|next| named(work, &next)).transpose()?;
        left.push(Left { unit, role, owed, shared, next });
    }
    Ok(left)
}

/// Units without anybody in any of their seats, each with the name of the unit that stands for it.
pub fn without_anybody(
    work: &mut Work<'_, '_>,
) -> Result<BTreeMap<UnitId, Option<String>>, Problem> {
    let rows = work.tx.rows(
        "select unit, min(to_unit) as to_unit from seat where district = $1
         group by unit having max(length(people)) = 0",
        params![work.office.district],
    )?;
    let mut names = UnitNames::default();
    let mut found = BTreeMap::new();
    for row in &rows {
        let to: Option<UnitId> = row.get("to_unit")?;
        let name = to.map(|unit| names.name(work.tx, unit)).transpose()?;
        found.insert(row.get("unit")?, name);
    }
    Ok(found)
}
