//! What is done and what comes next: the five steps with their times, and the moves in the order
//! in which they are wanted.

use xianban_domain::appeals::{Event, Glance, Happened};
use xianban_domain::rules::{Action, DutyKind};
use xianban_kernel::Moment;

use super::show::{Move, Trail};
use super::verbs::verb;
use crate::console::desk;
use crate::did;
use crate::frame::{Link, Stamp, Steps};
use crate::resident::appeals::view;

/// The five steps, each with when it was reached in this round; the present one says what is left.
pub(super) fn flow(glance: &Glance, history: &[Happened], now: Moment) -> Steps {
    let latest = |fits: fn(&Event) -> bool| {
        let found = history.iter().rev().find(|one| fits(&one.event));
        found.map(|one| Stamp::new(one.at, now))
    };
    let filed = history.first().map(|one| Stamp::new(one.at, now));
    let assessed = latest(|event| matches!(event, Event::Assessed(_)));
    let planned = latest(|event| matches!(event, Event::Planned(_)));
    let steps = view::steps(&glance.appeal)
        .noted(1, filed, "")
        .noted(2, assessed, "")
        .noted(3, planned.clone(), if planned.is_some() { "" } else { "不用定方案" })
        .noted(4, latest(|event| matches!(event, Event::Proposed(_))), "")
        .noted(5, latest(|event| matches!(event, Event::Released(_))), "已答复");
    let left = glance.next.as_ref().map(|(duty, _)| {
        let due = desk::due(duty.yellow, duty.due, now);
        if due.provisional { format!("{}（暂定）", due.left) } else { due.left }
    });
    let present = steps.now().map(|step| step.number);
    let ahead: Vec<usize> =
        steps.0.iter().filter(|step| step.stage == "ahead").map(|step| step.number).collect();
    let steps = ahead.into_iter().fold(steps, |steps, number| steps.noted(number, None, ""));
    present.map_or(steps.clone(), |number| steps.noted(number, None, left.unwrap_or_default()))
}

/// From this rank on a move is behind a word that opens.
const RARE: u8 = 5;

/// What the state waits for comes first, what is seldom wanted last.
const fn rank(action: Action) -> u8 {
    match action {
        Action::Accept
        | Action::Assess
        | Action::Acknowledge
        | Action::Plan
        | Action::Approve
        | Action::Rule
        | Action::DoSlip
        | Action::CheckSlip
        | Action::Release
        | Action::Verify
        | Action::FollowUp
        | Action::Attend
        | Action::FollowSpecial
        | Action::Conclude => 0,
        Action::Report => 1,
        Action::Complete => 2,
        Action::SendBack | Action::Answer | Action::IssueSlip | Action::Dispatch | Action::Call => {
            3
        }
        Action::Note | Action::Publish | Action::ReturnOrder | Action::Decline => 4,
        _ => RARE,
    }
}

/// What the reader may do, what he owes first; only that is the main thing to do.
pub(super) fn moves(mut wanted: Vec<Action>, own: &[DutyKind], base: &str) -> Vec<Move> {
    let owed: Vec<Action> = own.iter().flat_map(|kind| kind.answers()).copied().collect();
    let place = |action: &Action| owed.iter().position(|one| one == action).unwrap_or(owed.len());
    wanted.sort_by_key(|action| (place(action), rank(*action)));
    let first = wanted.first().copied().filter(|action| owed.contains(action));
    let step = |action: &Action| {
        let verb = verb(*action)?;
        let (code, main) = (action.code(), first == Some(*action));
        let rare = rank(*action) >= RARE && !owed.contains(action);
        let key = if main { "e" } else { key(*action) };
        let (text, grave, href) = (verb.text.to_owned(), verb.grave, format!("{base}/{code}"));
        Some(Move { code, text, href, grave, rare, main, key })
    };
    wanted.iter().filter_map(step).collect()
}

/// The single key of a move that is often wanted.
const fn key(action: Action) -> &'static str {
    match action {
        Action::Note => "n",
        Action::IssueSlip => "t",
        Action::Call => "c",
        _ => "",
    }
}

/// The queue that the appeal stands in: of what was just done, else of what the reader owes.
pub(super) fn way_back(path: &str, own: &[DutyKind]) -> Trail {
    let of = |action: Action| {
        let mut queues = desk::QUEUES.iter();
        queues.find(|(kind, ..)| kind.answers().contains(&action)).map(|(kind, ..)| *kind)
    };
    let kind = did::done(path).and_then(of).or_else(|| own.first().copied());
    let known = |kind: DutyKind| desk::QUEUES.iter().find(|(known, ..)| *known == kind);
    let list = kind
        .and_then(known)
        .map(|(kind, text, _)| Link::new(*text, format!("/c/inbox/{}", kind.code())));
    Trail { list, ..Trail::default() }
}
