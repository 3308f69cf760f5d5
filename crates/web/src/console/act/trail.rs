use serde::Serialize;
use xianban_domain::files::{Enclosure, KeptFile};
use xianban_domain::folded::{self, Event, Turn};
use xianban_kernel::Moment;

use crate::console::appeals::rows::Due;
use crate::console::desk;
use crate::files;
use crate::frame::{Photo, Stamp};

/// One line of what happened.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TrailLine)]
pub struct Happened {
    /// What.
    pub title: String,
    /// What was written with it.
    pub said: Vec<String>,
    /// When.
    pub at: Stamp,
    /// Who.
    pub by: String,
    /// Photos that came with it.
    pub photos: Vec<Photo>,
}

/// What happened to a dossier, newest first.
pub(crate) fn trail<E: Event>(entries: &[folded::Entry<E>], now: Moment) -> Vec<Happened> {
    let line = |entry: &folded::Entry<E>| Happened {
        title: entry.event.said(),
        said: entry.words.clone(),
        at: Stamp::new(entry.at, now),
        by: entry.who.clone(),
        photos: files::kept(&enclosed(entry), &entry.event.said()),
    };
    entries.iter().rev().map(line).collect()
}

fn enclosed<E: Event>(entry: &folded::Entry<E>) -> Vec<Enclosure> {
    let photo = |kept: &KeptFile| Enclosure {
        file: kept.file,
        what: kept.what,
        bytes: kept.bytes,
        name: None,
    };
    entry.event.files().iter().map(photo).collect()
}

/// Whose turn it is.
#[derive(Clone, Debug, Serialize, utoipa::ToSchema)]
#[schema(as = TurnLine)]
pub struct Owing {
    /// What is owed.
    pub what: String,
    /// By whom.
    pub who: String,
    /// By when.
    pub due: Due,
}

/// Whose turn it is, soonest first.
pub(crate) fn owing(turns: &[Turn], now: Moment) -> Vec<Owing> {
    let line = |turn: &Turn| Owing {
        what: desk::called(&turn.kind).to_owned(),
        who: turn
            .person
            .as_ref()
            .map_or_else(|| turn.unit.clone(), |person| format!("{} {person}", turn.unit)),
        due: desk::due(turn.yellow, turn.due, now),
    };
    turns.iter().map(line).collect()
}
