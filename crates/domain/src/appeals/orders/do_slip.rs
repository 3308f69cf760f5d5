use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::{SlipFinished, SlipTaken};
use crate::appeals::nouns::{Appeal, Event, Slip, SlipProgress};
use crate::office::Work;

/// Takes a slip on: read, and begun.
pub fn take_slip(work: &mut Work<'_, '_>, no: &str, slip: i64) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::DoSlip)?;
    let found = to_do(work, &appeal, slip)?;
    if found.progress != SlipProgress::Sent {
        return Err(Problem::fault("slip", "这张任务单已经接收。"));
    }
    record(work, appeal, None, &Event::SlipTaken(SlipTaken { slip }))
}

/// Says that a slip's work is done; `photos` is how many come with it.
pub fn finish_slip(
    work: &mut Work<'_, '_>,
    no: &str,
    slip: i64,
    words: &str,
    photos: usize,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::DoSlip)?;
    let found = to_do(work, &appeal, slip)?;
    if photos < found.evidence.photos() {
        let said = format!("这张任务单要交{}，还差照片。", found.evidence.name());
        return Err(Problem::fault("photos", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::SlipFinished(SlipFinished { slip, words }))
}

/// A slip of one of the actor's units that is still to be done.
fn to_do(work: &Work<'_, '_>, appeal: &Appeal, slip: i64) -> Result<Slip, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let open = |one: &&Slip| {
        let live = matches!(one.progress, SlipProgress::Sent | SlipProgress::Taken);
        one.n == slip && live && posts.iter().any(|post| post.unit == one.to.unit)
    };
    let found = appeal.casework.slips.iter().find(open).cloned();
    found.ok_or_else(|| Problem::fault("slip", "请选一张您的单位要办的任务单。"))
}
