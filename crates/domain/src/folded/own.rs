use std::collections::BTreeSet;

use xianban_kernel::{Actor, DossierId, Problem, UnitId};
use xianban_store::params;

use crate::dossier::{self, Dossier};
use crate::duty::Kind;
use crate::office::Work;
use crate::organisation::{Unit, unit, units_below};
use crate::rules::{ActionWord, Reach};

/// Whether the actor may read a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reads {
    /// He may.
    It,
    /// To him it does not exist.
    Not,
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
        let person: Option<xianban_kernel::StaffId> = row.get("person")?;
        let (unit, role): (UnitId, xianban_kernel::Role) =
            (row.get("at_unit")?, row.get("at_role")?);
        let seated = staff.posts.iter().any(|post| post.unit == unit && post.role == role);
        if seated || person == Some(staff.id) {
            own.push((row.get("kind")?, row.get("part")?));
        }
    }
    Ok(own)
}
