//! A small world explored to its end: one appeal, three units, four people and an applicant. Every move
//! that the table allows is made from every state that can be reached, until nothing new comes.

mod counts;
mod deep;

use crate::appeals::nouns::{Action, NoticeKind};
use std::collections::{BTreeMap, HashMap, VecDeque};

use xianban_kernel::{Actor, DossierId, Moment, PersonId, Post, Role, Staff, StaffId, UnitId};

use deep::Theme;

use super::desk::policy::{Mover, allowed, notes_beside};
use super::laws::{holds, shipped};
use super::*;
use crate::dossier::Kept;
use crate::organisation::UnitKind;
use crate::rules::{AppealKind, HandleClass, Lane, RuleSet};

const COMMUNITY: AtUnit = AtUnit { unit: UnitId::new(1), kind: UnitKind::Community };
const GARDENERS: AtUnit = AtUnit { unit: UnitId::new(2), kind: UnitKind::StreetDepartment };
const PLATFORM: AtUnit = AtUnit { unit: UnitId::new(3), kind: UnitKind::PlatformOffice };

/// Monday at nine; the clock stands still, for no move asks it.
const NOW: Moment = Moment::from_millis(1_795_395_600_000);

fn words() -> Kept {
    Kept { vault: 1, sm3: String::new() }
}

fn staff(id: i64, unit: AtUnit, roles: &[&str]) -> Actor {
    let post = |role: &&str| Post { unit: unit.unit, role: Role::new(role) };
    let posts = roles.iter().map(post).collect();
    Actor::Staff(Staff::new(StaffId::new(id), "演示", posts))
}

/// The office has one who reviews and one who asks; neither does handling moves.
fn people() -> Vec<Actor> {
    vec![
        Actor::Resident(PersonId::new(1)),
        Actor::System,
        staff(1, COMMUNITY, &["clerk", "secretary", "handler"]),
        staff(2, GARDENERS, &["handler", "head"]),
        staff(3, PLATFORM, &["reviewer"]),
        staff(4, PLATFORM, &["follow_up"]),
        staff(5, PLATFORM, &["dispatcher"]),
    ]
}

fn filed(origin: Origin) -> Appeal {
    let asked = origin.is_rated().then(|| "resident:1".to_owned());
    let submitted = Submitted {
        no: String::new(),
        query: String::new(),
        kind: AppealKind::Livelihood,
        origin,
        rules: 1,
        applicant: asked,
        place: None,
        receiver: COMMUNITY,
        office: PLATFORM,
        tile: None,
        lane: Lane::General,
        minor: false,
        public: false,
        title: words(),
        text: words(),
        where_said: None,
        contact: None,
        parent: None,
        beside: None,
    };
    Appeal::begin(370_212, DossierId::new(1), NOW, "resident:1", &submitted)
}

