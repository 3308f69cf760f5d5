//! What is done and what comes next: the five steps with their times, and the moves in the order
//! in which they are wanted.

use serde::Serialize;
use xianban_domain::appeals::{Action, DutyKind};
use xianban_domain::appeals::{Event, Glance, Happened};
use xianban_kernel::Moment;

use super::moves::step;
use crate::console::act::Rank;
use crate::console::desk;
use crate::did;
use crate::frame::{Link, Stamp, Steps};
use crate::resident::appeals::view;

/// The way here and the neighbours in that list.
#[derive(Clone, Debug, Default)]
pub struct Trail {
    /// The list.
    pub list: Option<Link>,
    /// The one before, for `K`.
    pub before: Option<String>,
    /// The one after, for `J`.
    pub after: Option<String>,
}

/// Something this person may do now.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Move {
    /// Its code, such as `dispatch`.
    pub code: &'static str,
    /// The words of the button.
    pub text: String,
    /// Its form.
    pub href: String,
    /// Whether it leaves the house or cannot be undone.
    pub grave: bool,
    /// Whether it is seldom wanted: behind a word that opens.
    pub rare: bool,
    /// Whether it is what this person owes now.
    pub main: bool,
    /// The single key that presses it; empty when it has none.
    #[serde(skip)]
    pub key: &'static str,
}

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

/// What the reader may do, what he owes first; only that is the main thing to do.
pub(super) fn moves(mut wanted: Vec<Action>, own: &[DutyKind], base: &str) -> Vec<Move> {
    let owed: Vec<Action> = own.iter().flat_map(|kind| kind.answers()).copied().collect();
    let place = |action: &Action| owed.iter().position(|one| one == action).unwrap_or(owed.len());
    let rank = |action: &Action| step(*action).map_or(Rank::Rare, |step| step.rank);
    wanted.sort_by_key(|action| (place(action), rank(action)));
    let first = wanted.first().copied().filter(|action| owed.contains(action));
    let shown = |action: &Action| {
        let step = step(*action)?;
        let (code, main) = (action.code(), first == Some(*action));
        let rare = step.rank >= Rank::Rare && !owed.contains(action);
        let key = if main { "e" } else { step.key };
        let (text, grave) = (step.verb.text.to_owned(), step.verb.grave);
        Some(Move { code, text, href: format!("{base}/{code}"), grave, rare, main, key })
    };
    wanted.iter().filter_map(shown).collect()
}

/// The queue that the appeal stands in: of what was just done, else of what the reader owes.
pub(super) fn way_back(path: &str, own: &[DutyKind]) -> Trail {
    let answers = |kind: &str, action| {
        DutyKind::from_code(kind).is_some_and(|kind| kind.answers().contains(&action))
    };
    let of = |action: Action| {
        let mut queues = desk::QUEUES.iter();
        queues.find(|(kind, ..)| answers(kind, action)).map(|(kind, ..)| *kind)
    };
    let owed = own.first().map(|kind| kind.code());
    let kind = did::done(path).and_then(of).or(owed);
    let known = |kind: &str| desk::QUEUES.iter().find(|(known, ..)| *known == kind);
    let list =
        kind.and_then(known).map(|(kind, text, _)| Link::new(*text, format!("/c/inbox/{kind}")));
    Trail { list, ..Trail::default() }
}
