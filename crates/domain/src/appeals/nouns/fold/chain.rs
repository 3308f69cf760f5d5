use std::collections::BTreeSet;

use xianban_kernel::{DossierId, Moment};

use crate::appeals::nouns::appeal::{Appeal, Misfit};
use crate::appeals::nouns::casework::Used;
use crate::appeals::nouns::event::Event;

/// One event where it stands in the trail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its place, from 1.
    pub seq: i64,
    /// When it happened.
    pub at: Moment,
    /// Who did it, as the trail marks people.
    pub actor: String,
    /// What.
    pub event: Event,
}

/// Why a chain gives no appeal.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// It does not begin with a filing.
    #[error("the first event is not a filing")]
    NoFiling,
    /// An event does not fit what came before.
    #[error(transparent)]
    Misfit(#[from] Misfit),
    /// It takes back what is not there.
    #[error("event {0} is taken back and is not there")]
    NothingToTakeBack(i64),
}

/// The appeal that a chain of events gives; `None` of an empty one. A move that was taken back leaves
/// its numbers used and its doer with a hand in the matter, and nothing else.
///
/// # Errors
/// [`Broken`] when the chain gives none.
pub fn folded(district: i64, id: DossierId, chain: &[Link]) -> Result<Option<Appeal>, Broken> {
    let taken_back: BTreeSet<i64> = chain.iter().filter_map(Link::takes_back).collect();
    let mut before: Option<(i64, Appeal)> = None;
    let mut appeal: Option<Appeal> = None;
    for link in chain {
        appeal = Some(match (appeal, &link.event) {
            (None, Event::Submitted(filing)) => {
                Appeal::begin(district, id, link.at, &link.actor, filing)
            }
            (None, _) => return Err(Broken::NoFiling),
            (Some(appeal), Event::Undone(undone)) => {
                let kept = before.take().filter(|(seq, _)| *seq == undone.seq);
                let (_, kept) = kept.ok_or(Broken::NothingToTakeBack(undone.seq))?;
                appeal.taken_back(kept)
            }
            (Some(appeal), event) => {
                if taken_back.contains(&link.seq) {
                    before = Some((link.seq, appeal.clone()));
                }
                appeal.after(link.at, &link.actor, event)?
            }
        });
    }
    Ok(appeal)
}

impl Link {
    fn takes_back(&self) -> Option<i64> {
        if let Event::Undone(undone) = &self.event { Some(undone.seq) } else { None }
    }
}

impl Appeal {
    /// Back to what it was `before` a move: its numbers stay used, and what came in beside it stays.
    pub(crate) fn taken_back(self, before: Self) -> Self {
        let used = Used::up_to(&self);
        let mut back = Self {
            version: self.version + 1,
            cards: self.cards,
            urges: self.urges,
            call: self.call,
            hands: self.hands,
            ..before
        };
        back.casework.used = used;
        back
    }
}
