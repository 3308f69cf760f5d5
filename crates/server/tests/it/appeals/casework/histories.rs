//! Random histories through the verbs and the database: whoever may make a move makes it with words of
//! his own, and at every step the laws hold of what is stored.

use xianban_domain::appeals::{
    self, Appeal, Assess, Dispatch, FollowUp, Hold, Measure, Meeting, More, NewSlip, Order, Part,
    Pause, Rating, Recuse, Return, RuleOn, Seen, ToList, Why,
};
use xianban_domain::appeals::{Action, DutyKind};
use xianban_domain::office::Work;
use xianban_domain::organisation::unit_by_code;
use xianban_domain::rules::Evidence;
use xianban_domain::rules::Lane;
use xianban_kernel::{Actor, Problem, Seed, TimeLimit, UnitId};
use xianban_testkit::office::LAOSHAN;

use super::super::{PlaceGiven, Town, greens, in_town};

/// Moves of one history.
const STEPS: u64 = 220;

/// Chance, from one seed.
pub(super) struct Chance(pub(super) xianban_kernel::Draw);

impl Chance {
    pub(super) fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.0.number() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    pub(super) fn coin(&mut self) -> bool {
        self.below(2) == 1
    }
}

/// What a random move needs to know.
struct Desk {
    city: UnitId,
    party: UnitId,
    grid: UnitId,
    coin: bool,
}

fn desk(work: &mut Work<'_, '_>, coin: bool) -> Result<Desk, Problem> {
    let mut unit = |code| Ok::<_, Problem>(unit_by_code(work.tx, LAOSHAN, code)?.expect(code).id);
    Ok(Desk { city: unit("zh_city")?, party: unit("zh_party")?, grid: unit("cgss-g01")?, coin })
}

pub(super) fn make(
    work: &mut Work<'_, '_>,
    action: Action,
    appeal: &Appeal,
    coin: bool,
) -> Result<Appeal, Problem> {
    let (no, seen, words) = (appeal.no.as_str(), Seen(appeal.version), "按规定办。");
    let on = desk(work, coin)?;
    let unit = if coin { on.city } else { on.party };
    match action {
        Action::Accept => appeals::accept(work, no, seen, &appeals::Accept::default()),
        Action::Decline => appeals::decline(work, no, seen, "legal_channel", words),
        Action::Answer => appeals::answer(work, no, seen, "greening.occupied", words),
        Action::Assess => appeals::assess(work, no, seen, &assess(&on, unit)),
        Action::Dispatch => {
            let (words, override_reason) = (words.to_owned(), "会上定的".to_owned());
            appeals::dispatch(work, no, seen, &Dispatch { unit, words, override_reason })
        }
        Action::Acknowledge => appeals::acknowledge(work, no, seen),
        Action::Report if coin => appeals::contact(work, no, words),
        Action::Report => appeals::report(work, no, words),
        Action::Complete => appeals::complete(work, no, seen, words),
        Action::Note => appeals::note(work, no, words),
        Action::Release => appeals::release(work, no, seen),
        Action::SendBack => appeals::send_back(work, no, seen, words),
        Action::Supplement => appeals::supplement(work, no, words),
        Action::Urge => appeals::urge(work, no),
        Action::Rework => appeals::rework(work, no, seen, words),
        Action::Rate => {
            let grade = if coin { 5 } else { 1 };
            let form = Rating { grade, solved: coin, words: String::new() };
            appeals::rate(work, no, seen, &form)
        }
        Action::FollowUp => {
            let (method, words) = ("phone".to_owned(), words.to_owned());
            let (solved, grade) = (Some(coin), Some(if coin { 5 } else { 1 }));
            let form = FollowUp { method, solved, grade, words, ..FollowUp::default() };
            appeals::follow_up(work, no, &form)
        }
        Action::Disown => appeals::disown(work, no, seen, ""),
        action => deep(work, action, appeal, &on),
    }
}

fn assess(on: &Desk, lead: UnitId) -> Assess {
    Assess {
        matter: if on.coin { "greening.occupied" } else { "other.advice" }.to_owned(),
        list: String::new(),
        lane: Lane::General,
        facts: String::new(),
        lead,
        override_reason: "会上定的".to_owned(),
        more: More::default(),
    }
}

