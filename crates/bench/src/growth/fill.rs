//! Many appeals, lived in one transaction after another; and what the program does beside: letters go
//! out, events are sealed, figures added up, ended windows closed, cards given.

use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;
use tokio::runtime::Runtime;
use xianban_domain::appeals::close_ended;
use xianban_domain::dossier::seal_waiting;
use xianban_domain::figures::add_some;
use xianban_domain::identity::record_person;
use xianban_domain::office::{Office, Work};
use xianban_domain::retention::clear_out;
use xianban_domain::rooms;
use xianban_kernel::{Actor, Context, Moment, PhoneNumber, Problem, Seed};
use xianban_store::{Tx, claim_letters, finish_letter, params};
use xianban_year::{Figures, Plan, begin, live};

use super::copies::Copies;
use super::life::{Life, Lived, OFTEN_FILES};
use super::stage::Stage;
use crate::Outcome;
use crate::ground::{DISTRICT, does_at};
use crate::speed::number;

/// Lived in one transaction.
const TOGETHER: usize = 200;
/// After so many transactions what waits is sealed and added up.
const PIECES: usize = 10;
/// Appeals of which the numbers are kept, to ask for their pages.
const KNOWN: usize = 400;
/// Years over which the appeals are spread.
pub const YEARS: i64 = 5;
const YEAR: i64 = 365 * 24 * 3_600_000;

/// What growing to a size took.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub struct Grown {
    /// Appeals that were added.
    pub appeals: usize,
    /// Moves made, the filings with them.
    pub moves: u64,
    /// Seconds in the verbs with their commits.
    pub verbs_s: f64,
    /// Seconds of sealing.
    pub sealing_s: f64,
    /// Seconds of adding figures up.
    pub adding_s: f64,
    /// Seconds of closing ended windows, giving cards and clearing out.
    pub looking_s: f64,
    /// Appeals that were copied.
    pub copies: usize,
    /// Seconds of copying.
    pub copying_s: f64,
}

/// What stands in the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Appeals.
    pub appeals: i64,
    /// Those that have a duty.
    pub open: i64,
    /// Events.
    pub events: i64,
    /// Events under no seal.
    pub unsealed: i64,
    /// Changes of figures that are not added up.
    pub changes: i64,
    /// Appeals filed, as the figures say.
    pub counted: i64,
}

/// Fills a district.
pub struct Filler {
    office: Office,
    stage: Arc<Stage>,
    runtime: Runtime,
    seed: Seed,
    filled: usize,
    /// Appeals of the demo's year.
    told: usize,
    /// The first that were lived.
    pub known: Vec<Lived>,
}

