//! A year of synthetic matters: rows as appeals leave them, not lived ones. Each has its dossier, its
//! readers, its facts and, while it is open, a duty; there are no events, no words and no vault. What is
//! added up of them is made by the program's own [`add_some`], change by change.

use std::time::{Duration, Instant};

use xianban_domain::figures::{Count, add_some};
use xianban_domain::office::Office;
use xianban_domain::organisation::{Place, PlaceKind, UnitKind, places_of, unit_by_code, units_of};
use xianban_kernel::{Draw, GridId, Moment, PlaceId, Problem, Seed};
use xianban_store::Tx;
use xianban_store::copy::{Table, tables};

use super::rows::{Fact, Matter, Rows, Spot};
use crate::Outcome;
use crate::ground::{COMMUNITY, DISTRICT};
use crate::speed::number;

/// Written in one transaction.
const AT_ONCE: usize = 5_000;
const HOUR: i64 = 3_600_000;
const YEAR: i64 = 365 * 24 * HOUR;
/// In a hundred: at a building; the others lie in a street of which nothing more is known.
const AT_A_BUILDING: u64 = 90;
/// In a hundred: handled by the community's unit itself.
const AT_THE_COMMUNITY: u64 = 55;
/// In a thousand: not closed, however long ago it was filed.
const STUCK: u64 = 3;
/// Everything else is closed within so many hours.
const CLOSED_WITHIN: u64 = 120;
/// Due so long after it was filed.
const LIMIT: i64 = 5 * 24 * HOUR;

/// What it took.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Changes that were added up.
    pub changes: usize,
    /// Writing the rows.
    pub writing: Duration,
    /// Adding the changes up, a commit each time.
    pub adding: Duration,
}

/// What matters are drawn from.
struct Stage {
    now: Moment,
    buildings: Vec<Spot>,
    streets: Vec<Spot>,
    community: i64,
    handlers: Vec<i64>,
    /// Each with its list of five.
    matters: Vec<(String, String)>,
}

/// Writes so many matters, spread evenly over the year that ends now, the oldest first.
pub fn write(office: &Office, matters: usize, seed: u64, now: Moment) -> Outcome<Written> {
    let stage = Stage::of(office, now)?;
    let tables = office.db.read_blocking(|tx| tables(tx).map_err(Problem::from))?;
    let (mut draw, mut written) = (Seed::fixed(seed).draw(), Written::default());
    for first in (0..matters).step_by(AT_ONCE) {
        let last = (first + AT_ONCE).min(matters);
        let mut rows = Rows::default();
        for n in first..last {
            let (n, all) = (i64::try_from(n)?, i64::try_from(matters)?);
            let filed = now.plus_millis(YEAR.saturating_mul(n) / all - YEAR);
            let matter = stage.matter(&mut draw, n, filed);
            written.changes += matter.facts.len();
            rows.add(&matter);
        }
        let began = Instant::now();
        insert(office, &tables, rows)?;
        written.writing += began.elapsed();
        let began = Instant::now();
        while office.db.write_blocking(Seed::fresh(), add_some)? > 0 {}
        written.adding += began.elapsed();
        let Written { changes, writing, adding } = written;
        eprintln!("{last} of {matters} matters, {changes} facts: {writing:.1?} and {adding:.1?}");
    }
    Ok(written)
}

impl Stage {
    fn of(office: &Office, now: Moment) -> Outcome<Self> {
        let rules = office.rules_at(now).rules;
        let matters = rules.matters().map(|one| (one.list().to_owned(), one.code())).collect();
        let read = |tx: &mut Tx<'_>| {
            let buildings = places_of(tx, DISTRICT, PlaceKind::Building)?;
            let streets = places_of(tx, DISTRICT, PlaceKind::Street)?;
            let community = unit_by_code(tx, DISTRICT, COMMUNITY)?.ok_or(Problem::NotFound)?;
            let mut handlers = Vec::new();
            for kind in [
                UnitKind::DistrictDepartment,
                UnitKind::StreetDepartment,
                UnitKind::PropertyCompany,
            ] {
                handlers.extend(units_of(tx, DISTRICT, kind)?.iter().map(|one| one.id.value()));
            }
            let spots = |places: Vec<Place>| places.iter().map(spot).collect::<Vec<_>>();
            Ok::<_, Problem>((spots(buildings), spots(streets), community.id.value(), handlers))
        };
        let (buildings, streets, community, handlers) = office.db.read_blocking(read)?;
        Ok(Self { now, buildings, streets, community, handlers, matters })
    }

    /// The nth matter, filed then, and what has become of it by now.
    fn matter(&self, draw: &mut Draw, n: i64, filed: Moment) -> Matter {
        let at_a_building = draw.below(100) < AT_A_BUILDING;
        let spots = if at_a_building { &self.buildings } else { &self.streets };
        let handler = if draw.below(100) < AT_THE_COMMUNITY {
            self.community
        } else {
            one(draw, &self.handlers)
        };
        let (list, code) = one(draw, &self.matters);
        let hours = 2 + i64::try_from(draw.below(CLOSED_WITHIN)).unwrap_or_default();
        let closed = filed.plus_hours(hours);
        let open = draw.below(1000) < STUCK || closed > self.now;
        let accepted = filed.plus_hours(1);
        let mut facts = vec![Fact::new(Count::Filed, 0, filed, self.community)];
        if accepted <= self.now {
            facts.push(Fact::new(Count::Accepted, 0, accepted, self.community));
        }
        if open {
            let hard = (draw.below(20) == 0).then_some(Count::Hard);
            let stands = [Count::Open, Count::AtCarry].into_iter().chain(hard);
            facts.extend(stands.map(|count| Fact::new(count, 0, filed, handler)));
        } else {
            let closing = closing(draw).into_iter();
            facts.extend(closing.map(|(count, n)| Fact::new(count, n, closed, handler)));
        }
        let due = open.then(|| filed.plus_millis(LIMIT));
        Matter {
            n,
            filed,
            spot: one(draw, spots),
            own: self.community,
            handler,
            list,
            code,
            facts,
            due,
        }
    }
}

