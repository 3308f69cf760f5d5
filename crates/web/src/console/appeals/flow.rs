//! What is done and what comes next: the five steps with their times, and the moves in the order
//! in which they are wanted.

use xianban_domain::appeals::{Event, Glance, Happened};
use xianban_domain::rules::Action;
use xianban_kernel::Moment;

use crate::console::desk;
use crate::frame::{Stamp, Steps};
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
        .noted(2, assessed.clone(), "")
        .noted(3, planned.clone().or(assessed), if planned.is_some() { "" } else { "直接办理" })
        .noted(4, latest(|event| matches!(event, Event::Proposed(_))), "")
        .noted(5, latest(|event| matches!(event, Event::Released(_))), "已答复");
    let left = glance.next.as_ref().map(|(duty, _)| desk::due(duty.yellow, duty.due, now).left);
    let present = steps.now().map(|step| step.number);
    let ahead: Vec<usize> =
        steps.0.iter().filter(|step| step.stage == "ahead").map(|step| step.number).collect();
    let steps = ahead.into_iter().fold(steps, |steps, number| steps.noted(number, None, ""));
    present.map_or(steps.clone(), |number| steps.noted(number, None, left.unwrap_or_default()))
}

/// From this rank on a move is behind a word that opens.
pub(super) const RARE: u8 = 5;

/// What the state waits for comes first, what is seldom wanted last.
pub(super) const fn rank(action: Action) -> u8 {
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
