//! Search: one index of words over the dossiers of every room, each seen only by those who may read it.
//!
//! What somebody may see is part of the query ([`Sight`]), so that nothing is read to be thrown away.
//!
//! Not here: what a dossier is found by (the rooms write it), how texts are cut into words (the store).

mod sight;

pub use sight::Sight;

use xianban_kernel::Problem;
use xianban_store::{Found, Sought, search_text};

use crate::office::Work;
use crate::organisation::district_path;

/// Dossiers of a kind that hold all words and that the searcher may see, newest first, before a time and
/// row; a row's number begins with its time.
pub fn find(
    work: &mut Work<'_, '_>,
    kind: &'static str,
    sight: &Sight,
    words: &str,
    before: (i64, i64),
    most: i64,
) -> Result<Vec<Found>, Problem> {
    let scope = district_path(work.office.district);
    let within = format!("e.kind = '{kind}' and {}", sight.sql("e", Sought::GIVEN));
    let sought =
        Sought { scope: &scope, words, within: &within, given: &sight.values(), before: before.1 };
    Ok(search_text(work.tx, sought, most)?)
}
