use jiff::civil::Time;
use xianban_domain::organisation::{DEMO, DistrictData, GridEntry};
use xianban_domain::rules::AppealKind;
use xianban_kernel::{Draw, Moment, Problem, Seed, WorkCalendar};

use crate::course::{Act, Course, Judge, Turn, course, storied};
use crate::figures::{Fate, Figures};
use crate::situations::{Situation, situations};
use crate::stories::{STORIES, Story};
use crate::turns::turn;

const DAY: i64 = 24 * 3_600_000;

/// When the year begins.
pub fn begin() -> Moment {
    Moment::parse("2025-11-24T08:30:00+08:00").unwrap_or(Moment::EPOCH)
}

/// When it is lived: the demo's now, when its data was made.
pub fn end() -> Moment {
    Moment::parse("2026-11-23T09:00:00+08:00").unwrap_or(Moment::EPOCH)
}

/// In which way a matter reaches the district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Filed by the resident or firm.
    Own,
    /// Told on the telephone.
    Phone,
    /// Told at the desk.
    Visit,
    /// Found on a round.
    Patrol,
}

/// A building, as the demo district has it.
#[derive(Clone, Debug)]
pub struct Building {
    /// Its path among the places.
    pub path: String,
    /// How people call it.
    pub name: String,
    /// Code of the company that serves the estate.
    pub company: String,
    /// Code of its grid's team.
    pub team: String,
}

/// One matter of the year.
#[derive(Clone, Debug)]
pub struct Matter {
    /// What becomes of it.
    pub fate: Fate,
    /// In which way it came.
    pub way: Way,
    /// What it is about.
    pub situation: &'static Situation,
    /// Which of the situation's words are used.
    pub words: usize,
    /// Where, by its place in [`Plan::buildings`].
    pub building: usize,
    /// Who asks, by number.
    pub person: usize,
    /// What happens beside.
    pub turn: Turn,
    /// Which of the stories it is told in.
    pub story: Option<usize>,
}

/// What somebody does then.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// When.
    pub at: Moment,
    /// In which matter.
    pub matter: usize,
    /// What.
    pub act: Act,
}

/// The whole year, in the order of time.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Where things happen.
    pub buildings: Vec<Building>,
    /// What happens.
    pub matters: Vec<Matter>,
    /// Everything that is done, in order.
    pub steps: Vec<Step>,
    /// How many residents and firms there are.
    pub people: usize,
}

impl Plan {
    /// Draws a year with these figures.
    ///
    /// # Errors
    /// When the demo district or the situations cannot be read.
    pub fn of(figures: &Figures, calendar: &WorkCalendar, seed: Seed) -> Result<Self, Problem> {
        let buildings = buildings()?;
        let people = (figures.matters() / 12).max(8);
        let mut plan = Self { buildings, matters: Vec::new(), steps: Vec::new(), people };
        let mut draw = seed.draw();
        for (n, story) in STORIES.iter().enumerate() {
            plan.tell((n, story), &mut draw, calendar)?;
        }
        let told = plan.matters.len();
        for (among, patrol) in [(figures.appeals, false), (figures.patrols, true)] {
            for (fate, count) in among {
                // What the stories tell of is among those that end well.
                let from = if *fate == Fate::Satisfied { told } else { 0 };
                for n in 0..count.saturating_sub(from) {
                    plan.add((*fate, patrol, n), &mut draw, calendar)?;
                }
            }
        }
        plan.steps.sort_by_key(|step| step.at);
        Ok(plan)
    }

    /// The matters of a story, of different estates; it is told of the last.
    fn tell(
        &mut self,
        (n, story): (usize, &Story),
        draw: &mut Draw,
        calendar: &WorkCalendar,
    ) -> Result<(), Problem> {
        let lost = || Problem::broken(format!("no situation for the story {}", story.situation));
        let fits = |one: &&Situation| one.story == story.situation;
        let situation = situations().iter().find(fits).ok_or_else(lost)?;
        let told = Moment::parse(story.at).ok_or_else(lost)?;
        let among = self.buildings.len();
        for part in 0..story.matters {
            let minutes = 90 * i64::try_from(part).unwrap_or(0);
            let filed = told.plus_millis(-5 * DAY + minutes * 60_000);
            let of = Course {
                fate: Fate::Satisfied,
                plan: situation.plan,
                answered: false,
                judge: Judge::Online,
                turn: Turn::Plain,
                praises: true,
            };
            let last = part + 1 == story.matters;
            let act = last.then(|| story.act(n));
            let over = told.plus_millis(6 * DAY);
            let acts = storied(of, (filed, told, over), act, draw, calendar);
            let building = (pick(draw, among / 8) + part * among / story.matters.max(1)) % among;
            let person = pick(draw, self.people);
            self.keep(
                Matter {
                    fate: of.fate,
                    way: Way::Own,
                    situation,
                    words: part,
                    building,
                    person,
                    turn: of.turn,
                    story: Some(n),
                },
                acts,
            );
        }
        Ok(())
    }

