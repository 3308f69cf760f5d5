//! The small world once for each side of handling in depth: plan and approval, returns and rulings,
//! task slips, stopped clocks, other ends. The rest of the life is kept narrow there, so that every
//! state that can be reached is looked at.

use super::*;

/// One side of handling in depth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theme {
    /// The first loop alone.
    Loop,
    Plans,
    Returns,
    Slips,
    Clocks,
    Ends,
    Voices,
    Urging,
    Counts,
}

impl Theme {
    /// Whether a move belongs to this world.
    pub(super) fn has(self, action: Action) -> bool {
        use Action as A;
        let narrow = matches!(
            action,
            A::Accept
                | A::Assess
                | A::Acknowledge
                | A::Complete
                | A::Release
                | A::SendBack
                | A::Rate
        );
        let own = match self {
            Self::Loop => return true,
            Self::Plans => matches!(action, A::Plan | A::Approve | A::Report),
            Self::Returns => {
                matches!(action, A::ReturnOrder | A::Rule | A::Reassign | A::Recuse | A::Supplement)
            }
            Self::Voices => matches!(action, A::FollowUp | A::Disown | A::Rework | A::Conclude),
            Self::Slips => matches!(action, A::IssueSlip | A::DoSlip | A::CheckSlip | A::Reassign),
            Self::Clocks => matches!(action, A::Pause | A::Hold | A::Extend | A::Approve),
            Self::Urging => matches!(action, A::Supervise | A::AnswerSupervision | A::List),
            Self::Counts => matches!(action, A::ObjectCount | A::RuleCount | A::Conclude),
            Self::Ends => {
                matches!(
                    action,
                    A::Terminate | A::Transfer | A::Reconsider | A::Conclude | A::Decline
                )
            }
        };
        narrow || own
    }

    /// Whether assessing asks for a plan.
    pub(super) fn plans(self) -> bool {
        self == Self::Plans
    }

    /// Whether a bad rating belongs to this world.
    pub(super) fn rates_badly(self) -> bool {
        matches!(self, Self::Loop | Self::Ends | Self::Voices | Self::Counts)
    }
}

/// Every event of handling in depth with which `actor` can make this move now.
pub(super) fn events(appeal: &Appeal, actor: &Actor, action: Action) -> Vec<Event> {
    let casework = &appeal.casework;
    let mark = actor.mark();
    let waiting: Vec<&Ask> = appeal.asked().collect();
    let free = |sort: fn(&AskFor) -> bool| !waiting.iter().any(|ask| sort(&ask.what));
    match action {
        Action::Plan
            if free(|what| matches!(what, AskFor::Plan { .. })) && casework.plans.len() < 3 =>
        {
            vec![planned(None), planned(Some(above(actor)))]
        }
        Action::Approve => waiting
            .iter()
            .filter(|ask| sits(actor, ask.approver))
            .flat_map(|ask| {
                let granted = Event::Granted(Granted { ask: ask.n, words: None });
                let refused = Event::Refused(Refused { ask: ask.n, words: words() });
                // The bound of this world: what is asked for the third time is granted.
                if casework.plans.len() < 3 { vec![granted, refused] } else { vec![granted] }
            })
            .collect(),
        Action::Extend
            if free(|what| matches!(what, AskFor::Extension { .. })) && casework.asks.len() < 3 =>
        {
            let add = xianban_kernel::TimeLimit::WorkingDays(7);
            let (words, approver) = (words(), above(actor));
            vec![Event::ExtensionAsked(ExtensionAsked { add, words, approver })]
        }
        Action::Supervise | Action::AnswerSupervision | Action::List => {
            urging(appeal, &mark, action)
        }
        Action::ObjectCount | Action::RuleCount => counts::events(appeal, action),
        Action::Pause => clock(appeal, actor, StopFor::Pause),
        Action::Hold => clock(appeal, actor, StopFor::Hold),
        Action::ReturnOrder | Action::Rule | Action::Reassign | Action::Recuse => {
            orders(appeal, actor, action)
        }
        Action::IssueSlip => {
            let own = |order: &&Order| order.is_live() && sits(actor, order.unit);
            let room = usize::from(casework.slips.len() < 2);
            let new = appeal.orders.iter().filter(own).map(|order| slip(order.n)).take(room);
            let live = casework.slips.iter().filter(|slip| slip.is_live());
            let off = live.map(|slip| SlipEnded { slip: slip.n, words: words() });
            new.chain(off.map(Event::SlipEnded)).collect()
        }
        Action::DoSlip => slips(appeal, actor, |slip| slip.progress != SlipProgress::Finished)
            .flat_map(|slip| {
                let taken = Event::SlipTaken(SlipTaken { slip: slip.n });
                let done = Event::SlipFinished(SlipFinished { slip: slip.n, words: words() });
                if slip.progress == SlipProgress::Sent { vec![taken, done] } else { vec![done] }
            })
            .collect(),
        Action::CheckSlip => casework
            .slips
            .iter()
            .filter(|slip| slip.progress == SlipProgress::Finished)
            .filter(|slip| slip.done_by.as_deref() != Some(&mark))
            .flat_map(|slip| [true, false].map(|good| checked(slip.n, good)))
            .collect(),
        action => ends(appeal, action),
    }
}