impl Filler {
    /// Of an office with this stage.
    pub fn new(office: &Office, stage: Stage, seed: u64) -> Outcome<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (office, stage, seed) = (office.clone(), Arc::new(stage), Seed::fixed(seed));
        Ok(Self { office, stage, runtime, seed, filled: 0, told: 0, known: Vec::new() })
    }

    /// Lives the demo's small year, so that there are whistles, consultations, meetings and praise.
    pub fn tell_the_year(&mut self) -> Outcome<()> {
        let calendar = self.office.rules_at(begin()).calendar;
        let plan = Plan::of(&Figures::SMALL, &calendar, Seed::fixed(1))?;
        let year = live((&self.office, None), plan, &self.stage.hash, Seed::fixed(2), |_| ());
        self.runtime.block_on(year)?;
        self.told = usize::try_from(self.standing()?.appeals)?;
        Ok(())
    }

    /// Copies what was lived, up to so many appeals.
    pub fn copy(&self, copies: &mut Copies, to: usize, grown: &mut Grown) -> Outcome<()> {
        let began = Instant::now();
        let more = to.saturating_sub(usize::try_from(self.standing()?.appeals)?);
        copies.grow(more)?;
        grown.copies += more;
        grown.copying_s += began.elapsed().as_secs_f64();
        self.tidies(grown)
    }

    /// What can be copied from now on: what is over, or what is open too.
    pub fn copies(&self, open_too: bool) -> Outcome<Copies> {
        let growing: PhoneNumber = OFTEN_FILES.parse().map_err(|_| "no such phone")?;
        let verb = move |work: &mut Work<'_, '_>| record_person(work, &growing, None);
        let stays = does_at(&self.office, self.stage.now, verb)?;
        let span = (self.stage.now.plus_millis(-YEARS * YEAR), self.stage.now);
        Copies::prepare(&self.office, (stays, open_too), span, self.seed.part(u64::MAX))
    }

    /// Fills it up to so many appeals, those of the year with them. Those of each size are spread over all the years: so a month has
    /// as much of everything at each size, for what there is.
    pub fn grow(&mut self, to: usize) -> Outcome<Grown> {
        let mut grown = Grown::default();
        let to = to.saturating_sub(self.told);
        if self.filled >= to {
            return Ok(grown);
        }
        let (first, count) = (self.filled, to.saturating_sub(self.filled));
        let mut pieces = 0;
        while self.filled < to {
            let last = (self.filled + TOGETHER).min(to);
            let began = Instant::now();
            let lived = self.together((self.filled, last), (first, count))?;
            grown.verbs_s += began.elapsed().as_secs_f64();
            grown.appeals += lived.len();
            grown.moves += lived.iter().map(|one| one.moves).sum::<u64>();
            // What waits for review is rare: all of the first size is kept.
            let room = KNOWN.saturating_sub(self.known.len());
            let kept = |one: &(usize, Lived)| one.0 < room || (first == 0 && one.1.reviewed);
            let lived = lived.into_iter().enumerate().filter(kept);
            self.known.extend(lived.map(|(_, one)| one));
            (self.filled, pieces) = (last, pieces + 1);
            if pieces % PIECES == 0 || self.filled == to {
                self.tidies(&mut grown)?;
                let rate = number(grown.appeals) / grown.verbs_s;
                eprintln!("{} of {to} appeals, {rate:.0} a second", self.filled);
            }
        }
        let began = Instant::now();
        self.looks()?;
        grown.looking_s = began.elapsed().as_secs_f64();
        self.tidies(&mut grown)?;
        Ok(grown)
    }

    /// Lives some in one transaction.
    fn together(
        &self,
        (from, to): (usize, usize),
        (first, count): (usize, usize),
    ) -> Outcome<Vec<Lived>> {
        let (office, stage, seed) = (self.office.clone(), Arc::clone(&self.stage), self.seed);
        let (first, count) = (i64::try_from(first)?, i64::try_from(count.max(1))?);
        let job = move |tx: &mut Tx<'_>| {
            let cx = Context::new(Actor::System, stage.now, seed.part(large(from)));
            let mut work = Work::new(tx, &cx, &office);
            let mut lived = Vec::with_capacity(to - from);
            for n in from..to {
                let nth = i64::try_from(n).unwrap_or(0) - first;
                let filed = stage.now.plus_millis(YEARS * YEAR / count * (nth - count));
                // Parts of a seed are numbered: those of a life lie apart from those of the next.
                let own = seed.part(large(n)).part(0);
                lived.push(Life::drawn(&stage, n, filed, own)?.live(&mut work)?);
            }
            let nth = i64::try_from(to).unwrap_or(0) - first;
            let then = stage.now.plus_millis(YEARS * YEAR / count * (nth - count));
            deliver(&mut work, then)?;
            Ok::<_, Problem>(lived)
        };
        Ok(self.office.db.write_blocking(self.seed.part(large(from)), job)?)
    }

    /// What waits is sealed and added up.
    fn tidies(&self, grown: &mut Grown) -> Outcome<()> {
        let (db, now) = (&self.office.db, self.stage.now);
        let began = Instant::now();
        self.runtime.block_on(seal_waiting(db, &self.office.keys, DISTRICT, now))?;
        grown.sealing_s += began.elapsed().as_secs_f64();
        let began = Instant::now();
        while db.write_blocking(Seed::fresh(), add_some)? > 0 {}
        grown.adding_s += began.elapsed().as_secs_f64();
        Ok(())
    }

    /// The program looks at what is due, as it does all the time.
    fn looks(&self) -> Outcome<()> {
        let cx = Context::new(Actor::System, self.stage.now, Seed::fresh());
        self.runtime.block_on(async {
            close_ended(&self.office, &cx).await?;
            rooms::sweep(&self.office, &cx).await?;
            clear_out(&self.office, &cx).await
        })?;
        Ok(())
    }

    /// What stands in the database now.
    pub fn standing(&self) -> Outcome<Standing> {
        Ok(self.office.db.read_blocking(|tx| {
            let mut count = |sql: &str| -> Result<i64, Problem> {
                Ok(tx.row(sql, params![DISTRICT])?.ok_or(Problem::NotFound)?.get("n")?)
            };
            Ok::<_, Problem>(Standing {
                appeals: count("select count(*) as n from appeal where district = $1")?,
                open: count(
                    "select count(distinct dossier) as n from duty where district = $1
                       and dossier in (select id from appeal where district = $1)",
                )?,
                events: count("select count(*) as n from event where district = $1")?,
                unsealed: count("select count(*) as n from unsealed where district = $1")?,
                changes: count("select count(*) as n from fact_change where district = $1")?,
                counted: count(
                    "select cast(coalesce(sum(number), 0) as bigint) as n from tally
                     where district = $1 and count = 'filed' and scope = 'd' and facet = 'all'
                       and day < 1000000",
                )?,
            })
        })?)
    }
}

/// Letters of the past are not sent again: what people were told went out then.
fn deliver(work: &mut Work<'_, '_>, then: Moment) -> Result<(), Problem> {
    let at = work.cx.at;
    loop {
        let letters = claim_letters(work.tx, work.office.district, "notice", at, 1000)?;
        if letters.is_empty() {
            return Ok(());
        }
        for letter in letters {
            finish_letter(work.tx, letter.id, then)?;
        }
    }
}

fn large(n: usize) -> u64 {
    u64::try_from(n).unwrap_or(u64::MAX)
}

impl Grown {
    /// Everything it took, in seconds.
    pub fn took_s(&self) -> f64 {
        self.verbs_s + self.sealing_s + self.adding_s + self.looking_s + self.copying_s
    }
}
