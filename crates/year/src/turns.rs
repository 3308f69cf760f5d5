//! What happens in a matter beside its way: returns, recusals, more time, urges, visits.

use xianban_domain::appeals::{self, Appeal, Recuse, Return, RuleOn, Seen, ToList, Why};
use xianban_domain::office::Work;
use xianban_kernel::{Problem, UnitId};

use crate::cast::Cast;
use crate::course::{Act, Turn};
use crate::figures::Fate;
use crate::moves::leads;
use crate::plan::{Matter, Plan, Way};
use crate::situations::Situation;

/// What happens beside in a matter, where it can happen.
pub(crate) fn turn(
    (fate, way, n): (Fate, Way, usize),
    situation: &Situation,
    answered: bool,
) -> Turn {
    let turn = match fate {
        Fate::Satisfied if situation.matter == "elderly.meals" => Turn::Visited,
        Fate::Satisfied => Turn::of(n),
        // One of those that are overdue.
        Fate::Handling if n == 1 => Turn::Listed,
        _ => Turn::Plain,
    };
    let can = !answered && way != Way::Patrol && (way == Way::Own || !turn.needs_applicant());
    if can { turn } else { Turn::Plain }
}

/// A unit that gets a matter first whose duty it is not.
pub(crate) fn wrong(cast: &Cast, right: UnitId) -> Result<UnitId, Problem> {
    let first = cast.unit("zh_city")?;
    if first == right { cast.unit("city_management") } else { Ok(first) }
}

/// Makes the move, if it is one of these.
pub(crate) fn make(
    work: &mut Work<'_, '_>,
    (plan, cast): (&Plan, &Cast),
    (appeal, matter): (&Appeal, &Matter),
    act: Act,
) -> Option<Result<(), Problem>> {
    let (no, seen) = (appeal.no.as_str(), Seen(appeal.version));
    let made = match act {
        Act::Return => gives_back(work, (plan, cast), appeal, matter),
        Act::Rule => rules(work, (plan, cast), appeal, matter),
        Act::Recuse => recuses(work, (plan, cast), appeal, matter),
        Act::AskTime => {
            let words = "配件要从外地发货，预计晚到几天，请准予延期，到货当天就装。";
            appeals::ask_extension(work, no, seen, words)
        }
        Act::Refuse => {
            let ask = appeal.asked().next().map_or(0, |ask| ask.n);
            let words = "现场看过，人手和材料都有，请在原期限内办好。";
            appeals::refuse_ask(work, no, seen, ask, words)
        }
        Act::Urge => appeals::urge(work, no),
        Act::Supervise => {
            appeals::supervise(work, no, "诉求人又打来电话，请说明办到哪一步、什么时候办好。")
        }
        Act::AnswerSupervision => {
            let words = "已经到现场，人和材料都安排好了，明天上午动手，办好当天回电话。";
            appeals::answer_supervision(work, no, seen, words)
        }
        Act::List => {
            let words = "超过期限还没办好，挂牌督办，每周看一次进展。".to_owned();
            appeals::list(work, no, seen, &ToList { why: Why::Supervised, until: None, words })
        }
        Act::OfferVisit(at) => {
            let words = "老人行动不便，我们和助老大食堂的师傅一起上门登记，不用下楼。";
            appeals::offer_visit(work, no, seen, at, words)
        }
        Act::AnswerVisit => {
            let visit = appeal.casework.visits.iter().find(|one| !one.done).map_or(0, |one| one.n);
            appeals::answer_visit(work, no, visit, true, "好的，家里有人。")
        }
        Act::MakeVisit => {
            let words = "上门采集了老人的信息，当场开通助餐，约定每天中午送餐到家。";
            appeals::make_visit(work, no, seen, words)
        }
        _ => return None,
    };
    Some(made.map(drop))
}

fn right(plan: &Plan, cast: &Cast, matter: &Matter) -> Result<UnitId, Problem> {
    let building = plan.buildings.get(matter.building);
    let lost = || Problem::broken("a matter that is nowhere");
    leads(cast, matter, building.ok_or_else(lost)?)
}

fn gives_back(
    work: &mut Work<'_, '_>,
    (plan, cast): (&Plan, &Cast),
    appeal: &Appeal,
    matter: &Matter,
) -> Result<Appeal, Problem> {
    let moves = matter.turn == Turn::Moves;
    let (reason, words) = if moves {
        ("not_on_duty_list", "到现场看过，这一处不归我们管，职责清单上也没有，请改派。")
    } else {
        ("other_leads", "这件涉及别的单位，我们认为应当由别的单位主办。")
    };
    let suggested = if moves { Some(right(plan, cast, matter)?) } else { None };
    let form = Return { reason: reason.to_owned(), words: words.to_owned(), suggested };
    appeals::return_order(work, &appeal.no, Seen(appeal.version), &form)
}

fn rules(
    work: &mut Work<'_, '_>,
    (plan, cast): (&Plan, &Cast),
    appeal: &Appeal,
    matter: &Matter,
) -> Result<Appeal, Problem> {
    let open = appeal.casework.disputes.iter().find(|one| one.ruling.is_none());
    let dispute = open.map_or(0, |one| one.n);
    let moves = matter.turn == Turn::Moves;
    let words = if moves {
        "退得有理，改由职责清单上的单位主办。"
    } else {
        "职责清单写得清楚，由你单位主办，需要配合的请协办。"
    };
    let to = if moves { Some(right(plan, cast, matter)?) } else { None };
    let override_reason = String::new();
    let form = RuleOn { dispute, to, words: words.to_owned(), override_reason };
    appeals::rule(work, &appeal.no, Seen(appeal.version), &form)
}

fn recuses(
    work: &mut Work<'_, '_>,
    (plan, cast): (&Plan, &Cast),
    appeal: &Appeal,
    matter: &Matter,
) -> Result<Appeal, Problem> {
    let building = plan.buildings.get(matter.building);
    let unit = cast.unit(building.map_or("", |one| &one.company))?;
    let leads = appeal.lead().is_some_and(|lead| lead.unit.unit == unit);
    let form = Recuse {
        unit,
        lead: if leads { Some(cast.unit("zh_city")?) } else { None },
        words: "诉求人反映的就是这家物业，按回避的规定不由它主办，只请它配合。".to_owned(),
        override_reason: "被反映的物业回避，由街道城管中队主办。".to_owned(),
    };
    appeals::recuse(work, &appeal.no, Seen(appeal.version), &form)
}