    fn keep(&mut self, matter: Matter, acts: Vec<(Moment, Act)>) {
        let number = self.matters.len();
        self.matters.push(matter);
        self.steps.extend(acts.into_iter().map(|(at, act)| Step { at, matter: number, act }));
    }

    fn add(
        &mut self,
        (fate, patrol, n): (Fate, bool, usize),
        draw: &mut Draw,
        calendar: &WorkCalendar,
    ) -> Result<(), Problem> {
        for _ in 0..20_000 {
            let span = span(fate, patrol, n);
            let filed = filed(&span, patrol, draw);
            let Some(situation) = situation(fate, patrol, filed, span.long, draw) else { continue };
            let way = match draw.below(10) {
                _ if patrol => Way::Patrol,
                _ if fate == Fate::Satisfied && Turn::of(n).needs_applicant() => Way::Own,
                0..7 => Way::Own,
                7 | 8 => Way::Phone,
                _ => Way::Visit,
            };
            let spot =
                patrol && matches!(fate, Fate::Solved | Fate::Reviewing) && draw.below(3) > 0;
            let answered = situation.answered || spot;
            let turn = turn((fate, way, n), situation, answered);
            let of = Course {
                fate,
                plan: situation.plan,
                answered,
                turn,
                praises: fate == Fate::Satisfied && n % 40 == 8,
                judge: match way {
                    Way::Patrol => Judge::Patrol,
                    Way::Own if draw.below(5) > 0 => Judge::Online,
                    _ => Judge::Called,
                },
            };
            let acts = course(of, filed, draw, calendar);
            let last = acts.last().map_or(filed, |(at, _)| *at);
            if filed < end().plus_millis(-span.from) && span.fits(filed, last) {
                let building = pick(draw, self.buildings.len());
                let (words, person) = (pick(draw, 12), pick(draw, self.people));
                let story = None;
                self.keep(
                    Matter { fate, way, situation, words, building, person, turn, story },
                    acts,
                );
                return Ok(());
            }
        }
        Err(Problem::broken(format!("no time in the year for {fate:?}")))
    }
}

/// When a matter of some fate is filed, and how long before the end its last step is at most.
struct Span {
    from: i64,
    to: i64,
    fresh: i64,
    /// How long before the end the last step is at least: a window has to run out in the year.
    quiet: i64,
    long: bool,
}

impl Span {
    fn fits(&self, filed: Moment, last: Moment) -> bool {
        let oldest = end().plus_millis(-self.to).max(begin());
        let newest = end().plus_millis(-self.quiet);
        filed >= oldest && last < newest && last >= end().plus_millis(-self.fresh)
    }
}

fn span(fate: Fate, patrol: bool, n: usize) -> Span {
    const YEAR: i64 = 3650;
    // In tenths of a day: filed between these before the end, last step no older than the third.
    let (from, to, fresh) = match fate {
        Fate::Satisfied => (80, YEAR, YEAR),
        Fate::SecondRound => (250, YEAR, YEAR),
        Fate::Concluded => (1000, 2500, YEAR),
        Fate::Unrated => (170, YEAR, YEAR),
        Fate::Solved => (10, 3263, YEAR),
        Fate::Submitted => (1, 9, YEAR),
        Fate::Assessing => (5, 28, 28),
        Fate::Planning => (28, 50, 39),
        // Three of them are overdue; those with more time are older.
        Fate::Handling if !patrol && n < 3 => (100, 130, YEAR),
        Fate::Handling if !patrol && n.is_multiple_of(2) => (30, 190, YEAR),
        Fate::Handling => (25, 68, YEAR),
        Fate::Paused => (120, 350, YEAR),
        Fate::Held => (200, 650, YEAR),
        Fate::Reviewing => (30, 120, if patrol { 48 } else { 29 }),
        Fate::Asked => (40, 160, 48),
        Fate::Concluding => (260, 600, 48),
        Fate::Declined => (40, YEAR, YEAR),
        Fate::Withdrawn => (20, YEAR, YEAR),
    };
    let tenth = DAY / 10;
    let quiet = if fate == Fate::Unrated { 9 * DAY } else { 0 };
    let long = fate == Fate::Handling && !patrol && n >= 3 && n.is_multiple_of(2);
    Span { from: from * tenth, to: to * tenth, fresh: fresh * tenth, quiet, long }
}

