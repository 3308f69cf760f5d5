use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Supervised;
use crate::appeals::nouns::{Appeal, Event};
use crate::office::Work;

/// A superior urges whoever has it, who owes an answer in words within the limit of the rules (督办). It
/// only adds: what somebody does meanwhile stays.
pub fn supervise(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Supervise)?;
    let (to, by) = (appeal.holder(), work.cx.actor.mark());
    if appeal.unanswered().any(|one| one.by == by) {
        let said = "您已经督办过，还没有答复。超过期限会报上一级，不用再催一次。";
        return Err(Problem::refused("supervised_already", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Supervised(Supervised { to, by, words }))
}
