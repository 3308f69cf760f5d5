use xianban_kernel::{Problem, UnitId};

use super::appeal::Appeal;
use super::event::{Contacted, Event, OfOrder, OrderWords, Through};
use super::order::{Order, Progress};
use super::policy::permitted;
use super::record::record;
use super::state::Seen;
use super::tell::tell;
use super::write::{Bound, write};
use crate::office::Work;
use crate::rules::{Action, NoticeKind};

/// A unit takes its order (签收).
pub fn acknowledge(work: &mut Work<'_, '_>, no: &str, seen: Seen) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Acknowledge)?;
    let order = sent_order(work, &appeal)?;
    record(work, appeal, Some(seen), &Event::Acknowledged(OfOrder { order }))
}

/// The order of one of the actor's units that is still to be taken.
pub(super) fn sent_order(work: &Work<'_, '_>, appeal: &Appeal) -> Result<i64, Problem> {
    own_order(work, appeal, |order| order.progress == Progress::Sent)
}

/// The lead unit has spoken to the applicant (先行联系).
pub fn contact(work: &mut Work<'_, '_>, no: &str, words: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Report)?;
    let lead = appeal.lead().map(|order| order.n);
    let order = own_order(work, &appeal, |order| Some(order.n) == lead)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    record(work, appeal, None, &Event::Contacted(Contacted { order, words, through: None }))
}

/// The lead unit has the platform bring its words to the applicant, so that it never needs his
/// number: as a message that he reads on his page, or by a call of the platform's caller. A message
/// that does not arrive becomes a call too.
pub fn contact_through(
    work: &mut Work<'_, '_>,
    no: &str,
    through: Through,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Report)?;
    let lead = appeal.lead().map(|order| order.n);
    let order = own_order(work, &appeal, |order| Some(order.n) == lead)?;
    if through == Through::Message && appeal.person().is_none() {
        let said = "诉求人没有登录账号，留言他看不到。请改选“请平台客服打电话转达”。";
        return Err(Problem::fault("through", said));
    }
    if through == Through::Call && appeal.person().is_none() && appeal.words.contact.is_none() {
        let said = "诉求人没有留下电话，平台也联系不上。请按地点上门联系。";
        return Err(Problem::fault("through", said));
    }
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Contacted(Contacted { order, words, through: Some(through) });
    let appeal = record(work, appeal, None, &event)?;
    if through == Through::Message {
        tell(work, &appeal, NoticeKind::Progress, &[])?;
    }
    Ok(appeal)
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
