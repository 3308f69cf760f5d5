use std::collections::HashMap;
use std::sync::Arc;

use xianban_domain::appeals::close_ended;
use xianban_domain::identity::PasswordHash;
use xianban_domain::office::{Office, Work};
use xianban_domain::retention::clear_out;
use xianban_domain::rooms;
use xianban_domain::supervision::plan_meetings;
use xianban_kernel::{Actor, Context, Moment, Problem, Seed};
use xianban_store::{claim_letters, finish_letter};

use crate::cast::Cast;
use crate::course::Act;
use crate::meetings;
use crate::moves::make;
use crate::photos::Album;
use crate::plan::{Plan, Step, begin, end};

/// Moves made in one transaction behind people's work.
const TOGETHER: usize = 200;

/// Between two looks of the program at what is due: half a day.
const LOOK: i64 = 12 * 3_600_000;

/// How far the year is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The time in the year.
    pub at: Moment,
    /// Matters filed so far.
    pub filed: usize,
    /// Matters of the whole year.
    pub matters: usize,
}

/// Lives the year: everything in the plan is done, in its order, behind people's work, and `told`
/// hears how far it is; with an album, some of it is photographed. What the program does by itself it does at its times: cards, ended windows.
/// What would go out by short message counts as gone. The same seed gives the same year.
///
/// # Errors
/// The first move that is refused ends the year.
pub async fn live(
    (office, album): (&Office, Option<Album>),
    plan: Plan,
    password: &PasswordHash,
    seed: Seed,
    told: impl Fn(Progress),
) -> Result<(), Problem> {
    let (plan, hash) = (Arc::new(plan), password.clone());
    let (own, start) = (plan.clone(), system(begin(), seed));
    let call = move |work: &mut Work<'_, '_>| Cast::called(work, &own, &hash);
    let cast = Arc::new(office.write_later(&start, call).await?);
    let (album, numbers) = (album.map(Arc::new), HashMap::new());
    let mut year = Year { office, album, plan: plan.clone(), cast, seed, numbers, parts: 0 };
    let mut look = begin().plus_millis(LOOK);
    let mut rest = plan.steps.as_slice();
    while let Some(first) = rest.first() {
        while first.at > look {
            year.looks(look).await?;
            year.meets(look).await?;
            look = look.plus_millis(LOOK);
        }
        let before = |step: &&Step| step.at <= look;
        let count = rest.iter().take(TOGETHER).take_while(before).count().max(1);
        let (now, later) = rest.split_at(count.min(rest.len()));
        year.makes(now).await?;
        let at = now.last().map_or(look, |step| step.at);
        told(Progress { at, filed: year.numbers.len(), matters: plan.matters.len() });
        rest = later;
    }
    while look < end() {
        year.looks(look).await?;
        look = look.plus_millis(LOOK);
    }
    clear_out(office, &system(end(), seed)).await.map(drop)
}

struct Year<'a> {
    office: &'a Office,
    album: Option<Arc<Album>>,
    plan: Arc<Plan>,
    cast: Arc<Cast>,
    seed: Seed,
    /// The numbers that the matters got.
    numbers: HashMap<usize, String>,
    /// Moves made so far.
    parts: u64,
}

impl Year<'_> {
    /// The program looks at what is due.
    async fn looks(&self, at: Moment) -> Result<(), Problem> {
        let cx = system(at, self.seed.part(at.millis().cast_unsigned()));
        rooms::sweep(self.office, &cx).await?;
        close_ended(self.office, &cx).await.map(drop)
    }

    /// On the day of the monthly meetings these are held.
    async fn meets(&self, at: Moment) -> Result<(), Problem> {
        if !meetings::is_day(self.office, at) {
            return Ok(());
        }
        let cx = system(at, self.seed.part(at.millis().cast_unsigned() ^ 1));
        plan_meetings(self.office, &cx).await?;
        let (cast, seed) = (self.cast.clone(), cx.seed);
        let hold = move |work: &mut Work<'_, '_>| meetings::hold(work, &cast, (at, seed));
        self.office.write_later(&cx, hold).await
    }

    /// Several moves in one transaction.
    async fn makes(&mut self, steps: &[Step]) -> Result<(), Problem> {
        let Some(last) = steps.last() else { return Ok(()) };
        let (seed, first) = (self.seed, self.parts);
        self.parts += u64::try_from(steps.len()).unwrap_or(0);
        let cx = system(last.at, seed.part(first));
        let about = |step: &Step| match step.act {
            // A story is told of several matters.
            Act::Whistle(_) | Act::Consult(_) => {
                let story = self.plan.matters.get(step.matter).and_then(|one| one.story);
                let all = self.plan.matters.iter().enumerate();
                all.filter(|(_, one)| one.story == story).map(|(n, _)| n).collect()
            }
            _ => vec![step.matter],
        };
        let known: HashMap<usize, String> = steps
            .iter()
            .flat_map(about)
            .filter_map(|matter| Some((matter, self.numbers.get(&matter)?.clone())))
            .collect();
        let (plan, cast, steps) = (self.plan.clone(), self.cast.clone(), steps.to_vec());
        let album = self.album.clone();
        let job = move |work: &mut Work<'_, '_>| {
            let mut numbers = known.clone();
            for (step, n) in steps.iter().zip(first..) {
                let made =
                    make(work, (&plan, &cast, album.as_deref()), *step, &numbers, seed.part(n));
                let made = made.map_err(|problem| stuck(&plan, step, &problem))?;
                if step.act == Act::File {
                    numbers.insert(step.matter, made);
                }
            }
            deliver(work)?;
            Ok(numbers)
        };
        self.numbers.extend(self.office.write_later(&cx, job).await?);
        Ok(())
    }
}

/// Letters of the past are not sent again: what the year told people went out in it.
fn deliver(work: &mut Work<'_, '_>) -> Result<(), Problem> {
    let at = work.cx.at;
    for letter in claim_letters(work.tx, work.office.district, "notice", at, 1000)? {
        finish_letter(work.tx, letter.id, at)?;
    }
    Ok(())
}

fn system(at: Moment, seed: Seed) -> Context {
    Context::new(Actor::System, at, seed)
}

/// Which move could not be made. A race is passed on as it is: the store runs the piece again.
fn stuck(plan: &Plan, step: &Step, problem: &Problem) -> Problem {
    match problem {
        Problem::Unavailable { .. } | Problem::Unknown { .. } => problem.clone(),
        _ => {
            let matter = plan.matters.get(step.matter);
            let about = matter.map(|one| (one.fate, one.way, one.situation.matter.as_str()));
            Problem::broken(format!("the year stands: {:?} {about:?}: {problem:?}", step.act))
        }
    }
}