/// Every event with which `actor` can make this move now.
fn events(
    set: &RuleSet,
    appeal: &Appeal,
    actor: &Actor,
    action: Action,
    theme: Theme,
) -> Vec<Event> {
    let proposed = |what: Proposed, reason: Option<&str>| {
        let reason = reason.map(str::to_owned);
        vec![Event::Proposed(ProposedWords {
            what,
            reason,
            words: words(),
            about: None,
            due: Some(NOW),
        })]
    };
    match action {
        Action::Accept => {
            vec![Event::Accepted(Accepted { place: None, receiver: COMMUNITY, assessor: None })]
        }
        Action::Decline | Action::Terminate => proposed(Proposed::Refusal, Some("unlawful")),
        Action::Conclude => proposed(Proposed::Conclusion, None),
        Action::Answer => proposed(Proposed::Answer, None),
        Action::Complete => {
            if appeal.is_worked_off() {
                proposed(Proposed::Result, None)
            } else {
                Vec::new()
            }
        }
        Action::Assess => {
            let may = [COMMUNITY, GARDENERS].into_iter().filter(|unit| appeal.may_lead(*unit));
            may.map(|lead| assessed(lead, appeal, theme)).collect()
        }
        Action::Dispatch => dispatched(appeal),
        Action::Acknowledge | Action::Report => on_orders(appeal, actor, action),
        Action::Note => {
            let beside = notes_beside(&set.rules, appeal, actor);
            vec![Event::Noted(Noted { words: words(), unit: None, beside })]
        }
        Action::Release => vec![Event::Released(Released { until: NOW, asker: None })],
        Action::SendBack => vec![Event::SentBack(SentBack { words: words() })],
        Action::Verify => [true, false].map(verified).into(),
        Action::FollowUp if theme == Theme::Voices => {
            [5, 1].map(|grade| taken_down(set, appeal, grade)).into()
        }
        Action::FollowUp => vec![Event::FollowedUp(FollowedUp {
            method: "phone".to_owned(),
            solved: Some(true),
            satisfied: Some(true),
            words: words(),
            witness: None,
        })],
        Action::Call => [true, false].map(|reached| called(set, appeal, reached)).into(),
        Action::Rate => {
            let grades: &[i64] = if theme.rates_badly() { &[5, 1] } else { &[5] };
            grades.iter().map(|grade| Event::Rated(rated(set, appeal, *grade))).collect()
        }
        Action::Rework if appeal.round < set.rules.rating.max_rounds => {
            vec![Event::Reworked(Reworked { words: words(), leader: COMMUNITY, supervised: false })]
        }
        Action::Withdraw => vec![Event::Withdrawn(Withdrawn { words: words() })],
        Action::Urge => vec![Event::Urged(Urged { to: COMMUNITY })],
        action if theme != Theme::Loop => deep::events(appeal, actor, action),
        _ => Vec::new(),
    }
}

fn assessed(lead: AtUnit, appeal: &Appeal, theme: Theme) -> Event {
    let against = appeal.casework.assessment.against;
    Event::Assessed(Assessed {
        list: String::new(),
        matter: String::new(),
        class: HandleClass::General,
        lane: Lane::General,
        facts: None,
        lead,
        overridden: None,
        more: Assessment { plan: theme.plans(), against, ..Assessment::default() },
    })
}

/// One assisting order a round, to the unit that does not lead.
fn dispatched(appeal: &Appeal) -> Vec<Event> {
    let round = appeal.orders.iter().filter(|order| order.round == appeal.round);
    let taken: Vec<UnitId> = round.map(|order| order.unit.unit).collect();
    let free = [COMMUNITY, GARDENERS].into_iter().filter(|unit| !taken.contains(&unit.unit));
    free.map(|unit| Event::Dispatched(Dispatched { unit, words: words(), overridden: None }))
        .collect()
}

fn on_orders(appeal: &Appeal, actor: &Actor, action: Action) -> Vec<Event> {
    let units: Vec<UnitId> = actor.staff().unwrap().posts.iter().map(|post| post.unit).collect();
    let own = |order: &&Order| order.is_live() && units.contains(&order.unit.unit);
    let event = |order: &Order| {
        let n = order.n;
        Some(match (action, order.part) {
            (Action::Acknowledge, _) if order.progress == Progress::Sent => {
                Event::Acknowledged(Acknowledged { order: n })
            }
            (Action::Acknowledge, _) => return None,
            (_, Part::Lead) => {
                Event::Contacted(Contacted { order: n, words: words(), through: None })
            }
            (_, Part::Assist) => Event::Reported(Reported { order: n, words: words() }),
        })
    };
    appeal.orders.iter().filter(own).filter_map(event).collect()
}

fn verified(solved: bool) -> Event {
    Event::Verified(Verified { solved, words: words(), rework_until: NOW })
}

fn called(set: &RuleSet, appeal: &Appeal, reached: bool) -> Event {
    let most = set.rules.limits.calls_at_most;
    let again = !reached && appeal.call.is_some_and(|call| call.tries + 1 < most);
    Event::Called(Called { reached, words: words(), again })
}