fn deep(
    work: &mut Work<'_, '_>,
    action: Action,
    appeal: &Appeal,
    on: &Desk,
) -> Result<Appeal, Problem> {
    let (no, seen, words) = (appeal.no.as_str(), Seen(appeal.version), "按规定办。");
    let later =
        TimeLimit::WorkingDays(3).due(work.cx.at, &work.office.rules_of(appeal.rules)?.calendar).at;
    let ask = appeal.asked().next().map_or(0, |ask| ask.n);
    let slip =
        appeal.casework.slips.iter().rev().find(|slip| slip.is_live()).map_or(0, |one| one.n);
    match action {
        Action::Plan => appeals::plan(work, no, seen, &super::a_plan(later)),
        Action::Approve if on.coin => appeals::answer_ask(work, no, seen, ask, ""),
        Action::Approve => appeals::refuse_ask(work, no, seen, ask, words),
        Action::Extend => appeals::ask_extension(work, no, seen, words),
        Action::Pause if appeal.stopped().is_some() => appeals::resume(work, no, seen, ""),
        Action::Pause => {
            let (reason, words) = ("applicant".to_owned(), words.to_owned());
            appeals::pause(work, no, seen, &Pause { reason, until: later, words })
        }
        Action::Hold if appeal.stopped().is_some() => appeals::clear_hold(work, no, seen, words),
        Action::Hold => {
            let (condition, review_on) = (words.to_owned(), later);
            appeals::ask_hold(work, no, seen, &Hold { condition, review_on })
        }
        Action::IssueSlip if on.coin && slip > 0 => {
            appeals::cancel_slip(work, no, seen, slip, words)
        }
        Action::IssueSlip => {
            let (to, goal, evidence) = (on.grid, words.to_owned(), Evidence::Nothing);
            let form = NewSlip { to, person: None, goal, limit: None, evidence };
            appeals::issue_slip(work, no, seen, &form)
        }
        Action::DoSlip => appeals::finish_slip(work, no, slip, words, 0),
        Action::CheckSlip => appeals::check_slip(work, no, seen, (slip, on.coin), words),
        Action::Terminate => appeals::terminate(work, no, seen, "legal_channel", words),
        Action::Conclude => appeals::conclude(work, no, seen, words),
        Action::Reconsider => appeals::reconsider(work, no, seen, words),
        Action::Undo => appeals::undo(work, no),
        action => on_orders(work, action, appeal, on),
    }
}

fn on_orders(
    work: &mut Work<'_, '_>,
    action: Action,
    appeal: &Appeal,
    on: &Desk,
) -> Result<Appeal, Problem> {
    let (no, seen) = (appeal.no.as_str(), Seen(appeal.version));
    let (words, override_reason) = ("按规定办。".to_owned(), "会上定的".to_owned());
    let live = appeal.orders.iter().find(|order: &&Order| order.is_live()).map_or(0, |one| one.n);
    let unit = if on.coin { on.city } else { on.party };
    match action {
        Action::ReturnOrder => {
            let (reason, suggested) = ("wrong_place".to_owned(), Some(unit));
            appeals::return_order(work, no, seen, &Return { reason, words, suggested })
        }
        Action::Rule => {
            let open = appeal.casework.disputes.iter().find(|dispute| dispute.ruling.is_none());
            let (dispute, to) = (open.map_or(0, |one| one.n), Some(unit).filter(|_| on.coin));
            appeals::rule(work, no, seen, &RuleOn { dispute, to, words, override_reason })
        }
        Action::Reassign => {
            appeals::reassign(work, no, seen, (live, unit), (&words, &override_reason))
        }
        Action::Recuse => {
            let (unit, lead) = (on.party, Some(on.city));
            appeals::recuse(work, no, seen, &Recuse { unit, lead, words, override_reason })
        }
        Action::Relane => {
            let lane = if on.coin { Lane::Urgent } else { Lane::General };
            appeals::relane(work, no, seen, lane, &words)
        }
        Action::List => {
            let (why, until) = (if on.coin { Why::Hard } else { Why::Supervised }, None);
            appeals::list(work, no, seen, &ToList { why, until, words })
        }
        Action::Supervise => appeals::supervise(work, no, &words),
        Action::AnswerSupervision => appeals::answer_supervision(work, no, seen, &words),
        Action::ObjectCount => {
            let reasons = appeal.counting().other().reasons();
            appeals::object_count(work, no, reasons.first().copied(), &words)
        }
        Action::RuleCount => {
            let waits = appeal.objection().map_or(0, |one| one.n);
            appeals::rule_count(work, no, (waits, on.coin), &words)
        }
        Action::Meet => {
            let (what, held_at, who) = (Measure::SiteVisit, work.cx.at, words.clone());
            appeals::meet(work, no, &Meeting { what, held_at, who, words })
        }
        Action::Share => appeals::share(work, no, unit, &words),
        Action::Attend => appeals::attend(work, no, &words),
        _ => Err(Problem::NotFound),
    }
}

