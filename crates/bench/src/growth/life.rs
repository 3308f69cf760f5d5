//! The life of one appeal, by the moves of those whose moves they are.

use xianban_domain::appeals::{
    self, Accept, Appeal, Assess, Contact, More, PlaceGiven, PlanForm, Rating, Seen, Submit,
};
use xianban_domain::identity::record_person;
use xianban_domain::office::Work;
use xianban_domain::rules::Lane;
use xianban_kernel::{Actor, Context, Draw, Moment, PhoneNumber, Problem, QueryCode, Seed, UnitId};
use xianban_year::{Cast, Situation, situations};

use super::stage::Stage;
use crate::words::message;

const MINUTE: i64 = 60_000;
/// In a thousand: comes to a stop on the way, however long ago it was filed.
const STUCK: u64 = 17;
/// In a thousand: answered, but never rated by whoever asked.
const UNRATED: u64 = 10;
/// In every text.
pub const COMMON: &str = "小区";
/// In the texts of the first few alone.
pub const RARE: &str = "鸵鸟";
/// So many hold the rare word.
pub const RARELY: usize = 5;
/// Of the first size, so many were filed by the first of the residents with a session.
pub const BUSY: usize = 200;
/// The phone of the second, who files ever more.
pub const OFTEN_FILES: &str = "13800000001";
/// One in so many was filed by the second.
const OFTEN: usize = 300;

/// What is done to an appeal after it was filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    Accept,
    Answer,
    Assess,
    Acknowledge,
    Contact,
    Plan,
    Grant,
    Complete,
    Release,
    Rate,
}

const ANSWERED: &[Act] = &[Act::Accept, Act::Answer, Act::Release, Act::Rate];
const HANDLED: &[Act] = &[
    Act::Accept,
    Act::Assess,
    Act::Acknowledge,
    Act::Contact,
    Act::Complete,
    Act::Release,
    Act::Rate,
];
const PLANNED: &[Act] = &[
    Act::Accept,
    Act::Assess,
    Act::Acknowledge,
    Act::Contact,
    Act::Plan,
    Act::Grant,
    Act::Complete,
    Act::Release,
    Act::Rate,
];

/// An appeal that was lived as far as it goes.
#[derive(Clone, Debug)]
pub struct Lived {
    /// Its number.
    pub no: String,
    /// What opens it, with its number, without a login.
    pub code: QueryCode,
    /// Moves that were made, the filing with them.
    pub moves: u64,
    /// Whether it came to its end.
    pub closed: bool,
    /// Whether a reply of it waits for review.
    pub reviewed: bool,
    /// Whether the public may see it.
    pub public: bool,
}

/// One appeal, before it is lived.
pub struct Life<'a> {
    stage: &'a Stage,
    situation: &'static Situation,
    building: usize,
    n: usize,
    filed: Moment,
    acts: &'static [Act],
    seed: Seed,
    draw: Draw,
}

impl<'a> Life<'a> {
    /// What is drawn for the nth appeal, filed then.
    ///
    /// # Errors
    /// When nothing can happen at all.
    pub fn drawn(stage: &'a Stage, n: usize, filed: Moment, seed: Seed) -> Result<Self, Problem> {
        let mut draw = seed.draw();
        let nothing = || Problem::broken("nothing can happen");
        let situation = situation(&mut draw).ok_or_else(nothing)?;
        let building = below(&mut draw, stage.cast.places.len());
        let way = match (situation.answered, situation.plan) {
            (true, _) => ANSWERED,
            (false, true) => PLANNED,
            (false, false) => HANDLED,
        };
        let left = match draw.below(1000) {
            0..STUCK => below(&mut draw, way.len() - 1),
            lot if lot < STUCK + UNRATED => way.len() - 1,
            _ => way.len(),
        };
        let acts = way.get(..left).unwrap_or(way);
        Ok(Self { stage, situation, building, n, filed, acts, seed, draw })
    }

    /// Lives it, up to now.
    ///
    /// # Errors
    /// The first move that is refused.
    pub fn live(mut self, work: &mut Work<'_, '_>) -> Result<Lived, Problem> {
        let mut at = self.filed;
        let mut appeal = self.file(work)?;
        let code = appeals::own_query_code(work, &appeal);
        let code = code.ok_or_else(|| Problem::broken("an appeal without its query code"))?;
        let (mut moves, mut last) = (1, None);
        for act in self.acts {
            at = at.plus_millis((10 + self.draw.below(600).cast_signed()) * MINUTE);
            if at >= self.stage.now {
                break;
            }
            let cx = Context::new(self.actor(&appeal, *act)?, at, self.seed.part(moves));
            let mut own = Work::new(&mut *work.tx, &cx, work.office);
            appeal = self.does(&mut own, &appeal, *act).map_err(|problem| {
                Problem::broken(format!("{act:?} of {}: {problem:?}", self.situation.matter))
            })?;
            moves += 1;
            last = Some(*act);
        }
        let closed = last == Some(Act::Rate);
        let reviewed = matches!(last, Some(Act::Answer | Act::Complete));
        Ok(Lived { no: appeal.no, code, moves, closed, reviewed, public: appeal.public })
    }