fn rated(set: &RuleSet, appeal: &Appeal, grade: i64) -> Rated {
    let again = set.rules.rating.reopens(grade, true) && appeal.round < set.rules.rating.max_rounds;
    let then = if again {
        AfterRating::Round { leader: COMMUNITY, supervised: appeal.round >= 2 }
    } else if set.rules.rating.reopens(grade, true) {
        AfterRating::Conclusion { by: PLATFORM }
    } else {
        AfterRating::Closed { rework_until: NOW }
    };
    let how = "self".to_owned();
    Rated { grade, solved: true, how, words: None, taken: None, then }
}

/// The same, as somebody of the office wrote it down.
fn taken_down(set: &RuleSet, appeal: &Appeal, grade: i64) -> Event {
    let (role, method) = (Role::new("follow_up"), "phone".to_owned());
    let taken = TakenDown { unit: PLATFORM, role, method, witness: None, until: NOW };
    let how = "oral".to_owned();
    Event::Rated(Rated { how, taken: Some(taken), ..rated(set, appeal, grade) })
}

/// What happens by itself.
fn by_itself(appeal: &Appeal) -> Vec<Event> {
    let mut events = Vec::new();
    if appeal.state.closes_at().is_some() {
        events.push(Event::Closed(ClosedUnrated { rework_until: NOW }));
    }
    if appeal.call.is_none() && appeal.round == 1 {
        events.push(Event::Undelivered(Undelivered { notice: NoticeKind::Accepted }));
    }
    events
}

/// What of an appeal later moves depend on: orders of rounds gone and how often he urged do not.
fn essence(appeal: &Appeal) -> String {
    let orders: Vec<&Order> =
        appeal.orders.iter().filter(|order| order.round == appeal.round).collect();
    let Appeal { state, hands, round, call, assessor, casework, .. } = appeal;
    format!("{state:?}{orders:?}{hands:?}{round}{call:?}{assessor:?}{casework:?}")
}

/// The world of one appeal: every state, and from which states each is reached.
struct Explored {
    states: Vec<Appeal>,
    from: Vec<Vec<usize>>,
    /// How often each move was made.
    made: BTreeMap<&'static str, usize>,
}

fn explore(origin: Origin, set: &RuleSet) -> Explored {
    explore_theme(origin, set, Theme::Loop)
}

fn explore_theme(origin: Origin, set: &RuleSet, theme: Theme) -> Explored {
    let (mut people, first) = (people(), filed(origin));
    if theme == Theme::Voices {
        people.push(staff(6, PLATFORM, &["follow_up"]));
    }
    let mut known = HashMap::from([(essence(&first), 0)]);
    let mut world = Explored { states: vec![first], from: vec![Vec::new()], made: BTreeMap::new() };
    let mut waiting = VecDeque::from([0]);
    while let Some(here) = waiting.pop_front() {
        let before = world.states[here].clone();
        holds(&before, set);
        owned(set, &people, &before);
        for (actor, event) in steps(set, &people, &before, theme) {
            let after = carried(set, &before, actor, &event);
            *world.made.entry(event.kind()).or_default() += 1;
            let next = world.states.len();
            let at = *known.entry(essence(&after)).or_insert(next);
            if at == next {
                world.states.push(after);
                world.from.push(Vec::new());
                waiting.push_back(next);
            }
            world.from[at].push(here);
        }
    }
    world
}

fn steps<'a>(
    set: &RuleSet,
    people: &'a [Actor],
    appeal: &Appeal,
    theme: Theme,
) -> Vec<(&'a Actor, Event)> {
    let mut steps = Vec::new();
    for actor in people {
        if *actor == Actor::System && theme == Theme::Loop {
            steps.extend(by_itself(appeal).into_iter().map(|event| (actor, event)));
        }
        for line in MOVES {
            if theme.has(line.action)
                && allowed(&set.rules, appeal, &Mover::plain(actor), line.action)
            {
                let events = events(set, appeal, actor, line.action, theme);
                steps.extend(events.into_iter().map(|event| (actor, event)));
            }
        }
    }
    steps
}

