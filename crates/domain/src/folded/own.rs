use std::collections::BTreeSet;

use xianban_kernel::{Actor, DossierId, Due, Moment, Problem, Role, StaffId, UnitId};
use xianban_store::params;

use crate::dossier::{self, Dossier};
use crate::duty::{Kind, due};
use crate::identity::staff_name;
use crate::office::Work;
use crate::organisation::{Unit, UnitNames, unit, units_below};
use crate::rules::{ActionWord, Reach};

/// Whether the actor may read a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// He may.
    It,
    /// To him it does not exist.
    Not,
}

impl Reads {
    /// [`Problem::NotFound`] where he may not.
    pub const fn or_not_found(self) -> Result<(), Problem> {
        match self {
            Self::It => Ok(()),
            Self::Not => Err(Problem::NotFound),
        }
    }
}

/// Whether the actor is among the readers of a dossier by what `action` lets him reach, or owes
/// something on it.
pub fn reads(
    work: &mut Work<'_, '_>,
    dossier: &Dossier,
    action: impl ActionWord,
) -> Result<Reads, Problem> {
    let marks = marks(work, action)?;
    if marks.contains("all") {
        return Ok(Reads::It);
    }
    let readers = dossier::readers(work.tx, dossier.id)?;
    if !readers.is_disjoint(&marks) || owes_any(work, dossier.id)? {
        return Ok(Reads::It);
    }
    Ok(Reads::Not)
}

/// The marks of readers that the actor bears by what `action` lets him reach; `all` for the district.
pub fn marks(
    work: &mut Work<'_, '_>,
    action: impl ActionWord,
) -> Result<BTreeSet<String>, Problem> {
    let mut marks = BTreeSet::from(["public".to_owned()]);
    let staff = match &work.cx.actor {
        Actor::System => return Ok(BTreeSet::from(["all".to_owned()])),
        Actor::Staff(staff) => staff.clone(),
        actor => {
            marks.insert(actor.mark());
            return Ok(marks);
        }
    };
    marks.insert(format!("staff:{}", staff.id));
    let rules = work.office.rules_at(work.cx.at).rules;
    let code = action.code();
    for post in staff.posts.iter().filter(|post| rules.role_may(&post.role, code)) {
        match rules.role(&post.role).map_or(Reach::Nothing, |role| role.reach) {
            Reach::Nothing => continue,
            Reach::Unit => {}
            Reach::Below => {
                let below = units_below(work.tx, post.unit)?;
                marks.extend(below.into_iter().map(|unit| format!("unit:{unit}")));
            }
            Reach::District => return Ok(BTreeSet::from(["all".to_owned()])),
        }
        marks.insert(format!("unit:{}", post.unit));
    }
    Ok(marks)
}

/// The units at which the actor sits in a role that may do `action`.
pub fn units_with(work: &mut Work<'_, '_>, action: impl ActionWord) -> Result<Vec<Unit>, Problem> {
    let rules = work.office.rules_at(work.cx.at).rules;
    let code = action.code();
    let posts = work.cx.actor.staff().map(|staff| staff.posts.to_vec()).unwrap_or_default();
    let seats = posts.iter().filter(|post| rules.role_may(&post.role, code));
    let ids: BTreeSet<UnitId> = seats.map(|post| post.unit).collect();
    ids.into_iter().map(|id| unit(work.tx, id)).collect()
}

/// The units at which the actor sits, in whatever role.
pub fn own_units(work: &Work<'_, '_>) -> BTreeSet<UnitId> {
    let staff = work.cx.actor.staff();
    staff.map(|staff| staff.posts.iter().map(|post| post.unit).collect()).unwrap_or_default()
}

/// Whether what is owed stands with the actor: at one of his seats or with him by name, and he is not
/// barred from it.
pub fn owes<K: Kind>(
    work: &mut Work<'_, '_>,
    about: DossierId,
    kind: K,
    part: i64,
) -> Result<bool, Problem> {
    let found = standing(work, about)?;
    Ok(found.iter().any(|(code, at)| code == kind.code() && *at == part))
}

fn owes_any(work: &mut Work<'_, '_>, about: DossierId) -> Result<bool, Problem> {
    Ok(!standing(work, about)?.is_empty())
}

/// Kind and part of what stands with the actor.
fn standing(work: &mut Work<'_, '_>, about: DossierId) -> Result<Vec<(String, i64)>, Problem> {
    let Some(staff) = work.cx.actor.staff().cloned() else { return Ok(Vec::new()) };
    let rows = work.tx.rows(
        "select kind, part, at_unit, at_role, person from duty
         where district = $1 and dossier = $2 and barred not like $3",
        params![work.tx.district(), about, format!("%,{},%", staff.id)],
    )?;
    let mut own = Vec::new();
    for row in &rows {
        let person: Option<StaffId> = row.get("person")?;
        let (unit, role): (UnitId, Role) = (row.get("at_unit")?, row.get("at_role")?);
        let seated = staff.posts.iter().any(|post| post.unit == unit && post.role == role);
        if seated || person == Some(staff.id) {
            own.push((row.get("kind")?, row.get("part")?));
        }
    }
    Ok(own)
}

/// What is owed on a dossier, at whose seat, by when; soonest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The code of the duty.
    pub kind: String,
    /// Which part of the dossier it is about.
    pub part: i64,
    /// The unit, by name.
    pub unit: String,
    /// The person it is given to by name, if any.
    pub person: Option<String>,
    /// When it is near due.
    pub yellow: Moment,
    /// When it is due.
    pub due: Due,
}

/// Whose turn it is on a dossier.
pub fn turns(work: &mut Work<'_, '_>, id: DossierId) -> Result<Vec<Turn>, Problem> {
    let rows = work.tx.rows(
        "select kind, part, unit, person, yellow, due, provisional from duty
         where district = $1 and dossier = $2 order by due, kind, part",
        params![work.tx.district(), id],
    )?;
    let (mut names, mut turns) = (UnitNames::default(), Vec::new());
    for row in &rows {
        let person: Option<StaffId> = row.get("person")?;
        turns.push(Turn {
            kind: row.get("kind")?,
            part: row.get("part")?,
            unit: names.name(work.tx, row.get("unit")?)?,
            person: person.map(|id| staff_name(work, id)).transpose()?.flatten(),
            yellow: row.get("yellow")?,
            due: due(row, "due", "provisional")?,
        });
    }
    Ok(turns)
}