fn ends(appeal: &Appeal, action: Action) -> Vec<Event> {
    match action {
        Action::Disown => {
            appeal.disownable().map(|taken| disowned(appeal, taken)).into_iter().collect()
        }
        Action::Transfer => vec![proposed(Proposed::Transfer)],
        Action::Reconsider => {
            let (words, receiver) = (words(), PLATFORM);
            vec![Event::Reconsidered(Reconsidered { words, receiver })]
        }
        Action::Supplement => vec![Event::Supplemented(Supplemented { words: words() })],
        _ => Vec::new(),
    }
}

/// What the applicant says of a rating that staff took down.
fn disowned(appeal: &Appeal, taken: &Taken) -> Event {
    let until = appeal.closed_by(taken).then_some(NOW);
    let Taken { unit, role, at: taken_at, .. } = taken.clone();
    Event::Disowned(Disowned { words: None, unit, role, taken_at, until, asker: None })
}

fn sits(actor: &Actor, at: AtUnit) -> bool {
    actor.staff().is_some_and(|staff| staff.posts.iter().any(|post| post.unit == at.unit))
}

/// Who answers what somebody asks: nobody himself, so what the community asks goes one level up.
fn above(actor: &Actor) -> AtUnit {
    if sits(actor, COMMUNITY) { PLATFORM } else { COMMUNITY }
}

fn planned(approver: Option<AtUnit>) -> Event {
    let [nature, responsibility, procedure, goal] = std::array::from_fn(|_| words());
    let limit = NOW;
    Event::Planned(Planned { nature, responsibility, limit, procedure, goal, approver })
}

fn proposed(what: Proposed) -> Event {
    Event::Proposed(ProposedWords { what, reason: None, words: words(), about: None, due: None })
}

fn clock(appeal: &Appeal, actor: &Actor, what: StopFor) -> Vec<Event> {
    let until = NOW.plus_millis(24 * 3_600_000);
    match (appeal.stopped().map(|stop| stop.what), what) {
        (Some(StopFor::Pause), StopFor::Pause) => vec![Event::Resumed(Resumed { words: None })],
        (Some(StopFor::Hold), StopFor::Hold) => vec![
            Event::HoldCleared(HoldCleared { words: words() }),
            Event::HoldKept(HoldKept { review_on: until, words: words() }),
        ],
        (Some(_), _) => Vec::new(),
        (None, _) if appeal.casework.stops.len() > 1 || appeal.casework.asks.len() > 2 => {
            Vec::new()
        }
        (None, StopFor::Pause) => {
            vec![Event::Paused(Paused { reason: String::new(), until, words: words() })]
        }
        (None, StopFor::Hold) => {
            if appeal.asked().any(|ask| matches!(ask.what, AskFor::Hold { .. })) {
                return Vec::new();
            }
            let (condition, approver) = (words(), above(actor));
            vec![Event::HoldAsked(HoldAsked { condition, review_on: until, approver })]
        }
    }
}