/// The theorem, of what is stored: open means owed, working means one live lead order.
fn holds(town: &Town, appeal: &Appeal) {
    let set = town.office.rules_of(appeal.rules).unwrap();
    let owed = appeals::duties(appeal, &set);
    let beside = [DutyKind::Call, DutyKind::RuleCount];
    let leading = owed.iter().any(|duty| !beside.contains(&duty.kind));
    assert_eq!(appeal.state.is_open(), leading, "{:?} owes {owed:?}", appeal.state);
    let leads = appeal.orders.iter().filter(|one| one.is_live() && one.part == Part::Lead).count();
    let working = ["planning", "handling"].contains(&appeal.state.standing().code());
    assert_eq!(leads, usize::from(working), "{:?}", appeal.state);
}

fn people(town: &Town) -> Vec<Actor> {
    let mut people = vec![town.resident.clone(), town.clerk.clone(), town.gardeners.clone()];
    people.extend([town.reviewer.clone(), town.caller.clone()]);
    for (unit, role) in [
        ("cgss", "secretary"),
        ("zh_city", "head"),
        ("zh_party", "handler"),
        ("zh_party", "head"),
        ("zhonghan", "head"),
        ("cgss-g01", "grid_worker"),
        ("platform", "dispatcher"),
    ] {
        people.push(town.person(unit, role));
    }
    people
}

/// One history: everybody makes whatever move he may, and `sees` looks at the town after each minute.
pub(crate) fn one_history(town: &Town, seed: u64, sees: impl Fn(i64)) -> usize {
    let people = people(town);
    let mut chance = Chance(Seed::fixed(seed).draw());
    let mut no = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
    let mut made = 0;
    for minute in 1..STEPS {
        let actor = &people[chance.below(people.len())];
        let (which, coin) = (chance.below(64), chance.coin());
        let asked = no.clone();
        let step = move |work: &mut Work<'_, '_>| {
            let appeal = appeals::by_no(work, &asked)?;
            let may = appeals::moves_now(work, &appeal)?;
            let action = may.get(which % may.len().max(1)).ok_or(Problem::NotFound)?;
            make(work, *action, &appeal, coin)
        };
        let minute = i64::try_from(minute).unwrap() * 7;
        let outcome = town.does(actor, minute, step);
        sees(minute);
        match outcome {
            Ok(appeal) => {
                made += 1;
                holds(town, &appeal);
                if !appeal.state.is_open() && chance.coin() {
                    no = town.files(greens(PlaceGiven::Known(town.estate()))).unwrap().appeal.no;
                }
            }
            Err(Problem::Broken { logged }) => panic!("step {minute} of history {seed}: {logged}"),
            Err(_) => {}
        }
    }
    made
}

#[test]
fn random_histories_of_every_move_keep_the_laws_in_the_database() {
    in_town(|town| {
        let made: usize = (1..=6).map(|seed| one_history(town, seed, |_| {})).sum();
        println!("{made} moves");
        assert!(made > 150, "{made} moves were made");
        assert!(town.verifies());
    });
}
