use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, approver, permitted, record, seat_for, write};
use crate::appeals::nouns::event::IdentityAsked;
use crate::appeals::nouns::{Appeal, Event, LookRight};
use crate::office::Work;
use crate::rules::Approver;

/// Asks for one look at an applicant who is a minor: somebody else than the asker agrees to it or
/// does not (Regulations on the Protection of Minors in Cyberspace, art. 36).
pub fn ask_to_look(work: &mut Work<'_, '_>, no: &str, reason: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::ReadIdentity)?;
    let post = seat_for(work, &appeal, Action::ReadIdentity)?.ok_or(Problem::NotFound)?;
    let by = work.cx.actor.staff().ok_or(Problem::NotFound)?.id;
    if !appeal.state.is_open() {
        let said = "这件事已经结束，不再查看未成年人的联系方式。";
        return Err(Problem::refused("minor_closed", said));
    }
    let another = appeal.asked().any(|ask| ask.what.is_identity());
    if another || appeal.look_right(by) != LookRight::Asks {
        let said = "已经有人申请查看，正在等审批，或者已经批了。请等一等，再打开看看。";
        return Err(Problem::refused("look_waits", said));
    }
    let approver = approver(work, &appeal, Approver::Own, post.unit)?;
    let words = write(work, &appeal, "reason", reason, Bound::Note)?;
    record(work, appeal, None, &Event::IdentityAsked(IdentityAsked { by, words, approver }))
}
