use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, permitted, record, tell, write};
use crate::appeals::nouns::event::{Contacted, Through};
use crate::appeals::nouns::{Appeal, Event};
use crate::appeals::orders::own_order;
use crate::office::Work;

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
