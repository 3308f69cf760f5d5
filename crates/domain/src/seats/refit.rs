use std::collections::{BTreeMap, BTreeSet};

use xianban_kernel::{DossierId, Post, Problem, StaffId};
use xianban_store::{Error, Row, params};

use super::ladder::{Standing, Tree, standing};
use super::sitting::{is_kept_apart, sitting};
use super::table::{self, Line};
use crate::office::Work;
use crate::rules::Rules;

/// Where a duty stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// The seat in whose queue it is found.
    pub(crate) at: Post,
    /// Whether that is further up than its own seat, for everybody there is barred.
    pub(crate) lifted: bool,
    /// Whether nobody on the whole ladder may do it: the administrator has to find somebody.
    pub(crate) nobody: bool,
}

impl Place {
    fn own(seat: &Post) -> Self {
        Self { at: seat.clone(), lifted: false, nobody: false }
    }
}

/// Writes who sits where as it is now, and moves the duties that this lifts or lets down. Called by
/// every verb that changes posts, absences or units, and when a time comes; answers whether anything
/// changed.
pub fn settle(work: &mut Work<'_, '_>) -> Result<bool, Problem> {
    let district = work.office.district;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let tree = Tree::load(work.tx, district)?;
    let wanted = lines(work, &rules, &tree)?;
    let stored = table::all(work.tx, district)?;
    let mut changed: BTreeSet<Post> = BTreeSet::new();
    for (seat, line) in &wanted {
        if stored.get(seat) != Some(line) {
            table::write(work.tx, district, seat, line)?;
            changed.insert(seat.clone());
        }
    }
    for seat in stored.keys().filter(|seat| !wanted.contains_key(seat)) {
        table::forget(work.tx, district, seat)?;
        changed.insert(seat.clone());
    }
    if changed.is_empty() {
        return Ok(false);
    }
    // An empty seat changes with the one that stands for it.
    let leans = |line: &Line| line.to.as_ref().is_some_and(|to| changed.contains(to));
    let leaning: Vec<Post> =
        wanted.iter().filter(|(_, line)| leans(line)).map(|(seat, _)| seat.clone()).collect();
    changed.extend(leaning);
    refit(work, &rules, &tree, &wanted, &changed)?;
    Ok(true)
}

/// The line of every seat that can owe something.
fn lines(
    work: &mut Work<'_, '_>,
    rules: &Rules,
    tree: &Tree,
) -> Result<BTreeMap<Post, Line>, Error> {
    let sitting = sitting(work, tree.office())?;
    let owing: BTreeSet<_> =
        rules.duties.iter().flat_map(|rule| rule.roles.iter().chain(&rule.rework)).collect();
    let mut lines = BTreeMap::new();
    for (unit, kind) in tree.units() {
        let here = rules.roles.iter().filter(|rule| rule.units.contains(&kind));
        for rule in here.filter(|rule| owing.contains(&rule.code)) {
            let seat = Post { unit, role: rule.code.clone() };
            let people = sitting.get(&seat).cloned().unwrap_or_default();
            let empty = people.is_empty() && !is_kept_apart(rules, &seat);
            let to = empty.then(|| {
                let up = tree.rungs(rules, &seat).into_iter().skip(1);
                up.into_iter().find(|rung| sitting.contains_key(rung))
            });
            lines.insert(seat, Line { people, to: to.flatten() });
        }
    }
    Ok(lines)
}

/// A duty as far as its place goes.
struct Standee {
    dossier: DossierId,
    kind: String,
    part: i64,
    seat: Post,
    at: Post,
    barred: Vec<StaffId>,
}

fn standee(row: &Row) -> Result<Standee, Error> {
    Ok(Standee {
        dossier: row.get("dossier")?,
        kind: row.get("kind")?,
        part: row.get("part")?,
        seat: Post { unit: row.get("unit")?, role: row.get("role")? },
        at: Post { unit: row.get("at_unit")?, role: row.get("at_role")? },
        barred: barred_of(&row.get::<String>("barred")?),
    })
}

const STANDEE: &str = "dossier, kind, part, unit, role, at_unit, at_role, barred";

/// Finds the place anew of what somebody is barred from at these seats, and of all that was lifted.
fn refit(
    work: &mut Work<'_, '_>,
    rules: &Rules,
    tree: &Tree,
    lines: &BTreeMap<Post, Line>,
    changed: &BTreeSet<Post>,
) -> Result<(), Problem> {
    let district = work.office.district;
    let mut found = Vec::new();
    for seat in changed {
        let sql = format!(
            "select {STANDEE} from duty
             where district = $1 and at_unit = $2 and at_role = $3 and barred <> ''"
        );
        found.extend(work.tx.rows(&sql, params![district, seat.unit, seat.role])?);
    }
    let sql = format!("select {STANDEE} from duty where district = $1 and lifted = 1");
    found.extend(work.tx.rows(&sql, params![district])?);
    for row in found {
        let duty = standee(&row)?;
        let people =
            |post: &Post| lines.get(post).map(|line| line.people.as_slice()).unwrap_or_default();
        let rungs = tree.rungs(rules, &duty.seat);
        let place = placed(rules, tree, &duty.seat, standing(&rungs, people, &duty.barred));
        if place.at != duty.at {
            work.tx.execute(
                "update duty set at_unit = $1, at_role = $2, lifted = $3
                 where district = $4 and dossier = $5 and kind = $6 and part = $7",
                params![
                    place.at.unit,
                    place.at.role,
                    i64::from(place.lifted),
                    district,
                    duty.dossier,
                    duty.kind,
                    duty.part
                ],
            )?;
        }
    }
    Ok(())
}

/// What nobody may do stands with the administrator, who finds somebody.
fn placed(rules: &Rules, tree: &Tree, seat: &Post, standing: Standing) -> Place {
    match standing {
        Standing::Own => Place::own(seat),
        Standing::Up(at) => Place { at, lifted: true, nobody: false },
        Standing::Nobody => {
            let office = tree.units().find(|(unit, _)| Some(*unit) == tree.office());
            let fills = office.and_then(|(unit, kind)| {
                let role = rules.filler_at(kind)?.clone();
                Some(Post { unit, role })
            });
            let at = fills.unwrap_or_else(|| seat.clone());
            Place { at, lifted: true, nobody: true }
        }
    }
}

/// Where a duty of `seat` stands while these are barred from it.
pub(crate) fn stands(
    work: &mut Work<'_, '_>,
    seat: &Post,
    barred: &[StaffId],
) -> Result<Place, Problem> {
    if barred.is_empty() {
        return Ok(Place::own(seat));
    }
    let district = work.office.district;
    let mut line = table::read(work.tx, district, seat)?.unwrap_or_default();
    if let Some(to) = &line.to {
        line = table::read(work.tx, district, to)?.unwrap_or_default();
    }
    if line.people.is_empty() || line.people.iter().any(|staff| !barred.contains(staff)) {
        return Ok(Place::own(seat));
    }
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    let tree = Tree::load(work.tx, district)?;
    let lines = table::all(work.tx, district)?;
    let people =
        |post: &Post| lines.get(post).map(|line| line.people.as_slice()).unwrap_or_default();
    let standing = standing(&tree.rungs(&rules, seat), people, barred);
    Ok(placed(&rules, &tree, seat, standing))
}

/// Accounts between commas, one at each end too, as a column holds those who are barred.
fn barred_of(column: &str) -> Vec<StaffId> {
    column.split(',').filter_map(|id| id.parse().ok().map(StaffId::new)).collect()
}
