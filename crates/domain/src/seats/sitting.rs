use std::collections::{BTreeMap, HashMap, HashSet};

use xianban_kernel::{Post, Problem, Role, StaffId, UnitId};
use xianban_store::{Error, params};

use super::table;
use crate::office::Work;
use crate::rules::{KEPT_APART, Rules};

/// Who sits at each seat of the district now and can act there: accounts in use; for those who are
/// away whoever stands in, himself there. At the platform office, above which is nobody, those who are
/// away count when nobody else is left.
pub(super) fn sitting(
    work: &mut Work<'_, '_>,
    office: Option<UnitId>,
) -> Result<BTreeMap<Post, Vec<StaffId>>, Error> {
    let rows = work.tx.rows(
        "select distinct post.unit, post.role, post.staff from post
           join staff on staff.district = post.district and staff.id = post.staff
           join unit on unit.district = post.district and unit.id = post.unit
         where unit.district = $1 and staff.disabled_at is null
           and post.from_at <= $2 and (post.until_at is null or post.until_at > $2)
         order by post.unit, post.role, post.staff",
        params![work.office.district, work.cx.at],
    )?;
    let (mut held, mut acting) = (Vec::with_capacity(rows.len()), HashSet::new());
    for row in &rows {
        let staff: StaffId = row.get("staff")?;
        acting.insert(staff);
        held.push((Post { unit: row.get("unit")?, role: row.get("role")? }, staff));
    }
    let away = away(work)?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let mut sitting: BTreeMap<Post, Vec<StaffId>> = BTreeMap::new();
    let mut gone: BTreeMap<Post, Vec<StaffId>> = BTreeMap::new();
    for (seat, staff) in held {
        let Some(stand_in) = away.get(&staff) else {
            sitting.entry(seat).or_default().push(staff);
            continue;
        };
        let there = acting.contains(stand_in) && !away.contains_key(stand_in);
        if there && !is_kept_apart(rules, &seat) {
            sitting.entry(seat).or_default().push(*stand_in);
        } else {
            gone.entry(seat).or_default().push(staff);
        }
    }
    for (seat, staff) in gone {
        if Some(seat.unit) == office && !sitting.contains_key(&seat) {
            sitting.insert(seat, staff);
        }
    }
    for people in sitting.values_mut() {
        people.sort_unstable();
        people.dedup();
    }
    Ok(sitting)
}

/// Who is away now, and who stands in for him.
fn away(work: &mut Work<'_, '_>) -> Result<HashMap<StaffId, StaffId>, Error> {
    let rows = work.tx.rows(
        "select staff, stand_in from absence where district = $1 and from_at <= $2 and until_at > $2",
        params![work.tx.district(), work.cx.at],
    )?;
    rows.iter().map(|row| Ok((row.get("staff")?, row.get("stand_in")?))).collect()
}

/// Seats of administrators that are kept apart: nobody stands for them, and they are lent to nobody.
pub(super) fn is_kept_apart(rules: &Rules, seat: &Post) -> bool {
    KEPT_APART.iter().any(|action| rules.role_may(&seat.role, *action))
}

/// Who acts from a seat now, by the table.
pub(crate) fn sitters(work: &mut Work<'_, '_>, seat: &Post) -> Result<Vec<StaffId>, Problem> {
    Ok(table::read(work.tx, work.office.district, seat)?
        .map(|line| line.people)
        .unwrap_or_default())
}

/// Whether somebody who is named for something can be had for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reach {
    /// He is there himself.
    Himself,
    /// He is away, and this one stands in.
    StandIn(StaffId),
    /// Neither: whoever else sits there.
    Nobody,
}

/// Whether `staff`, named for something at `unit` or at any seat of his, can be had for it now.
pub(crate) fn reach(
    work: &mut Work<'_, '_>,
    staff: StaffId,
    unit: Option<UnitId>,
) -> Result<Reach, Problem> {
    if !acts(work, staff, unit)? {
        return Ok(Reach::Nobody);
    }
    let away = away(work)?;
    let Some(stand_in) = away.get(&staff).copied() else { return Ok(Reach::Himself) };
    let there = !away.contains_key(&stand_in) && acts(work, stand_in, None)?;
    Ok(if there { Reach::StandIn(stand_in) } else { Reach::Nobody })
}

/// Whether an account is in use and holds a post, at this unit if one is named.
fn acts(work: &mut Work<'_, '_>, staff: StaffId, unit: Option<UnitId>) -> Result<bool, Error> {
    let rows = work.tx.rows(
        "select post.unit from post join staff on staff.district = post.district \
         and staff.id = post.staff
         where post.district = $1 and post.staff = $2 and staff.disabled_at is null
         and post.from_at <= $3 and (post.until_at is null or post.until_at > $3)",
        params![work.tx.district(), staff, work.cx.at],
    )?;
    let held = rows.iter().map(|row| row.get("unit")).collect::<Result<Vec<UnitId>, _>>()?;
    Ok(unit.map_or(!held.is_empty(), |unit| held.contains(&unit)))
}

/// Who sits in a role at the units below `around` and at the one above it, by unit.
pub(crate) fn sitters_around(
    work: &mut Work<'_, '_>,
    around: UnitId,
    role: &Role,
) -> Result<Vec<(UnitId, Vec<StaffId>)>, Problem> {
    let rows = work.tx.rows(
        "select seat.unit from seat join unit on unit.district = seat.district and unit.id = seat.unit
         where seat.district = $1 and seat.role = $2 and seat.people <> ''
           and (unit.superior = $3 or unit.id = (select superior from unit \
           where unit.district = $1 and id = $3))
         order by seat.unit",
        params![work.office.district, role, around],
    )?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        let seat = Post { unit: row.get("unit")?, role: role.clone() };
        found.push((seat.unit, sitters(work, &seat)?));
    }
    Ok(found)
}
