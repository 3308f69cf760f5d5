use crate::rules::KEPT_APART;
use xianban_kernel::{Moment, Post, Problem, StaffId};
use xianban_store::{Error, params};

use super::account::{colleagues, posts_of};
use super::noted::noted;
use crate::ledger::{Field, What};
use crate::office::Work;
use crate::seats::settle;

/// Time away from work, with somebody who stands in (代理).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// From when.
    pub from: Moment,
    /// Until when.
    pub until: Moment,
    /// Who stands in.
    pub stand_in: StaffId,
    /// The stand-in's name.
    pub name: String,
}

/// Leaves one's posts to a colleague of the same unit for a time: he finds what is owed there in his
/// own queues and makes the moves under his own name. Nobody can leave more than a year ahead.
pub fn go_away(
    work: &mut Work<'_, '_>,
    stand_in: StaffId,
    from: Moment,
    until: Moment,
) -> Result<(), Problem> {
    let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.clone();
    let from = from.max(work.cx.at);
    if until <= from {
        return Err(Problem::fault("until", "结束时间要在开始以后。"));
    }
    if until.millis() - work.cx.at.millis() > 366 * 24 * 3_600_000 {
        return Err(Problem::fault("until", "最多可以设到一年以后。"));
    }
    let units: Vec<_> = posts_of(work, staff.id)?.iter().map(|post| post.unit).collect();
    let known = colleagues(work, &units)?;
    if stand_in == staff.id || !known.iter().any(|(id, ..)| *id == stand_in) {
        return Err(Problem::fault("stand_in", "请选本单位的一位同事。"));
    }
    work.tx.execute(
        "delete from absence where district = $1 and staff = $2 and until_at > $3",
        params![work.tx.district(), staff.id, work.cx.at],
    )?;
    work.tx.execute(
        "insert into absence (district, staff, from_at, until_at, stand_in, set_at)
         values ($1, $2, $3, $4, $5, $6)
         on conflict (district, staff, from_at) do update
         set until_at = excluded.until_at, stand_in = excluded.stand_in, set_at = excluded.set_at",
        params![work.tx.district(), staff.id, from, until, stand_in, work.cx.at],
    )?;
    let name = known.iter().find(|(id, ..)| *id == stand_in).map_or("", |(_, name, _)| name);
    let said = format!("{name}，{} 到 {}", from.day(), until.day());
    noted(work, staff.id, What::Changed, Field::new("代岗", "", said))?;
    settle(work).map(drop)
}

/// Back before the time.
pub fn come_back(work: &mut Work<'_, '_>) -> Result<(), Problem> {
    let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    work.tx.execute(
        "update absence set until_at = $1 where district = $2 and staff = $3 and until_at > $1",
        params![work.cx.at, work.tx.district(), staff],
    )?;
    noted(work, staff, What::Changed, Field::new("代岗", "代岗", "结束"))?;
    settle(work).map(drop)
}

/// The actor's absence that runs or is to come.
pub fn own_absence(work: &mut Work<'_, '_>) -> Result<Option<Absence>, Problem> {
    let staff = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    let row = work.tx.row(
        "select from_at, until_at, stand_in, name from absence
         join staff on staff.district = absence.district and staff.id = absence.stand_in
         where absence.district = $1 and absence.staff = $2 and until_at > $3 order by from_at limit 1",
        params![work.tx.district(), staff, work.cx.at],
    )?;
    let read = |row: xianban_store::Row| {
        let (from, until) = (row.get("from_at")?, row.get("until_at")?);
        Ok(Absence { from, until, stand_in: row.get("stand_in")?, name: row.get("name")? })
    };
    row.map(read).transpose()
}

/// Those for whom somebody stands in now, by name.
pub fn stands_in_for(work: &mut Work<'_, '_>, staff: StaffId) -> Result<Vec<String>, Problem> {
    let rows = work.tx.rows(
        "select name from absence join staff on staff.district = absence.district \
         and staff.id = absence.staff
         where absence.district = $1 and stand_in = $2 and absence.from_at <= $3 \
         and until_at > $3 order by name",
        params![work.tx.district(), staff, work.cx.at],
    )?;
    rows.iter().map(|row| Ok(row.get("name")?)).collect()
}

/// Whether somebody stands in for another now.
pub fn stands_in(work: &mut Work<'_, '_>, staff: StaffId, of: StaffId) -> Result<bool, Problem> {
    let row = work.tx.row(
        "select 1 as one from absence
         where district = $1 and stand_in = $2 and staff = $3 and from_at <= $4 and until_at > $4",
        params![work.tx.district(), staff, of, work.cx.at],
    )?;
    Ok(row.is_some())
}

/// The posts of those for whom somebody stands in now. Administrators that are kept apart lend none.
pub(super) fn lent_posts(work: &mut Work<'_, '_>, staff: StaffId) -> Result<Vec<Post>, Error> {
    let rows = work.tx.rows(
        "select post.unit, post.role from absence join post on post.district = absence.district \
         and post.staff = absence.staff
           join staff on staff.district = absence.district and staff.id = absence.staff \
           and staff.disabled_at is null
         where absence.district = $1 and absence.stand_in = $2 and absence.from_at <= $3 \
         and absence.until_at > $3
           and post.from_at <= $3 and (post.until_at is null or post.until_at > $3)
         group by post.unit, post.role order by post.unit, post.role",
        params![work.tx.district(), staff, work.cx.at],
    )?;
    let read =
        |row: &xianban_store::Row| Ok(Post { unit: row.get("unit")?, role: row.get("role")? });
    let lent = rows.iter().map(read).collect::<Result<Vec<Post>, Error>>()?;
    let rules = &work.office.rules_at(work.cx.at).rules;
    let free = |post: &Post| !KEPT_APART.iter().any(|action| rules.role_may(&post.role, *action));
    Ok(lent.into_iter().filter(free).collect())
}
