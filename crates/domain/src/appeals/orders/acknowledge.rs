use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use super::report::own_order;
use crate::appeals::desk::{permitted, record};
use crate::appeals::nouns::event::Acknowledged;
use crate::appeals::nouns::{Appeal, Event, Progress, Seen};
use crate::office::Work;

/// A unit takes its order (签收).
pub fn acknowledge(work: &mut Work<'_, '_>, no: &str, seen: Seen) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Acknowledge)?;
    let order = sent_order(work, &appeal)?;
    record(work, appeal, Some(seen), &Event::Acknowledged(Acknowledged { order }))
}

/// The order of one of the actor's units that is still to be taken.
pub(crate) fn sent_order(work: &Work<'_, '_>, appeal: &Appeal) -> Result<i64, Problem> {
    own_order(work, appeal, |order| order.progress == Progress::Sent)
}