/// A time of day at which people file, within the span.
fn filed(span: &Span, patrol: bool, draw: &mut Draw) -> Moment {
    let back = draw.below((span.to - span.from).max(1).cast_unsigned()).cast_signed();
    let day = end().plus_millis(-span.from - back).day();
    let (opens, open) = if patrol { (8 * 60 + 30, 9 * 60) } else { (7 * 60, 14 * 60 + 30) };
    let minute = opens + draw.below(open).cast_signed();
    let second = draw.below(60_000).cast_signed();
    Moment::at_civil(day.to_datetime(Time::midnight())).plus_millis(minute * 60_000 + second)
}

/// Something that happens in that month and can take this course.
fn situation(
    fate: Fate,
    patrol: bool,
    at: Moment,
    long: bool,
    draw: &mut Draw,
) -> Option<&'static Situation> {
    let month = at.day().month();
    let fits = |one: &&Situation| {
        let season = one.weight > 0 && (one.months.is_empty() || one.months.contains(&month));
        let firm = one.kind == AppealKind::Development;
        let way = match fate {
            _ if patrol => one.patrol && !one.plan && !one.answered,
            _ if fate.is_rare() => one.rare.contains(&fate),
            Fate::Planning => one.plan,
            Fate::Handling => !one.answered && (one.plan || firm) == long,
            Fate::SecondRound => one.lead == "company" && !one.plan,
            Fate::Satisfied | Fate::Unrated | Fate::Asked | Fate::Submitted | Fate::Withdrawn => {
                true
            }
            _ => !one.answered && !firm,
        };
        season && way
    };
    let among: Vec<&Situation> = situations().iter().filter(fits).collect();
    let total: u64 = among.iter().map(|one| one.weight).sum();
    let mut lot = draw.below(total.max(1));
    among.into_iter().find(|one| {
        let here = lot < one.weight;
        lot = lot.saturating_sub(one.weight);
        here
    })
}

fn pick(draw: &mut Draw, count: usize) -> usize {
    let most = u64::try_from(count.max(1)).unwrap_or(1);
    usize::try_from(draw.below(most)).unwrap_or(0)
}

fn buildings() -> Result<Vec<Building>, Problem> {
    let data = DistrictData::parse(DEMO).map_err(Problem::broken)?;
    let mut found = Vec::new();
    for estate in &data.estates {
        let called = estate.name.trim_end_matches("（演示）");
        for run in &estate.buildings {
            let grid = data.grids.iter().find(|grid| grid.code == run.grid);
            let team = grid.map(GridEntry::unit_code).unwrap_or_default();
            for number in run.from..=run.to {
                found.push(Building {
                    path: format!("{}/{number}", estate.path),
                    name: format!("{called}{number}号楼"),
                    company: estate.company.clone().unwrap_or_default(),
                    team: team.clone(),
                });
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use xianban_domain::rooms::vocabulary;
    use xianban_domain::rules::{RuleBook, Rules, SHIPPED};

    fn planned(figures: &Figures) -> Plan {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        let book = RuleBook::of(rules).unwrap();
        Plan::of(figures, &book.current(end()).calendar, Seed::fixed(2026)).unwrap()
    }

    #[test]
    fn the_year_has_its_figures_in_order_and_ends_before_now() {
        let plan = planned(&Figures::ARTICLE);
        assert_eq!(plan.matters.len(), Figures::ARTICLE.matters());
        assert!(plan.steps.is_sorted_by_key(|step| step.at));
        assert!(plan.steps.iter().all(|step| step.at >= begin() && step.at < end()));
        let patrols_from = Moment::parse("2026-01-01T00:00:00+08:00").unwrap();
        for step in &plan.steps {
            let patrol = plan.matters[step.matter].way == Way::Patrol;
            assert!(!patrol || step.at >= patrols_from);
        }
        let filed = plan.steps.iter().filter(|step| step.act == Act::File).count();
        assert_eq!(filed, plan.matters.len());
    }

    #[test]
    fn whoever_is_asked_answers_before_the_window_ends_or_it_ends_in_the_year() {
        let plan = planned(&Figures::ARTICLE);
        let mut released: Vec<Option<Moment>> = vec![None; plan.matters.len()];
        for step in &plan.steps {
            match step.act {
                Act::Release => released[step.matter] = Some(step.at),
                Act::Rate(_) | Act::Hear(_) => {
                    let window = released[step.matter].unwrap().plus_millis(6 * DAY);
                    assert!(step.at < window, "{:?}", plan.matters[step.matter]);
                    released[step.matter] = None;
                }
                _ => {}
            }
        }
        for (matter, at) in plan.matters.iter().zip(released) {
            let ended = end().plus_millis(-8 * DAY);
            assert!(matter.fate != Fate::Unrated || at.unwrap() < ended, "{matter:?}");
        }
    }

    #[test]
    fn the_same_seed_gives_the_same_year() {
        let told = |plan: &Plan| format!("{:?}", plan.steps);
        assert_eq!(told(&planned(&Figures::SMALL)), told(&planned(&Figures::SMALL)));
    }
}
