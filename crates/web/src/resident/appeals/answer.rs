//! The reply to an appeal, as everybody reads it.

use serde::Serialize;
use xianban_domain::appeals::{Event, Happened, Proposed};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

use crate::files;
use crate::frame::{Coded, Photo, Stamp};

/// The released reply, or refusal.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
pub struct Answer {
    /// Whether it is a refusal.
    pub refused: bool,
    /// Whether it belongs to a round before this one.
    pub earlier: bool,
    /// Whether the platform's office looked at it before it went out.
    pub reviewed: bool,
    /// Why, when refused.
    pub reason: Option<Coded>,
    /// The right way instead, when refused; may be empty.
    pub channel: String,
    /// The words.
    pub text: String,
    /// Who handled it.
    pub unit: String,
    /// When it was released.
    pub at: Stamp,
    /// Photos of the result.
    pub photos: Vec<Photo>,
}

/// The reply that went out last, if one did.
pub(crate) fn answer(history: &[Happened], rules: &Rules, now: Moment) -> Option<Answer> {
    let Some(sent) = history.iter().rposition(|one| matches!(one.event, Event::Released(_))) else {
        return answered_elsewhere(history, now);
    };
    let at = history.get(sent)?.at;
    let before = history.get(..sent)?;
    let written = before.iter().rfind(|one| matches!(one.event, Event::Proposed(_)))?;
    let Event::Proposed(proposed) = &written.event else { return None };
    let again = history.iter().skip(sent).any(|one| one.event.begins_round());
    let leads = before.iter().rev().find_map(|one| {
        let had_it =
            matches!(one.event, Event::Assessed(_) | Event::Accepted(_) | Event::Submitted(_));
        had_it.then(|| one.unit.clone())
    });
    let reason = proposed.reason.as_deref().and_then(|code| rules.decline_reason(code));
    let channels = reason.map(|reason| {
        let each = reason.channels.iter().map(|c| format!("{} {}", c.name, c.phone));
        each.map(|one| one.trim().to_owned()).collect::<Vec<_>>().join("；")
    });
    Some(Answer {
        refused: proposed.what == Proposed::Refusal,
        earlier: again,
        reviewed: true,
        reason: reason.map(|reason| Coded::new(reason.code.clone(), reason.name.clone())),
        channel: channels.unwrap_or_default(),
        text: written.words.clone().unwrap_or_default(),
        unit: leads.flatten().unwrap_or_else(|| "平台".to_owned()),
        at: Stamp::new(at, now),
        photos: files::kept(&written.files, "办理结果照片"),
    })
}

/// The reply that an appeal was brought in with.
fn answered_elsewhere(history: &[Happened], now: Moment) -> Option<Answer> {
    let replied = |one: &&Happened| matches!(&one.event, Event::Imported(e) if e.reply.is_some());
    let brought = history.iter().find(replied)?;
    Some(Answer {
        refused: false,
        earlier: false,
        reviewed: false,
        reason: None,
        channel: String::new(),
        text: brought.words.clone().unwrap_or_default(),
        unit: "其他平台".to_owned(),
        at: Stamp::new(brought.at, now),
        photos: Vec::new(),
    })
}
