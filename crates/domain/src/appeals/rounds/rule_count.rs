use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::CountRuled;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;

/// Rules on the objection to how an appeal is counted (裁定计数异议): never whoever objected, nor anybody
/// who handled it. Granted, the figures say so at once. It only adds, so that nobody's form on the appeal
/// becomes stale; that the objection is still the one that was read is told by its number.
pub fn rule_count(
    work: &mut Work<'_, '_>,
    no: &str,
    (objection, granted): (i64, bool),
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::RuleCount)?;
    let waits = appeal.objection().filter(|one| one.n == objection).map(|one| one.wanted);
    let wanted = waits.ok_or_else(|| Problem::fault("objection", "请选一条等裁定的计数异议。"))?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = CountRuled { objection, wanted, granted, words };
    record(work, appeal, None, &Event::CountRuled(event))
}
