use std::collections::BTreeMap;

use xianban_kernel::{GridId, Moment, Problem};

use super::member::Member;
use super::noun::Team;
use super::shown::{NameShown, PhoneShown};
use super::words::Action;
use crate::folded::{self, Held, marked, words};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{
    Grid, GridMember, GridRole, Place, Right, grid, laid_members, laid_members_of, unit,
};

/// Teams read at once at most: more grids than a district has.
const MOST: i64 = 5000;

/// Numbers of the teams of which nobody has said what they do.
pub fn undescribed(work: &mut Work<'_, '_>) -> Result<Vec<String>, Problem> {
    let bare = |held: Held<Team>| held.duties.is_empty().then(|| held.no.clone());
    Ok(every(work)?.into_iter().filter_map(bare).collect())
}

/// The team with this number, for whoever may read it.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Team>, Problem> {
    folded::by_no::<Team>(work, no, Action::Read)
}

/// Every open team of the district.
pub(super) fn every(work: &mut Work<'_, '_>) -> Result<Vec<Held<Team>>, Problem> {
    marked::<Team>(work, "all", true, MOST)
}

/// The open team of a grid, whoever may read it.
pub fn of_grid(work: &mut Work<'_, '_>, grid: &Grid) -> Result<Option<Held<Team>>, Problem> {
    let mark = format!("unit:{}", grid.unit);
    Ok(marked::<Team>(work, &mark, true, 1)?.into_iter().next())
}

/// Who is in the team of a grid, as its files say it, in the order of roles; before the team is formed,
/// who was laid with the grid. For whoever may change the organisation.
pub fn members_of(work: &mut Work<'_, '_>, grid: &Grid) -> Result<Vec<GridMember>, Problem> {
    require(work, Right::ManageOrganisation)?;
    let Some(held) = of_grid(work, grid)? else { return laid_members_of(work.tx, grid.id) };
    Ok(said_of(work, &held)?.into_iter().map(|(_, member)| member).collect())
}

/// How many are in the open teams of the district.
pub(crate) fn how_many(work: &mut Work<'_, '_>) -> Result<usize, Problem> {
    let laid = laid_members(work.tx)?.len();
    Ok(laid + every(work)?.iter().map(|held| held.members.len()).sum::<usize>())
}

/// Each of a team by his number, with name and phone.
pub(super) fn said_of(
    work: &mut Work<'_, '_>,
    held: &Held<Team>,
) -> Result<Vec<(i64, GridMember)>, Problem> {
    let said = words(work, held, &held.values())?;
    let text = |n: Option<i64>| n.and_then(|n| said.get(&n)).cloned().unwrap_or_default();
    let member = |one: &Member| {
        let (name, phone) = (text(Some(one.name)), text(one.phone));
        (one.n, GridMember { role: one.role, name, phone })
    };
    Ok(held.members.iter().map(member).collect())
}

/// One of a team as residents read him.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// As what.
    pub role: GridRole,
    /// His name, as far as he allows.
    pub name: String,
    /// The number to ring, his or the community's; `None` when he allows none.
    pub phone: Option<String>,
    /// Whether that number is the community's.
    pub office: bool,
    /// What he does; empty when nobody wrote it.
    pub does: String,
    /// When he is there; empty when nobody wrote it.
    pub times: String,
    /// For whom he stands in until when.
    pub until: Option<Moment>,
}

impl Card {
    fn laid(member: GridMember) -> Self {
        Self {
            role: member.role,
            name: member.name,
            phone: Some(member.phone).filter(|phone| !phone.is_empty()),
            office: false,
            does: String::new(),
            times: String::new(),
            until: None,
        }
    }
}

/// The team of a grid as residents read it, in the order of roles; before the team is formed, who was laid
/// with the grid.
pub fn cards(work: &mut Work<'_, '_>, grid: &Grid) -> Result<Vec<Card>, Problem> {
    let Some(held) = of_grid(work, grid)? else {
        return Ok(laid_members_of(work.tx, grid.id)?.into_iter().map(Card::laid).collect());
    };
    let office = unit(work.tx, held.at.community.unit)?.phone;
    let said = words(work, &held, &held.values())?;
    let now = work.cx.at;
    Ok(held.members.iter().map(|one| card(&held, one, &said, (&office, now))).collect())
}

fn card(
    team: &Team,
    one: &Member,
    said: &BTreeMap<i64, String>,
    (office, now): (&str, Moment),
) -> Card {
    let text = |n: Option<i64>| n.and_then(|n| said.get(&n)).cloned().unwrap_or_default();
    let stand_in = one.stand_in.as_ref().filter(|stand_in| stand_in.until > now);
    let (name, own) = match stand_in {
        Some(stand_in) => (text(Some(stand_in.name)), text(stand_in.phone)),
        None => (text(Some(one.name)), text(one.phone)),
    };
    let (phone, of_office) = match one.shown.phone {
        PhoneShown::Own if !own.is_empty() => (own, false),
        PhoneShown::Own | PhoneShown::Office => (office.to_owned(), true),
        PhoneShown::Nothing => (String::new(), false),
    };
    Card {
        role: one.role,
        name: shown(&name, one.shown.name, one.role),
        phone: Some(phone).filter(|phone| !phone.is_empty()),
        office: of_office,
        does: text(team.duties.get(&one.role).copied()),
        times: text(one.times),
        until: stand_in.map(|stand_in| stand_in.until),
    }
}

/// Surnames of two characters; every other one has one.
const DOUBLE: [&str; 18] = [
    "欧阳", "司马", "上官", "诸葛", "司徒", "东方", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐",
    "宇文", "长孙", "端木", "南宫", "独孤", "西门",
];

/// A name as far as its holder allows; what he is where a name has no surname that can be told.
fn shown(name: &str, allowed: NameShown, role: GridRole) -> String {
    if allowed == NameShown::Full {
        return name.to_owned();
    }
    let double = DOUBLE.iter().find(|double| name.starts_with(**double));
    let first = name.chars().next().filter(|sign| ('\u{4e00}'..='\u{9fff}').contains(sign));
    match (double, first) {
        (Some(surname), _) => format!("{surname}师傅"),
        (None, Some(surname)) => format!("{surname}师傅"),
        (None, None) => role.name().to_owned(),
    }
}

/// Whom residents call for a place: its grid and the grid worker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// The grid.
    pub grid: GridId,
    /// What it is called.
    pub grid_name: String,
    /// Its worker's name, as far as he allows; empty when there is none.
    pub name: String,
    /// The number to ring, if there is one to be shown.
    pub phone: Option<String>,
}

impl Called {
    /// Both in one line, "第3网格 王敏".
    pub fn said(&self) -> String {
        format!("{} {}", self.grid_name, self.name).trim().to_owned()
    }
}

/// Whom residents call for a place; `None` above the building.
pub fn grid_worker(work: &mut Work<'_, '_>, place: &Place) -> Result<Option<Called>, Problem> {
    let Some(id) = place.grid else { return Ok(None) };
    let found = grid(work.tx, id)?;
    let cards = cards(work, &found)?;
    let worker = cards.into_iter().find(|card| card.role == GridRole::GridWorker);
    let (name, phone) = worker.map(|card| (card.name, card.phone)).unwrap_or_default();
    Ok(Some(Called { grid: id, grid_name: found.name, name, phone }))
}
