//! Search: one index of words over the dossiers of every room, each seen only by those who may read it.
//!
//! What somebody may see is part of the query ([`Sight`]), so that nothing is read to be thrown away. A walk
//! looks at a bounded number of rows and says how far it came, so that whoever seeks goes on from there.
//!
//! Not here: what a dossier is found by (the rooms write it), how texts are cut into words (the store).

mod sight;

pub use sight::Sight;

use xianban_kernel::{DossierId, Problem};
use xianban_store::{Hits, Param, Sought, search_text};

use crate::office::Work;
use crate::organisation::district_path;

/// Dossiers of a kind that hold all words and that the searcher may see.
pub struct Held<'a> {
    kind: &'static str,
    sight: &'a Sight,
    words: &'a str,
    few: bool,
    also: String,
    values: Vec<Param<'a>>,
}

impl<'a> Held<'a> {
    /// The number of the first value of a further condition.
    pub const ALSO: usize = Sought::GIVEN + Sight::VALUES;

    /// Of a kind.
    pub const fn of(kind: &'static str, sight: &'a Sight, words: &'a str) -> Self {
        Self { kind, sight, words, few: false, also: String::new(), values: Vec::new() }
    }

    /// There are few of this kind.
    #[must_use]
    pub const fn few(mut self) -> Self {
        self.few = true;
        self
    }

    /// And for which also this is true: sql on the row `e`, and its values from [`Self::ALSO`] on.
    #[must_use]
    pub fn also(mut self, condition: &str, values: Vec<Param<'a>>) -> Self {
        self.also = format!(" and {condition}");
        self.values = values;
        self
    }

    /// The newest of them before a row; a row's number begins with its time.
    pub fn find(&self, work: &mut Work<'_, '_>, before: i64, most: usize) -> Result<Hits, Problem> {
        let scope = district_path(work.office.district);
        let sight = self.sight.sql("e", Sought::GIVEN);
        let within = format!("e.kind = '{}' and {sight}{}", self.kind, self.also);
        let mut given = self.sight.values().to_vec();
        given.extend(&self.values);
        let few = self.few.then_some(self.kind);
        let (words, within, given) = (self.words, within.as_str(), given.as_slice());
        let sought = Sought { scope: &scope, words, within, given, before, few };
        Ok(search_text(work.tx, sought, most)?)
    }
}

/// The position of a row in an address: its time and itself.
pub fn position(row: i64) -> String {
    format!("{}.{row}", DossierId::new(row).began().millis())
}
