use std::cmp::Reverse;

use xianban_kernel::{DossierId, PlaceId, Problem, UnitId};
use xianban_store::{Error, Row, params};

use super::glance::{Glance, glances_at};
use super::mine::OPEN;
use crate::appeals::nouns::{Appeal, Awaited};
use crate::appeals::rows::store;
use crate::office::Work;

/// So many open matters of one person are weighed, the newest.
const MOST: i64 = 60;

/// What of the actor's own is open.
#[derive(Clone, Debug, Default)]
pub struct OwnOpen {
    /// What waits for him, the most urgent first, at most three.
    pub waiting: Vec<Glance>,
    /// What goes on without him, the newest first, at most three.
    pub going: Vec<Glance>,
    /// How many there are in all, at most sixty.
    pub count: usize,
}

/// How many of each are shown.
const SHOWN: usize = 3;

/// What of the actor's own is open; a fixed number of statements, however many there are.
pub fn own_open(work: &mut Work<'_, '_>) -> Result<OwnOpen, Problem> {
    let now = work.cx.at;
    let sql = format!(
        "select id from appeal where district = $1 and applicant = $2 and {OPEN}
         order by id desc limit $3"
    );
    let rows = work.tx.rows(&sql, params![work.tx.district(), work.cx.actor.mark(), MOST])?;
    let ids = rows.iter().map(|row| row.get("id")).collect::<Result<Vec<DossierId>, _>>()?;
    let mut open = store::load_many(work.tx, work.office.district, &ids)?;
    let count = open.len();
    open.sort_by_key(|appeal| Reverse(appeal.id));
    let by = |appeal: &Appeal| match appeal.waits_for(now) {
        Some(Awaited::Rating { until }) => Some(until),
        Some(Awaited::Visit { at, .. }) => Some(at),
        None => None,
    };
    let (mut waiting, going): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|appeal| by(appeal).is_some());
    waiting.sort_by_key(by);
    let mut glances = |some: Vec<Appeal>| glances_at(work, some.into_iter().take(SHOWN).collect());
    Ok(OwnOpen { waiting: glances(waiting)?, going: glances(going)?, count })
}

/// Where the actor's last matters were: the unit and the place of the last whose place is known, else the
/// unit of the last; `None` when he never asked anything.
pub fn own_home(work: &mut Work<'_, '_>) -> Result<Option<(UnitId, Option<PlaceId>)>, Problem> {
    let rows = work.tx.rows(
        "select unit, place from appeal where district = $1 and applicant = $2
         order by id desc limit 20",
        params![work.tx.district(), work.cx.actor.mark()],
    )?;
    let home = |row: &Row| Ok((row.get("unit")?, row.get("place")?));
    let homes = rows.iter().map(home).collect::<Result<Vec<(UnitId, Option<PlaceId>)>, Error>>()?;
    Ok(homes.iter().find(|(_, place)| place.is_some()).or(homes.first()).copied())
}
