use xianban_kernel::{Certainty, DossierId, Due, Moment, Post, Problem, Staff, StaffId};
use xianban_store::{Error, Result, Row, Tx, params};

use super::noun::{Duty, Kind, Place};
use crate::office::Work;
use crate::seats::stands_for;

/// Replaces the duties of a dossier, whose row is written: what queues are sifted by is copied from it.
pub(crate) fn replace<K: Kind>(tx: &mut Tx<'_>, about: DossierId, owed: &[Place<K>]) -> Result<()> {
    let district = tx.district();
    tx.execute("delete from duty where district = $1 and dossier = $2", params![district, about])?;
    for Place { duty, wake, barred, at, lifted } in owed {
        let ids: Vec<String> = barred.iter().map(ToString::to_string).collect();
        let barred = if ids.is_empty() { String::new() } else { format!(",{},", ids.join(",")) };
        tx.execute(
            "insert into duty (district, dossier, kind, part, unit, role, since, yellow, due, wake,
               person, at_unit, at_role, lifted, barred, provisional, of_sort, of_list)
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
               (select cast($3 as text) || '/' || sort from dossier where district = $1 and id = $2),
               (select cast($3 as text) || '/' || list from dossier where district = $1 and id = $2))",
            params![
                district,
                about,
                duty.kind.code(),
                duty.part,
                duty.unit,
                duty.role,
                duty.since,
                duty.yellow,
                duty.due.at,
                *wake,
                duty.person,
                at.unit,
                at.role,
                i64::from(*lifted),
                barred,
                i64::from(duty.due.is_provisional()),
            ],
        )?;
    }
    Ok(())
}

/// The duties of a dossier, by kind and part, each with the moment it wakes.
pub(crate) fn of<K: Kind>(
    tx: &mut Tx<'_>,
    about: DossierId,
) -> Result<Vec<(Duty<K>, Option<Moment>)>> {
    let rows = tx.rows(
        "select kind, part, unit, role, since, yellow, due, provisional, wake, person from duty
         where district = $1 and dossier = $2 order by kind, part",
        params![tx.district(), about],
    )?;
    let read = |row: &Row| {
        let code: String = row.get("kind")?;
        let unknown = || Error::inconsistent("duty", &about, format!("kind is {code}"));
        let duty = Duty {
            kind: K::from_code(&code).ok_or_else(unknown)?,
            part: row.get("part")?,
            unit: row.get("unit")?,
            role: row.get("role")?,
            person: row.get("person")?,
            since: row.get("since")?,
            yellow: row.get("yellow")?,
            due: due(row, "due", "provisional")?,
        };
        Ok((duty, row.get("wake")?))
    };
    rows.iter().map(read).collect()
}

/// A due moment with its mark, from two columns of `duty`.
pub(crate) fn due(row: &Row, at: &'static str, provisional: &'static str) -> Result<Due> {
    let certainty = match row.get(provisional)? {
        0_i64 => Certainty::Published,
        _ => Certainty::Provisional,
    };
    Ok(Due { at: row.get(at)?, certainty })
}

/// Seats whose duty on this dossier stands with somebody further up, for everybody below is barred.
pub fn lifted_to(tx: &mut Tx<'_>, about: DossierId, staff: &Staff) -> Result<Vec<Post>> {
    let rows = tx.rows(
        "select unit, role, at_unit, at_role from duty
         where district = $1 and dossier = $2 and lifted = 1",
        params![tx.district(), about],
    )?;
    let mut seats = Vec::new();
    for row in &rows {
        if staff.posts.contains(&at(row)?) {
            seats.push(Post { unit: row.get("unit")?, role: row.get("role")? });
        }
    }
    Ok(seats)
}

/// With whom a duty stands instead of its own seat, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Nobody sits there; this seat stands for it.
    Empty(Post),
    /// Everybody there had a hand in it; it stands at this seat.
    Barred(Post),
}

/// Where the ladder of seats ended for a duty; `None` when somebody of its own seat has it.
pub fn instead<K: Kind>(
    work: &mut Work<'_, '_>,
    about: DossierId,
    duty: &Duty<K>,
) -> std::result::Result<Option<Instead>, Problem> {
    let row = work.tx.row(
        "select at_unit, at_role from duty
         where district = $1 and dossier = $2 and kind = $3 and part = $4 and lifted = 1",
        params![work.tx.district(), about, duty.kind.code(), duty.part],
    )?;
    if let Some(row) = row {
        return Ok(Some(Instead::Barred(at(&row)?)));
    }
    Ok(stands_for(work, &duty.seat())?.map(Instead::Empty))
}

/// What of a dossier stands with the actor himself, the most urgent first.
pub fn own<K: Kind>(
    work: &mut Work<'_, '_>,
    about: DossierId,
) -> std::result::Result<Vec<K>, Problem> {
    let Some(staff) = work.cx.actor.staff().cloned() else { return Ok(Vec::new()) };
    let rows = work.tx.rows(
        "select kind, at_unit, at_role, person from duty
         where district = $1 and dossier = $2 and barred not like $3 order by due, kind",
        params![work.tx.district(), about, format!("%,{},%", staff.id)],
    )?;
    let mut own = Vec::new();
    for row in &rows {
        let named: Option<StaffId> = row.get("person")?;
        if named == Some(staff.id) || staff.posts.contains(&at(row)?) {
            let code: String = row.get("kind")?;
            own.extend(K::from_code(&code));
        }
    }
    Ok(own)
}

fn at(row: &Row) -> Result<Post> {
    Ok(Post { unit: row.get("at_unit")?, role: row.get("at_role")? })
}
