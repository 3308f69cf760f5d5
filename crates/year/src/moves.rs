//! The moves of the year, each by the person whose move it is.

use std::collections::HashMap;

use xianban_domain::appeals::{
    self, Accept, Appeal, Assess, Came, Contact, FollowUp, Hold, More, Pause, PlaceGiven, PlanForm,
    Rating, Seen, Submit,
};
use xianban_domain::office::Work;
use xianban_domain::rules::Lane;
use xianban_kernel::{Actor, Context, Moment, Problem, Seed, UnitId};

use crate::cast::Cast;
use crate::course::{Act, Turn};
use crate::photos::Album;
use crate::plan::{Building, Matter, Plan, Step, Way};
use crate::{tales, turns};

/// Makes one move; answers the number of the appeal.
pub(crate) fn make(
    work: &mut Work<'_, '_>,
    (plan, cast, album): (&Plan, &Cast, Option<&Album>),
    step: Step,
    numbers: &HashMap<usize, String>,
    seed: Seed,
) -> Result<String, Problem> {
    let lost = || Problem::broken("a step of the year is about no matter");
    let matter = plan.matters.get(step.matter).ok_or_else(lost)?;
    let building = plan.buildings.get(matter.building).ok_or_else(lost)?;
    let told = Told { matter, building, n: step.matter, album };
    if step.act == Act::File {
        return told.file(work, cast, step.at, seed);
    }
    let no = numbers.get(&step.matter).ok_or_else(lost)?;
    let appeal = appeals::by_no(work, no)?;
    match step.act {
        Act::Whistle(n) | Act::Consult(n) => {
            let of = plan.matters.iter().enumerate().filter(|(_, one)| one.story == Some(n));
            let of: Vec<String> = of.filter_map(|(n, _)| numbers.get(&n).cloned()).collect();
            tales::tell(work, (cast, n), &of, (step.at, seed))?;
            return Ok(no.to_owned());
        }
        Act::Praise => {
            return tales::praise(work, cast, &appeal, (step.at, seed)).map(|()| no.to_owned());
        }
        _ => {}
    }
    let actor = told.actor(cast, &appeal, step.act)?;
    let cx = Context::new(actor, step.at, seed);
    let mut own = Work::new(&mut *work.tx, &cx, work.office);
    if let Some(turn) = turns::make(&mut own, (plan, cast), (&appeal, matter), step.act) {
        turn?;
    } else {
        told.does(&mut own, cast, &appeal, (step.act, seed))?;
    }
    Ok(no.to_owned())
}

/// A matter with where it is and its number in the year.
struct Told<'a> {
    matter: &'a Matter,
    building: &'a Building,
    n: usize,
    album: Option<&'a Album>,
}

