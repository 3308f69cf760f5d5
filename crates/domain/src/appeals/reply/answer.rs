use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::propose::worded;
use crate::appeals::desk::{permitted, record};
use crate::appeals::nouns::event::{About, ProposedWords};
use crate::appeals::nouns::{Appeal, Event, Proposed, Seen};
use crate::office::Work;

/// Answers at once, without dispatch: a question, or a matter settled on the spot. What it is about
/// is settled with it, as an assessment would.
pub fn answer(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    matter: &str,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Answer)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let known = rules.matters_of(appeal.kind).find(|one| one.code() == matter);
    let known = known.ok_or_else(|| Problem::fault("matter", "请选一个类别。"))?;
    let about = About { list: known.list().to_owned(), matter: matter.to_owned() };
    let words = worded(work, &appeal, Proposed::Answer, words)?;
    let (what, reason) = (Proposed::Answer, None);
    let event =
        Event::Proposed(ProposedWords { what, reason, words, about: Some(about), due: None });
    record(work, appeal, Some(seen), &event)
}
