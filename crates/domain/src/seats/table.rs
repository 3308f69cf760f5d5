use std::collections::BTreeMap;

use xianban_kernel::{Post, StaffId};
use xianban_store::{Error, Row, Tx, params};

use crate::office::Work;

/// Seats that somebody may stand for at once: a district where more are empty has other worries.
const MOST: i64 = 500;

/// A line of the table of seats.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Line {
    /// Who sits there.
    pub(super) people: Vec<StaffId>,
    /// While nobody does: the seat that stands for it.
    pub(super) to: Option<Post>,
}

fn line(row: &Row) -> Result<Line, Error> {
    let people: String = row.get("people")?;
    let ids = people.split(',').filter_map(|id| id.parse().ok().map(StaffId::new));
    let unit: Option<_> = row.get("to_unit")?;
    let role: Option<_> = row.get("to_role")?;
    let to = unit.zip(role).map(|(unit, role)| Post { unit, role });
    Ok(Line { people: ids.collect(), to })
}

/// The line of one seat.
pub(super) fn read(tx: &mut Tx<'_>, district: i64, seat: &Post) -> Result<Option<Line>, Error> {
    let row = tx.row(
        "select people, to_unit, to_role from seat
         where district = $1 and unit = $2 and role = $3",
        params![district, seat.unit, seat.role],
    )?;
    row.as_ref().map(line).transpose()
}

/// All lines of a district: a few for each unit.
pub(super) fn all(tx: &mut Tx<'_>, district: i64) -> Result<BTreeMap<Post, Line>, Error> {
    let rows = tx.rows(
        "select unit, role, people, to_unit, to_role from seat where district = $1",
        params![district],
    )?;
    let read = |row: &Row| {
        let seat = Post { unit: row.get("unit")?, role: row.get("role")? };
        Ok((seat, line(row)?))
    };
    rows.iter().map(read).collect()
}

pub(super) fn write(tx: &mut Tx<'_>, district: i64, seat: &Post, line: &Line) -> Result<(), Error> {
    let people: Vec<String> = line.people.iter().map(ToString::to_string).collect();
    let (to_unit, to_role) = line.to.clone().map(|to| (to.unit, to.role)).unzip();
    tx.execute(
        "insert into seat (district, unit, role, people, to_unit, to_role)
         values ($1, $2, $3, $4, $5, $6) on conflict (district, unit, role) do update
         set people = excluded.people, to_unit = excluded.to_unit, to_role = excluded.to_role",
        params![district, seat.unit, seat.role, people.join(","), to_unit, to_role],
    )?;
    Ok(())
}

pub(super) fn forget(tx: &mut Tx<'_>, district: i64, seat: &Post) -> Result<(), Error> {
    tx.execute(
        "delete from seat where district = $1 and unit = $2 and role = $3",
        params![district, seat.unit, seat.role],
    )?;
    Ok(())
}

/// The empty seats that whoever sits at `posts` stands for now: those that owe something.
pub(crate) fn stood_for(work: &mut Work<'_, '_>, posts: &[Post]) -> Result<Vec<Post>, Error> {
    let mut found = Vec::new();
    for post in posts {
        let rows = work.tx.rows(
            "select seat.unit, seat.role from seat
             where seat.district = $1 and seat.to_unit = $2 and seat.to_role = $3 \
             and exists (select 1 from duty
               where duty.at_unit = seat.unit and duty.at_role = seat.role)
             order by seat.unit, seat.role limit $4",
            params![work.tx.district(), post.unit, post.role, MOST],
        )?;
        for row in &rows {
            let seat = Post { unit: row.get("unit")?, role: row.get("role")? };
            if !posts.contains(&seat) && !found.contains(&seat) {
                found.push(seat);
            }
        }
    }
    Ok(found)
}