    fn file(&mut self, work: &mut Work<'_, '_>) -> Result<Appeal, Problem> {
        let phone = PhoneNumber::parse(&self.phone())
            .map_err(|fault| Problem::broken(format!("{fault:?}")))?;
        // Known since then: rows drawn within one moment would meet.
        let desk = Context::new(Actor::System, self.filed, self.seed.part(u64::MAX));
        let mut known = Work::new(&mut *work.tx, &desk, work.office);
        let person = record_person(&mut known, &phone, None)?;
        let cx = Context::new(Actor::Resident(person), self.filed, self.seed.part(0));
        let mut own = Work::new(&mut *work.tx, &cx, work.office);
        let place = self.stage.cast.places.get(self.building).copied();
        let place = place.ok_or_else(|| Problem::broken("a building that is nowhere"))?;
        let rare = if self.n < RARELY { RARE } else { "" };
        let form = Submit {
            kind: self.situation.kind,
            title: String::new(),
            text: format!("{COMMON}里，{}{rare}", message(self.n)),
            place: PlaceGiven::Known(place),
            tile: Some(self.situation.tile.clone()),
            contact: Contact::default(),
            public: self.n.is_multiple_of(3),
        };
        Ok(appeals::submit(&mut own, &form)?.appeal)
    }

    /// Whose appeal it is: two file very often, the others each some ten times in all.
    fn phone(&mut self) -> String {
        let others = self.stage.people;
        let person = below(&mut self.draw, others);
        let first = self.stage.first;
        match self.n {
            n if n < first && n.is_multiple_of(first.div_ceil(BUSY)) => "13800000000".to_owned(),
            n if n % OFTEN == 7 => OFTEN_FILES.to_owned(),
            _ => format!("139{person:08}"),
        }
    }

    fn leads(&self) -> Result<UnitId, Problem> {
        let code = match self.situation.lead.as_str() {
            "company" => self.stage.companies.get(self.building).map_or("", String::as_str),
            code => code,
        };
        self.stage.cast.unit(code)
    }

    /// Who does it.
    fn actor(&self, appeal: &Appeal, act: Act) -> Result<Actor, Problem> {
        let cast: &Cast = &self.stage.cast;
        let found = match act {
            Act::Rate => {
                let person = appeal.person().map(Actor::Resident);
                return person.ok_or_else(|| Problem::broken("nobody asked"));
            }
            Act::Accept | Act::Answer => {
                cast.at(appeal.receiver.unit, &["clerk", "dispatcher"], self.n)
            }
            Act::Assess => cast.at(appeal.assessor.unit, &["clerk", "dispatcher", "head"], self.n),
            Act::Grant => {
                let asked = appeal.asked().next().map(|ask| ask.approver.unit);
                let unit = asked.unwrap_or(appeal.office.unit);
                cast.at(unit, &["secretary", "head", "leader", "dispatcher"], 0)
            }
            Act::Release => cast.at(appeal.office.unit, &["reviewer"], self.n),
            Act::Acknowledge | Act::Contact | Act::Plan | Act::Complete => {
                let given = appeal.lead().map(|lead| Ok(lead.unit.unit));
                cast.at(given.unwrap_or_else(|| self.leads())?, &["handler"], self.n)
            }
        };
        found.cloned()
    }

    fn does(&self, work: &mut Work<'_, '_>, appeal: &Appeal, act: Act) -> Result<Appeal, Problem> {
        let (no, seen, situation) = (appeal.no.as_str(), Seen(appeal.version), self.situation);
        match act {
            Act::Accept => appeals::accept(work, no, seen, &Accept::default()),
            Act::Answer => appeals::answer(work, no, seen, &situation.matter, &self.reply()),
            Act::Assess => appeals::assess(work, no, seen, &self.assessment()?),
            Act::Acknowledge => appeals::acknowledge(work, no, seen),
            Act::Contact => {
                let said = format!("已电话联系诉求人，说明了安排。{}", situation.note);
                appeals::contact(work, no, &said)
            }
            Act::Plan => appeals::plan(work, no, seen, &self.plan(work.cx.at)),
            Act::Grant => {
                let ask = appeal.asked().next().map_or(0, |ask| ask.n);
                appeals::answer_ask(work, no, seen, ask, "同意。")
            }
            Act::Complete => appeals::complete(work, no, seen, &self.reply()),
            Act::Release => appeals::release(work, no, seen),
            Act::Rate => {
                let grade = if self.n.is_multiple_of(5) { 4 } else { 5 };
                let words = String::new();
                appeals::rate(work, no, seen, &Rating { grade, solved: true, words })
            }
        }
    }

    fn reply(&self) -> String {
        let (texts, place) = (&self.situation.done, format!("第{}号楼", self.building));
        let text = texts.get(self.n % texts.len().max(1));
        text.map(|text| text.replace("{place}", &place)).unwrap_or_default()
    }

    fn assessment(&self) -> Result<Assess, Problem> {
        Ok(Assess {
            matter: self.situation.matter.clone(),
            list: String::new(),
            lane: Lane::General,
            facts: self.situation.facts.clone(),
            lead: self.leads()?,
            override_reason: String::new(),
            more: More::default(),
        })
    }

    fn plan(&self, at: Moment) -> PlanForm {
        PlanForm {
            nature: self.situation.facts.clone(),
            responsibility: "承办单位牵头，社区和网格员配合。".to_owned(),
            limit: at.plus_hours(7 * 24),
            procedure: format!("先到现场核实，{}再处理。", self.situation.note),
            goal: "问题解决，同类情况不再出现。".to_owned(),
        }
    }
}

/// Something that happens, as often as in the demo's year.
fn situation(draw: &mut Draw) -> Option<&'static Situation> {
    let all = situations();
    let total: u64 = all.iter().map(|one| one.weight).sum();
    let mut lot = draw.below(total.max(1));
    all.iter().find(|one| {
        let here = lot < one.weight;
        lot = lot.saturating_sub(one.weight);
        here
    })
}

fn below(draw: &mut Draw, count: usize) -> usize {
    let most = u64::try_from(count.max(1)).unwrap_or(1);
    usize::try_from(draw.below(most)).unwrap_or(0)
}