/// What is counted of a matter that was closed after its first round.
fn closing(draw: &mut Draw) -> Vec<(Count, i64)> {
    let mut within = |hundredths: u64| draw.below(100) < hundredths;
    let mut counts = vec![(Count::Closed, 0), (Count::ClosedAsked, 0), (Count::Handled, 1)];
    if within(97) {
        counts.push((Count::InTime, 1));
    }
    if within(60) {
        counts.extend([(Count::ClosedRated, 0), (Count::Rated, 1)]);
        if within(96) {
            counts.extend([(Count::ClosedSatisfied, 0), (Count::Satisfied, 1)]);
        } else {
            counts.push((Count::Low, 1));
        }
        if within(92) {
            counts.push((Count::Solved, 1));
        }
    }
    counts
}

/// One of several, every one equally likely.
fn one<T: Clone + Default>(draw: &mut Draw, of: &[T]) -> T {
    let bound = u64::try_from(of.len()).unwrap_or(1).max(1);
    let place = usize::try_from(draw.below(bound)).unwrap_or_default();
    of.get(place).cloned().unwrap_or_default()
}

fn spot(place: &Place) -> Spot {
    let at = |kind| place.at(kind).map_or(0, PlaceId::value);
    Spot {
        place: place.id.value(),
        street: at(PlaceKind::Street),
        community: at(PlaceKind::Community),
        estate: at(PlaceKind::Estate),
        grid: place.grid.map_or(0, GridId::value),
    }
}

fn insert(office: &Office, tables: &[Table], rows: Rows) -> Outcome<()> {
    let (tables, rows) = (tables.to_vec(), rows.by_table());
    let write = move |tx: &mut Tx<'_>| {
        for (name, columns, rows) in &rows {
            let table = tables.iter().find(|table| table.name == *name);
            let table = table.ok_or_else(|| Problem::broken(format!("there is no {name}")))?;
            table.insert(tx, columns, rows)?;
        }
        Ok::<_, Problem>(())
    };
    Ok(office.db.write_blocking(Seed::fresh(), write)?)
}

impl Written {
    /// How long adding up a thousand changes took, in milliseconds.
    pub fn ms_per_thousand(&self) -> f64 {
        self.adding.as_secs_f64() * 1_000_000.0 / number(self.changes.max(1))
    }
}

#[cfg(test)]
mod tests {
    use xianban_kernel::Clock;
    use xianban_store::{Db, SqliteOptions, params};

    use super::*;
    use crate::ground;

    #[test]
    fn what_is_added_up_is_what_was_written() {
        let folder = tempfile::tempdir().unwrap();
        let db = Db::sqlite(&folder.path().join("xianban.db"), SqliteOptions::default()).unwrap();
        ground::lay_ground(&db, 1).unwrap();
        let office = ground::office(&db).unwrap();
        let written = write(&office, 300, 1, Clock::machine().now()).unwrap();
        let number = |sql: &'static str| {
            let read = move |tx: &mut Tx<'_>| {
                let row = tx.row(sql, params![DISTRICT])?.ok_or(Problem::NotFound)?;
                Ok::<i64, Problem>(row.get("n")?)
            };
            office.db.read_blocking(read).unwrap()
        };
        let facts = number("select count(*) as n from fact where district = $1");
        let added = number(
            "select cast(sum(number) as bigint) as n from tally
             where district = $1 and scope = 'd' and facet = 'all' and day < 1000000",
        );
        let open = number("select count(*) as n from fact where district = $1 and count = 'open'");
        let owed = number("select count(*) as n from duty where district = $1");
        let filed =
            number("select count(*) as n from fact where district = $1 and count = 'filed'");
        assert_eq!((facts, added), (i64::try_from(written.changes).unwrap(), facts));
        assert_eq!((filed, owed), (300, open));
        assert!(open > 0);
    }
}
