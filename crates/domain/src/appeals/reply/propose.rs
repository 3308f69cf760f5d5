use xianban_kernel::Problem;

use super::likeness;
use crate::appeals::desk::{Bound, record, write};
use crate::appeals::nouns::event::ProposedWords;
use crate::appeals::nouns::{Appeal, Event, Proposed, Seen, handling_due};
use crate::dossier::Kept;
use crate::office::Work;

/// Puts words before review; what is still open of the work ends or lapses with it.
pub(crate) fn propose(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    seen: Seen,
    what: Proposed,
    reason: Option<String>,
    words: &str,
) -> Result<Appeal, Problem> {
    let words = worded(work, &appeal, what, words)?;
    let due = match what {
        Proposed::Result => handling_due(&appeal, &work.office.rules_of(appeal.rules)?),
        Proposed::Answer | Proposed::Refusal | Proposed::Transfer | Proposed::Conclusion => None,
    };
    let due = due.map(|due| due.at);
    let event = Event::Proposed(ProposedWords { what, reason, words, about: None, due });
    record(work, appeal, Some(seen), &event)
}

/// Keeps the words that would go out; of a reply also what a later one is compared with.
pub(crate) fn worded(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    what: Proposed,
    text: &str,
) -> Result<Kept, Problem> {
    let words = write(work, appeal, "words", text, Bound::Answer)?;
    if matches!(what, Proposed::Result | Proposed::Answer) {
        likeness::keep(work, appeal, words.vault, text)?;
    }
    Ok(words)
}
