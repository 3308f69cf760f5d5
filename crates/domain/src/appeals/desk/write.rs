use xianban_kernel::words::length;
use xianban_kernel::{Moment, Problem};

use crate::appeals::nouns::Appeal;
use crate::dossier::{Kept, Vault};
use crate::office::Work;

/// Which bound of the rules a text has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bound {
    /// A note, a supplement, a reason.
    Note,
    /// A reply.
    Answer,
}

/// Puts words into the appeal's vault; refuses empty and over-long ones, naming the field.
pub(crate) fn write(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    field: &'static str,
    words: &str,
    bound: Bound,
) -> Result<Kept, Problem> {
    let forms = &work.office.rules_of(appeal.rules)?.rules.forms;
    let most = match bound {
        Bound::Note => forms.note_max,
        Bound::Answer => forms.answer_max,
    };
    let length = length(words);
    if words.trim().is_empty() {
        return Err(Problem::fault(field, "请写几句话说明。"));
    }
    if length > most {
        return Err(Problem::fault(field, format!("写了 {length} 个字，最多 {most} 个字。")));
    }
    let mut vault = Vault::open(work.tx, &work.office.keys, appeal.district, appeal.id)?;
    vault.keep(work.tx, words.trim())
}

/// The same where words may be left out.
pub(crate) fn write_if_any(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
    field: &'static str,
    words: &str,
) -> Result<Option<Kept>, Problem> {
    if words.trim().is_empty() {
        return Ok(None);
    }
    write(work, appeal, field, words, Bound::Note).map(Some)
}

/// A moment as notices show it: `11月24日 09:00`.
pub(crate) fn shown(at: Moment) -> String {
    at.said()
}