fn urging(appeal: &Appeal, mark: &str, action: Action) -> Vec<Event> {
    let urged = appeal.casework.supervisions.len();
    match action {
        Action::Supervise if urged < 2 => {
            let (to, by) = (appeal.holder(), mark.to_owned());
            vec![Event::Supervised(Supervised { to, by, words: words() })]
        }
        Action::AnswerSupervision => {
            vec![Event::SupervisionAnswered(SupervisionAnswered { words: words() })]
        }
        Action::List if appeal.is_listed(Why::Supervised) => {
            vec![Event::Unlisted(Unlisted { why: Why::Supervised, words: words() })]
        }
        Action::List if urged == 0 => {
            let (why, until, by) = (Why::Supervised, None, Some(COMMUNITY));
            vec![Event::Listed(Listed { why, until, by, words: words() })]
        }
        _ => Vec::new(),
    }
}

fn orders(appeal: &Appeal, actor: &Actor, action: Action) -> Vec<Event> {
    let live: Vec<&Order> = appeal.orders.iter().filter(|order| order.is_live()).collect();
    let other = |unit: AtUnit| if unit == COMMUNITY { GARDENERS } else { COMMUNITY };
    match action {
        Action::ReturnOrder => live
            .into_iter()
            .filter(|order| sits(actor, order.unit))
            .filter(|order| appeal.may_return(order.unit.unit) && appeal.dispute(order.n).is_none())
            .map(|order| {
                let (reason, words, ruler) = (String::new(), words(), PLATFORM);
                let suggested = Some(other(order.unit));
                Event::Returned(Returned { order: order.n, reason, words, suggested, ruler })
            })
            .collect(),
        Action::Rule => appeal
            .casework
            .disputes
            .iter()
            .filter(|dispute| dispute.ruling.is_none() && sits(actor, dispute.ruler))
            .flat_map(|dispute| {
                let unit = if dispute.unit == COMMUNITY.unit { GARDENERS } else { COMMUNITY };
                [None, Some(unit).filter(|unit| appeal.may_lead(*unit))].map(|to| {
                    let (words, overridden) = (words(), None);
                    Event::Ruled(Ruled { dispute: dispute.n, to, words, overridden })
                })
            })
            .collect(),
        Action::Reassign if appeal.orders.len() < 4 => live
            .into_iter()
            .filter(|order| appeal.dispute(order.n).is_none() && appeal.may_lead(other(order.unit)))
            .map(|order| {
                let (to, words) = (other(order.unit), words());
                Event::Reassigned(Reassigned { order: order.n, to, words, overridden: None })
            })
            .collect(),
        Action::Recuse if appeal.casework.assessment.against.is_none() => {
            let leads = appeal.lead().is_some_and(|lead| lead.unit == GARDENERS);
            let (lead, words) = (leads.then_some(COMMUNITY), words());
            let disputed = appeal.lead().is_some_and(|lead| appeal.dispute(lead.n).is_some());
            let recused = Recused { unit: GARDENERS, lead, words, overridden: None };
            if disputed { Vec::new() } else { vec![Event::Recused(recused)] }
        }
        _ => Vec::new(),
    }
}

fn slip(order: i64) -> Event {
    Event::SlipIssued(SlipIssued {
        order,
        to: GARDENERS,
        person: None,
        goal: words(),
        limit: NOW.plus_millis(3_600_000),
        evidence: crate::rules::Evidence::Nothing,
    })
}

fn slips<'a>(
    appeal: &'a Appeal,
    actor: &'a Actor,
    fits: impl Fn(&Slip) -> bool + 'a,
) -> impl Iterator<Item = &'a Slip> {
    let own = move |slip: &&Slip| slip.is_live() && sits(actor, slip.to) && fits(slip);
    appeal.casework.slips.iter().filter(own)
}

