use std::collections::{BTreeMap, BTreeSet, HashMap};

use xianban_kernel::{DossierId, Moment, Problem, StaffId, UnitId};

use super::member::Member;
use super::noun::{Step, Team};
use super::shown::Shown;
use super::words::{Action, TEAM};
use crate::duty::Line;
use crate::folded::{self, Held, marked, marks, units_with, words};
use crate::identity::{colleagues, require, staff_name};
use crate::office::Work;
use crate::organisation::{GridRole, Unit, UnitKind, units_of};

/// Teams of one community, or of one mark, read at once at most.
const MOST: i64 = 2000;

/// One of a team as staff read him: with every number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which one of the team.
    pub n: i64,
    /// As what.
    pub role: GridRole,
    /// His name.
    pub name: String,
    /// His number; empty when there is none.
    pub phone: String,
    /// When he is there; may be empty.
    pub times: String,
    /// What residents read of him.
    pub shown: Shown,
    /// His account, by name.
    pub staff: Option<(StaffId, String)>,
    /// Who stands in for him.
    pub stand_in: Option<Replaced>,
}

/// Who stands in for somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// His name.
    pub name: String,
    /// His number; empty when there is none.
    pub phone: String,
    /// Until when.
    pub until: Moment,
}

/// One team of a phone tree.
#[derive(Clone, Debug)]
pub struct Branch {
    /// The team.
    pub held: Held<Team>,
    /// Who is in it, in the order of roles.
    pub members: Vec<Person>,
}

/// Which of a phone tree are wanted.
#[derive(Clone, Debug, Default)]
pub struct Sought {
    /// Of one role only.
    pub role: Option<GridRole>,
    /// A part of a name, or of a number; empty for all.
    pub words: String,
}

impl Sought {
    fn fits(&self, person: &Person) -> bool {
        let words = self.words.trim();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let holds = |name: &str, phone: &str| {
            let asked = digits(words);
            name.contains(words) || (!asked.is_empty() && digits(phone).contains(&asked))
        };
        let replaced = person.stand_in.as_ref();
        self.role.is_none_or(|role| role == person.role)
            && (words.is_empty()
                || holds(&person.name, &person.phone)
                || replaced.is_some_and(|one| holds(&one.name, &one.phone)))
    }
}

/// The communities of whose teams the actor may read one at least, by code.
pub fn communities(work: &mut Work<'_, '_>) -> Result<Vec<Unit>, Problem> {
    require(work, Action::Read)?;
    let own = marks(work, Action::Read)?;
    let mut all = units_of(work.tx, work.office.district, UnitKind::Community)?;
    if own.contains("all") {
        return Ok(all);
    }
    let mut found = BTreeSet::new();
    for seat in
        units_with(work, Action::Read)?.iter().filter(|seat| seat.kind == UnitKind::GridTeam)
    {
        found.extend(seat.superior);
    }
    all.retain(|unit| own.contains(&format!("unit:{}", unit.id)) || found.contains(&unit.id));
    Ok(all)
}

/// Whether the actor may read every team of a community, not just his own.
pub fn reads_all_of(work: &mut Work<'_, '_>, community: UnitId) -> Result<bool, Problem> {
    let own = marks(work, Action::Read)?;
    Ok(own.contains("all") || own.contains(&format!("unit:{community}")))
}

/// The open teams of a community that the actor may read, by the number of the grid.
pub fn teams_of(work: &mut Work<'_, '_>, community: UnitId) -> Result<Vec<Held<Team>>, Problem> {
    require(work, Action::Read)?;
    let own = marks(work, Action::Read)?;
    let mut teams = marked::<Team>(work, &format!("unit:{community}"), true, MOST)?;
    if !reads_all_of(work, community)? {
        teams.retain(|held| own.contains(&format!("unit:{}", held.unit)));
        if teams.is_empty() {
            return Err(Problem::NotFound);
        }
    }
    teams.sort_by(|one, other| one.at.number.cmp(&other.at.number));
    Ok(teams)
}

/// The teams of a community with all names and numbers, by the number of the grid; those only in which
/// somebody fits. For staff who may read them.
pub fn phone_tree(
    work: &mut Work<'_, '_>,
    community: UnitId,
    sought: &Sought,
) -> Result<Vec<Branch>, Problem> {
    let mut branches = Vec::new();
    for held in teams_of(work, community)? {
        let mut members = people(work, &held)?;
        let all = members.len();
        members.retain(|person| sought.fits(person));
        if !members.is_empty() || all == 0 {
            branches.push(Branch { held, members });
        }
    }
    Ok(branches)
}

/// Who is in a team that the actor may read, with every number.
pub fn people(work: &mut Work<'_, '_>, held: &Held<Team>) -> Result<Vec<Person>, Problem> {
    let said = words(work, held, &held.values())?;
    held.members.iter().map(|one| person(work, one, &said)).collect()
}

fn person(
    work: &mut Work<'_, '_>,
    one: &Member,
    said: &BTreeMap<i64, String>,
) -> Result<Person, Problem> {
    let text = |n: Option<i64>| n.and_then(|n| said.get(&n)).cloned().unwrap_or_default();
    let named = one.staff.map(|id| staff_name(work, id)).transpose()?.flatten();
    Ok(Person {
        n: one.n,
        role: one.role,
        name: text(Some(one.name)),
        phone: text(one.phone),
        times: text(one.times),
        shown: one.shown,
        staff: one.staff.zip(named),
        stand_in: one.stand_in.as_ref().map(|stand_in| Replaced {
            name: text(Some(stand_in.name)),
            phone: text(stand_in.phone),
            until: stand_in.until,
        }),
    })
}

/// What the roles of a team do, where somebody wrote it.
pub fn duties_of(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
) -> Result<BTreeMap<GridRole, String>, Problem> {
    let wanted: Vec<i64> = held.duties.values().copied().collect();
    let said = words(work, held, &wanted)?;
    let text = |(role, n): (&GridRole, &i64)| Some((*role, said.get(n)?.clone()));
    Ok(held.duties.iter().filter_map(text).collect())
}

/// What the actor may do to a team now.
pub fn offered(work: &mut Work<'_, '_>, held: &Held<Team>) -> Result<Vec<Step>, Problem> {
    let may = folded::by_no::<Team>(work, &held.no, Action::Keep).map(drop);
    match may.and_then(|()| require(work, Action::Keep)) {
        Ok(()) => Ok(held.moves().map(|line| line.step).collect()),
        Err(Problem::NotFound) => Ok(Vec::new()),
        Err(problem) => Err(problem),
    }
}

/// The accounts that one of a team can have: of those who sit in its grid or its community.
pub fn accounts_for(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
) -> Result<Vec<(StaffId, String)>, Problem> {
    let found = colleagues(work, &[held.unit, held.at.community.unit])?;
    let mut seen = BTreeSet::new();
    Ok(found
        .into_iter()
        .filter(|(id, ..)| seen.insert(*id))
        .map(|(id, name, _)| (id, name))
        .collect())
}

/// What the teams among the lines of a queue are called.
pub fn of_lines(
    work: &mut Work<'_, '_>,
    lines: &[Line],
) -> Result<HashMap<DossierId, String>, Problem> {
    let own = lines.iter().filter(|line| line.dossier.kind == TEAM);
    let ids: Vec<DossierId> = own.map(|line| line.dossier.id).collect();
    let teams = folded::many::<Team>(work, &ids)?;
    Ok(teams.into_iter().map(|held| (held.id, held.noun.at.name)).collect())
}
