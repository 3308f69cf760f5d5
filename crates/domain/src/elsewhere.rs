//! Finding by words what lies in the folded rooms: whistles, consultations, meetings, teams; each kind as
//! far as the searcher may read it.
//!
//! Not here: the search of appeals and of praise, which have lists of their own.

use xianban_kernel::{DossierId, Page, Problem};

use crate::dossier::{self, Dossier, Vault};
use crate::folded::{marks, reads};
use crate::office::Work;
use crate::organisation::UnitNames;
use crate::rooms::{ROOMS, Room};
use crate::search::{Held, Sight, position};
use crate::{appeals, praise};

/// Dossiers of one room that hold all words.
pub struct Finds {
    /// The room.
    pub room: &'static Room,
    /// Its dossiers, newest first, and where the next page starts.
    pub page: Page<Found>,
}

/// A dossier that holds all words.
#[derive(Clone, Debug)]
pub struct Found {
    /// The dossier.
    pub dossier: Dossier,
    /// Its title; `None` when it was erased.
    pub title: Option<String>,
    /// Who has it now, by name.
    pub unit: String,
}

/// What holds all words in each room, or in the one of this kind, at most so many of each; rooms in which
/// nothing was found are left out. A whole number finds its dossier.
pub fn find_elsewhere(
    work: &mut Work<'_, '_>,
    words: &str,
    only: Option<&str>,
    before: Option<(i64, i64)>,
    most: usize,
) -> Result<Vec<Finds>, Problem> {
    let mut all = Vec::new();
    if words.trim().is_empty() {
        return Ok(all);
    }
    let searched = |room: &&Room| room.kind != appeals::KIND && room.kind != praise::KIND;
    for room in ROOMS.iter().filter(searched) {
        if only.is_some_and(|kind| kind != room.kind) {
            continue;
        }
        let page = in_room(work, room, words.trim(), before, most)?;
        if !page.rows.is_empty() || page.next.is_some() {
            all.push(Finds { room, page });
        }
    }
    Ok(all)
}

fn in_room(
    work: &mut Work<'_, '_>,
    room: &'static Room,
    words: &str,
    before: Option<(i64, i64)>,
    most: usize,
) -> Result<Page<Found>, Problem> {
    let mut names = UnitNames::default();
    if let Some(one) = dossier::by_no(work.tx, words)?.filter(|one| one.kind == room.kind) {
        let seen = reads(work, &one, room.reads)?.or_not_found().is_ok();
        let rows = if seen { vec![found(work, &mut names, one)?] } else { Vec::new() };
        return Ok(Page { rows, next: None });
    }
    let sight = Sight::with(marks(work, room.reads)?);
    let before = before.map_or(i64::MAX, |(_, row)| row);
    let hits = Held::of(room.kind, &sight, words).few().find(work, before, most + 1)?;
    let next = match hits.found.get(..most) {
        Some(shown) if hits.found.len() > most => shown.last().copied(),
        _ => hits.reached,
    };
    let mut rows = Vec::new();
    for row in hits.found.into_iter().take(most) {
        if let Some(one) = dossier::find(work.tx, DossierId::new(row))? {
            rows.push(found(work, &mut names, one)?);
        }
    }
    let next = next.map(position);
    Ok(Page { rows, next })
}

fn found(
    work: &mut Work<'_, '_>,
    names: &mut UnitNames,
    dossier: Dossier,
) -> Result<Found, Problem> {
    let title = match dossier.title {
        Some(n) => {
            let vault = Vault::open(work.tx, &work.office.keys, dossier.district, dossier.id)?;
            vault.read(work.tx, n)?
        }
        None => dossier.words.clone(),
    };
    let unit = names.name(work.tx, dossier.unit)?;
    Ok(Found { dossier, title, unit })
}