impl Told<'_> {
    fn file(
        &self,
        work: &mut Work<'_, '_>,
        cast: &Cast,
        at: Moment,
        seed: Seed,
    ) -> Result<String, Problem> {
        let lost = || Problem::broken("a matter of nobody, or nowhere");
        let (person, phone) = cast.people.get(self.matter.person).ok_or_else(lost)?;
        let place = *cast.places.get(self.matter.building).ok_or_else(lost)?;
        let came = match self.matter.way {
            Way::Own => None,
            Way::Phone => Some(Came::Phone),
            Way::Visit => Some(Came::Visit),
            Way::Patrol => Some(Came::Patrol),
        };
        // Some speak for a child.
        let minor = self.matter.way != Way::Patrol && self.n % 97 == 5;
        let contact = match came {
            Some(Came::Phone | Came::Visit) => {
                Contact { phone: Some(phone.clone()), minor, ..Contact::default() }
            }
            _ => Contact { minor, ..Contact::default() },
        };
        let form = Submit {
            kind: self.matter.situation.kind,
            title: String::new(),
            text: self.worded(&self.matter.situation.texts),
            place: PlaceGiven::Known(place),
            tile: Some(self.matter.situation.tile.clone()),
            contact,
            public: self.n.is_multiple_of(3),
        };
        let actor = match came {
            None => Actor::Resident(*person),
            Some(Came::Patrol) => {
                cast.at(cast.unit(&self.building.team)?, &["grid_worker"], 0)?.clone()
            }
            Some(_) => cast.at(cast.unit("cgss")?, &["clerk"], self.n)?.clone(),
        };
        let cx = Context::new(actor, at, seed);
        let mut own = Work::new(&mut *work.tx, &cx, work.office);
        let filed = match came {
            None => appeals::submit(&mut own, &form)?,
            Some(came) => appeals::enter(&mut own, &form, came)?,
        };
        self.shown(&mut own, filed.appeal, false, seed).map(|appeal| appeal.no)
    }

    /// With a photo, if it is one of those that everybody may see and there is something to see.
    fn shown(
        &self,
        work: &mut Work<'_, '_>,
        appeal: Appeal,
        after: bool,
        seed: Seed,
    ) -> Result<Appeal, Problem> {
        let some = self.n.is_multiple_of(3) && self.matter.way != Way::Patrol;
        let Some(album) = self.album.filter(|_| some) else { return Ok(appeal) };
        album.add(work, appeal, (&self.matter.situation.matter, after), seed.part(1))
    }

    /// Who does it.
    fn actor(&self, cast: &Cast, appeal: &Appeal, act: Act) -> Result<Actor, Problem> {
        let office = appeal.office.unit;
        let asked = || appeal.asked().next().map_or(office, |ask| ask.approver.unit);
        let found = match act {
            Act::File | Act::Rate(_) | Act::Withdraw | Act::Urge | Act::AnswerVisit => {
                let person = appeal.person();
                return person.map(Actor::Resident).ok_or_else(|| Problem::broken("nobody asked"));
            }
            Act::Accept | Act::Answer | Act::Decline => {
                cast.at(appeal.receiver.unit, &["clerk", "dispatcher"], self.n)
            }
            Act::Assess if appeal.round > 1 => {
                cast.at(appeal.assessor.unit, &["secretary", "dispatcher", "head"], 0)
            }
            Act::Assess | Act::Recuse => {
                cast.at(appeal.assessor.unit, &["clerk", "dispatcher", "head"], self.n)
            }
            Act::Rule => {
                let open = appeal.casework.disputes.iter().find(|one| one.ruling.is_none());
                let ruler = open.map_or(office, |one| one.ruler.unit);
                cast.at(ruler, &["secretary", "head", "leader", "dispatcher"], 0)
            }
            Act::Supervise | Act::List | Act::Conclude => cast.at(office, &["dispatcher"], 0),
            Act::Grant | Act::Refuse => {
                cast.at(asked(), &["secretary", "head", "leader", "dispatcher"], 0)
            }
            Act::Release => cast.at(office, &["reviewer"], self.n),
            Act::Verify => cast.at(office, &["follow_up"], 0),
            Act::Hear(_) => match appeal.casework.asker {
                Some(asker) => cast.account(asker),
                None => cast.at(office, &["follow_up"], 0),
            },
            Act::Acknowledge
            | Act::Contact
            | Act::Note
            | Act::Plan
            | Act::Pause(_)
            | Act::AskHold(_)
            | Act::Return
            | Act::AskTime
            | Act::AnswerSupervision
            | Act::OfferVisit(_)
            | Act::MakeVisit
            | Act::Complete => {
                let given = appeal.lead().map(|lead| Ok(lead.unit.unit));
                cast.at(given.unwrap_or_else(|| self.lead(cast))?, &["handler"], self.n)
            }
            Act::Praise | Act::Whistle(_) | Act::Consult(_) => {
                return Err(Problem::broken("a story is told by several people"));
            }
        };
        found.cloned()
    }

    fn does(
        &self,
        work: &mut Work<'_, '_>,
        cast: &Cast,
        appeal: &Appeal,
        (act, seed): (Act, Seed),
    ) -> Result<(), Problem> {
        let (no, seen) = (appeal.no.as_str(), Seen(appeal.version));
        let situation = self.matter.situation;
        let reply = || self.worded(&situation.done);
        match act {
            Act::File => return Ok(()),
            Act::Accept => appeals::accept(work, no, seen, &Accept::default()),
            Act::Answer => appeals::answer(work, no, seen, &situation.matter, &reply()),
            Act::Assess => appeals::assess(work, no, seen, &self.assessment(cast)?),
            Act::Acknowledge => appeals::acknowledge(work, no, seen),
            Act::Contact => appeals::contact(work, no, &self.contacted(appeal.round)),
            Act::Note => appeals::note(work, no, &situation.note),
            Act::Plan => appeals::plan(work, no, seen, &self.planned(work.cx.at)),
            Act::Grant => {
                let ask = appeal.asked().next().map_or(0, |ask| ask.n);
                appeals::answer_ask(work, no, seen, ask, "同意。")
            }
            Act::Pause(until) => {
                let (reason, words) = ("weather".to_owned(), "天气转好、材料到场以后马上施工。");
                appeals::pause(work, no, seen, &Pause { reason, until, words: words.to_owned() })
            }
            Act::AskHold(review_on) => {
                let condition = "需要业主表决通过并筹到资金，条件具备后马上实施。".to_owned();
                appeals::ask_hold(work, no, seen, &Hold { condition, review_on })
            }
            Act::Complete => {
                let again = if appeal.round > 1 { "再次上门复查，" } else { "" };
                appeals::complete(work, no, seen, &format!("{again}{}", reply()))
                    .and_then(|done| self.shown(work, done, true, seed))
            }
            Act::Release => appeals::release(work, no, seen),
            Act::Rate(grade) => {
                let words = if grade < 3 { LOW } else { HIGH }.to_owned();
                let words = if self.n.is_multiple_of(3) { words } else { String::new() };
                appeals::rate(work, no, seen, &Rating { grade, solved: grade > 2, words })
            }
            Act::Hear(grade) => appeals::follow_up(work, no, &heard(grade)),
            Act::Verify => appeals::verify(work, no, seen, true, "现场看过，已经处理好。"),
            Act::Conclude => appeals::conclude(work, no, seen, CONCLUSION),
            Act::Decline => appeals::decline(work, no, seen, "legal_channel", DECLINED),
            Act::Withdraw => appeals::withdraw(work, no, seen, "自己已经解决了，谢谢。"),
            _ => return Err(Problem::broken("a turn is made elsewhere")),
        }
        .map(drop)
    }

    fn lead(&self, cast: &Cast) -> Result<UnitId, Problem> {
        leads(cast, self.matter, self.building)
    }

    fn assessment(&self, cast: &Cast) -> Result<Assess, Problem> {
        Ok(Assess {
            matter: self.matter.situation.matter.clone(),
            list: String::new(),
            lane: Lane::General,
            facts: self.matter.situation.facts.clone(),
            lead: match self.matter.turn {
                Turn::Moves => turns::wrong(cast, self.lead(cast)?)?,
                _ => self.lead(cast)?,
            },
            override_reason: match (self.matter.turn, self.matter.story) {
                (Turn::Moves, _) => "现场像是共用部位，先请它到场看。".to_owned(),
                (_, Some(_)) => "先由社区牵头劝导、汇总。".to_owned(),
                _ => String::new(),
            },
            more: More::default(),
        })
    }

    fn planned(&self, at: Moment) -> PlanForm {
        let situation = self.matter.situation;
        PlanForm {
            nature: situation.facts.clone(),
            responsibility: "承办单位牵头，社区和网格员配合。".to_owned(),
            limit: at.plus_hours(7 * 24),
            procedure: format!("先到现场核实，{}再处理，最后请诉求人看结果。", situation.note),
            goal: "问题解决，同类情况不再出现。".to_owned(),
        }
    }

    fn contacted(&self, round: i64) -> String {
        let again = if round > 1 { "就上次没有办好的地方道歉，" } else { "" };
        format!("已电话联系诉求人，{again}说明了安排。{}", self.matter.situation.note)
    }

    /// One of these texts, at this building.
    fn worded(&self, texts: &[String]) -> String {
        let text = texts.get(self.matter.words % texts.len().max(1));
        text.map(|text| text.replace("{place}", &self.building.name)).unwrap_or_default()
    }
}

/// Whose duty a matter is.
pub(crate) fn leads(cast: &Cast, matter: &Matter, building: &Building) -> Result<UnitId, Problem> {
    let code = match matter.situation.lead.as_str() {
        "company" => &building.company,
        code => code,
    };
    cast.unit(code)
}

fn heard(grade: i64) -> FollowUp {
    FollowUp {
        method: "phone".to_owned(),
        solved: Some(grade > 2),
        satisfied: Some(grade > 2),
        grade: Some(grade),
        witness: String::new(),
        words: if grade < 3 { LOW } else { HIGH }.to_owned(),
    }
}

const LOW: &str = "还是老样子，没有真正解决。";
const HIGH: &str = "已经处理好了，谢谢。";
const CONCLUSION: &str = "三轮办理后设施已恢复到合格标准，诉求人希望的整体更换不在物业服务合同之内。\
                          可以由业主大会表决使用维修资金，或者向人民法院起诉。";
const DECLINED: &str =
    "这件事正在人民法院审理，应当由法院裁判，平台不能代替。可以拨打 12368 查询进度。";
