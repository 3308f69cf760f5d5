use xianban_kernel::{Problem, UnitId};

use super::appeal::Appeal;
use super::event::{Event, OfOrder, OrderWords};
use super::order::{Order, Progress};
use super::policy::permitted;
use super::record::record;
use super::state::Seen;
use super::write::{Bound, write};
use crate::office::Work;
use crate::rules::Action;

/// A unit takes its order (签收).
pub fn acknowledge(work: &mut Work<'_, '_>, no: &str, seen: Seen) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Acknowledge)?;
    let order = own_order(work, &appeal, |order| order.progress == Progress::Sent)?;
    record(work, appeal, Some(seen), &Event::Acknowledged(OfOrder { order }))
}

/// The lead unit has spoken to the applicant (先行联系).
pub fn contact(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Report)?;
    let lead = appeal.lead().map(|order| order.n);
    let order = own_order(work, &appeal, |order| Some(order.n) == lead)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Contacted(OrderWords { order, words }))
}

/// An assisting unit says what it did.
pub fn report(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Report)?;
    let lead = appeal.lead().map(|order| order.n);
    let order = own_order(work, &appeal, |order| Some(order.n) != lead)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Reported(OrderWords { order, words }))
}

/// The live order of one of the actor's units that is meant.
fn own_order(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    meant: impl Fn(&Order) -> bool,
) -> Result<i64, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let units: Vec<UnitId> = posts.iter().map(|post| post.unit).collect();
    let own = |order: &&Order| order.is_live() && units.contains(&order.unit.unit) && meant(order);
    appeal.orders.iter().find(own).map(|order| order.n).ok_or_else(|| {
        Problem::refused(
            "no_such_order",
            "您的单位没有要这样办的任务，可能已经办过了。请刷新看看。",
        )
    })
}
