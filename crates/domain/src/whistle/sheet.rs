use std::collections::BTreeMap;

use xianban_kernel::{Moment, Problem, UnitId};

use super::noun::{Receiver, Stage, Standing, Whistle};
use super::words::Action;
use crate::folded::{self, Page};
use crate::office::Work;
use crate::organisation::UnitNames;

/// The score of one unit in a period: whole units only, both sides on one sheet, persons never.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// Its name.
    pub name: String,
    /// Whistles it blew.
    pub blown: i64,
    /// Of those the ones that were judged.
    pub judged: i64,
    /// Of those the ones that were rightly blown.
    pub rightly: i64,
    /// How often it was called, where nobody ruled that it need not come.
    pub called: i64,
    /// Of those how often it answered within the limit.
    pub responded: i64,
    /// How often it came on site and that was confirmed or denied.
    pub arrivals: i64,
    /// Of those in time.
    pub in_time: i64,
    /// Its parts of whistles that are closed.
    pub closed: i64,
    /// Of those solved, as the whistler said.
    pub solved: i64,
}

/// Both sides' scores in a period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// By unit, in the order of their rows: no ranking.
    pub units: Vec<(UnitId, Scored)>,
    /// How many whistles were blown in it.
    pub whistles: i64,
    /// How often the level above ruled that somebody need not come: left out of `called`.
    pub excused: i64,
}

/// Whistles read at once.
const PAGE: i64 = 500;

/// The sheet over all whistles blown in a period, of those that the actor may read.
pub fn sheet(work: &mut Work<'_, '_>, from: Moment, until: Moment) -> Result<Sheet, Problem> {
    let (mut units, mut sheet) = (BTreeMap::<UnitId, Scored>::new(), Sheet::default());
    let mut page = Page {
        open: false,
        from: Some(from),
        until: Some(until),
        with: None,
        after: None,
        most: PAGE,
    };
    loop {
        let found = folded::list::<Whistle>(work, Action::Read, &page)?;
        page.after = found.last().map(|held| held.id);
        for held in &found {
            add(&mut units, &mut sheet, held);
        }
        if i64::try_from(found.len()).unwrap_or(PAGE) < PAGE {
            break;
        }
    }
    let mut names = UnitNames::default();
    for (id, scored) in &mut units {
        scored.name = names.name(work.tx, *id)?;
    }
    sheet.units = units.into_iter().collect();
    Ok(sheet)
}

fn add(units: &mut BTreeMap<UnitId, Scored>, sheet: &mut Sheet, whistle: &Whistle) {
    if whistle.blown.is_none() || whistle.standing == Standing::Recalled {
        return;
    }
    sheet.whistles += 1;
    let own = units.entry(whistle.unit.unit).or_default();
    own.blown += 1;
    own.judged += i64::from(whistle.rightly.is_some());
    own.rightly += i64::from(whistle.rightly == Some(true));
    for one in &whistle.receivers {
        if one.stage == Stage::Excused {
            sheet.excused += 1;
        } else {
            score(units.entry(one.unit.unit).or_default(), one);
        }
    }
}

fn score(unit: &mut Scored, one: &Receiver) {
    unit.called += 1;
    unit.responded += i64::from(one.responded.is_some() && !one.was_silent);
    unit.arrivals += i64::from(one.in_time.is_some());
    unit.in_time += i64::from(one.in_time == Some(true));
    unit.closed += i64::from(one.solved.is_some());
    unit.solved += i64::from(one.solved == Some(true));
}
