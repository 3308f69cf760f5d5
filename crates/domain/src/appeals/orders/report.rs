use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Reported;
use crate::appeals::nouns::{Appeal, Event, Order};
use crate::office::Work;

/// An assisting unit says what it did.
pub fn report(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Report)?;
    let lead = appeal.lead().map(|order| order.n);
    let order = own_order(work, &appeal, |order| Some(order.n) != lead)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Reported(Reported { order, words }))
}

/// The live order of one of the actor's units that is meant.
pub(crate) fn own_order(
    work: &Work<'_, '_>,
    appeal: &Appeal,
    meant: impl Fn(&Order) -> bool,
) -> Result<i64, Problem> {
    let posts = work.cx.actor.staff().map(|staff| &*staff.posts).unwrap_or_default();
    let units: Vec<UnitId> = posts.iter().map(|post| post.unit).collect();
    let own = |order: &&Order| order.is_live() && units.contains(&order.unit.unit) && meant(order);
    let mut owned = appeal.orders.iter().filter(own);
    if owned.clone().count() > 0 && owned.clone().all(|one| appeal.whistle_of(one.n).is_some()) {
        return Err(on_the_whistle());
    }
    owned.find(|one| appeal.whistle_of(one.n).is_none()).map(|order| order.n).ok_or_else(|| {
        Problem::refused(
            "no_such_order",
            "您的单位没有要这样办的任务，可能已经办过了。请刷新看看。",
        )
    })
}

/// What belongs to a whistle is answered there.
pub(crate) fn on_the_whistle() -> Problem {
    let said = "这是吹哨单上的任务，请到“吹哨”里应哨、反馈。";
    Problem::refused("on_the_whistle", said)
}