/// One step, with the laws that speak of steps.
fn carried(set: &RuleSet, before: &Appeal, actor: &Actor, event: &Event) -> Appeal {
    let mark = actor.mark();
    let after = before.clone().after(NOW, &mark, event).unwrap();
    let payload = serde_json::to_string(event).unwrap();
    let read = Event::decode(event.kind(), &payload).unwrap();
    assert_eq!(before.clone().after(NOW, &mark, &read).as_ref(), Ok(&after), "folds agree");
    assert!(after.round >= before.round && after.round <= set.rules.rating.max_rounds);
    let looks = matches!(
        event,
        Event::Released(_) | Event::SentBack(_) | Event::Verified(_) | Event::FollowedUp(_)
    );
    assert!(!(looks && before.was_handled_by(&mark)), "nobody reviews what he handled");
    let taken = matches!(event, Event::Rated(rated) if rated.taken.is_some());
    let asks = taken || matches!(event, Event::FollowedUp(_));
    assert!(!asks || before.may_be_asked_by(&mark), "nobody asks who reviewed or was disowned");
    let answered =
        matches!(after.state, State::FollowingUp(_) | State::Declined | State::Transferred);
    let was = matches!(before.state, State::FollowingUp(_) | State::Declined | State::Transferred);
    // What is struck had been released before.
    let released = matches!(event, Event::Released(_) | Event::Disowned(_));
    assert!(!answered || was || released, "no reply without review");
    after
}

/// From which states an end can be reached that is not the applicant's giving up.
fn can_end(world: &Explored) -> Vec<bool> {
    let ended =
        |appeal: &Appeal| !appeal.state.is_open() && appeal.state.standing() != Standing::Withdrawn;
    let mut ends: Vec<bool> = world.states.iter().map(ended).collect();
    let mut waiting: Vec<usize> = (0..ends.len()).filter(|n| ends[*n]).collect();
    while let Some(there) = waiting.pop() {
        for here in &world.from[there] {
            if !ends[*here] {
                ends[*here] = true;
                waiting.push(*here);
            }
        }
    }
    ends
}

/// An open appeal without a way on.
fn stuck(world: &Explored) -> Option<&Appeal> {
    let ends = can_end(world);
    let open = world.states.iter().zip(ends).filter(|(appeal, _)| appeal.state.is_open());
    open.filter(|(_, ends)| !ends).map(|(appeal, _)| appeal).next()
}

/// Everything owed is owed by somebody who is there.
fn owned(set: &RuleSet, people: &[Actor], appeal: &Appeal) {
    for duty in duties(appeal, set) {
        let seat = |post: &Post| post.unit == duty.unit && post.role == duty.role;
        let held = people.iter().filter_map(Actor::staff).any(|one| one.posts.iter().any(seat));
        assert!(held, "{duty:?} is owed by nobody here");
    }
}

#[test]
fn in_the_whole_world_of_a_resident_s_appeal_every_law_holds_and_every_way_has_an_end() {
    let world = explore(Origin::Resident, &shipped());
    println!("{} states, {:?}", world.states.len(), world.made);
    assert!(world.states.len() > 1_000, "{} states", world.states.len());
    assert_eq!(stuck(&world), None);
    let rounds = world.states.iter().map(|appeal| appeal.round).max();
    assert_eq!(rounds, Some(3));
    assert!(!world.made.contains_key("verified.1"), "what a resident asked is not verified");
}

#[test]
fn in_the_whole_world_of_a_patrol_report_every_law_holds_and_every_way_has_an_end() {
    let world = explore(Origin::GridPatrol, &shipped());
    println!("{} states, {:?}", world.states.len(), world.made);
    assert_eq!(stuck(&world), None);
    assert!(!world.made.contains_key("rated.1") && !world.made.contains_key("followed_up.1"));
}