fn checked(slip: i64, good: bool) -> Event {
    let limit = (!good).then(|| NOW.plus_millis(3_600_000));
    Event::SlipChecked(SlipChecked { slip, good, limit, words: None })
}

pub(super) fn explored(theme: Theme) -> Explored {
    let world = explore_theme(Origin::Resident, &shipped(), theme);
    println!("{theme:?}: {} states, {:?}", world.states.len(), world.made);
    assert_eq!(stuck(&world), None);
    world
}

#[test]
fn plans_and_approvals_keep_every_law() {
    let made = explored(Theme::Plans).made;
    assert!(made["planned.1"] > 10 && made["granted.1"] > 5 && made["refused.1"] > 5, "{made:?}");
}

#[test]
fn returns_and_rulings_keep_every_law() {
    let world = explored(Theme::Returns);
    assert!(world.made["ruled.1"] > 10 && world.made["recused.1"] > 5, "{:?}", world.made);
    for appeal in &world.states {
        let again = appeal.casework.disputes.iter().map(|dispute| dispute.unit);
        let mut units: Vec<_> = again.collect();
        units.sort_unstable();
        units.dedup();
        assert_eq!(units.len(), appeal.casework.disputes.len(), "each unit returns once");
        let accused = appeal.casework.assessment.against;
        let leads = appeal.lead().map(|lead| lead.unit);
        assert!(accused.is_none() || leads != accused, "the unit complained of never leads");
    }
}

#[test]
fn task_slips_keep_every_law() {
    let world = explored(Theme::Slips);
    assert!(world.made["slip_checked.1"] > 10, "{:?}", world.made);
    for appeal in &world.states {
        let live = appeal.casework.slips.iter().any(Slip::is_live);
        assert!(!live || appeal.state == State::Handling, "a slip lives in Handling only");
    }
}

#[test]
fn stopped_clocks_keep_every_law() {
    let world = explored(Theme::Clocks);
    assert!(world.made["hold_cleared.1"] > 5 && world.made["resumed.1"] > 5, "{:?}", world.made);
    for appeal in &world.states {
        assert!(appeal.stopped().is_none() || appeal.state == State::Handling);
    }
}

#[test]
fn other_ends_keep_every_law() {
    let world = explored(Theme::Ends);
    let ends: std::collections::BTreeSet<_> =
        world.states.iter().map(|appeal| appeal.state.standing().code()).collect();
    for end in ["declined", "transferred", "concluding", "closed"] {
        assert!(ends.contains(end), "{ends:?}");
    }
    for appeal in &world.states {
        let twice = appeal.casework.reconsidered && appeal.casework.object_until.is_some();
        assert!(!twice || appeal.state == State::Declined);
    }
}

#[test]
fn ratings_that_staff_took_down_keep_every_law() {
    let world = explored(Theme::Voices);
    assert!(world.made["disowned.1"] > 10, "{:?}", world.made);
    for appeal in &world.states {
        let work = &appeal.casework;
        assert!(work.disowned.is_none() || appeal.disownable().is_none(), "once an appeal");
        let State::Closed(closing) = &appeal.state else { continue };
        assert!(closing.grade.is_none() || closing.grade == work.grade, "one grade counts");
    }
}

#[test]
fn what_superiors_urge_is_owed_until_it_is_answered() {
    let world = explored(Theme::Urging);
    let made = &world.made;
    assert!(made["supervised.1"] > 10 && made["supervision_answered.1"] > 10, "{made:?}");
    for appeal in world.states.iter().filter(|appeal| appeal.state.is_open()) {
        let owed = duties(appeal, &shipped());
        let of = |kind| owed.iter().filter(|duty| duty.kind == kind).count();
        assert_eq!(of(DutyKind::AnswerSupervision), appeal.unanswered().count());
        let listed = usize::from(appeal.is_listed(Why::Supervised));
        assert_eq!(of(DutyKind::ReviewListing), listed, "whoever listed it looks at it");
    }
}
