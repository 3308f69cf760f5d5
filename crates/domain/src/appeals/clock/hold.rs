use crate::appeals::nouns::{Action, NoticeKind};
use xianban_kernel::{Moment, Problem};

use super::still::{stands_still, tell_running};
use crate::appeals::desk::{Bound, ahead, approver, permitted, record, shown, tell, write};
use crate::appeals::nouns::event::{HoldAsked, HoldCleared, HoldKept};
use crate::appeals::nouns::{Appeal, AskFor, Event, Seen};
use crate::office::Work;

/// A place on the hold list.
#[derive(Clone, Debug)]
pub struct Hold {
    /// What has to come about before it can be solved.
    pub condition: String,
    /// When it is looked at again.
    pub review_on: Moment,
}

/// Whether no place on the hold list is asked for already.
pub(crate) fn may_ask_hold(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.asked().any(|ask| matches!(ask.what, AskFor::Hold { .. })) {
        return Err(Problem::refused("hold_waits", "挂账申请已经提交，正在等审批。"));
    }
    Ok(())
}

/// The lead unit asks for a place on the hold list (挂账).
pub fn ask_hold(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Hold,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Hold)?;
    stands_still(&appeal)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let most = Some(rules.casework.hold_review);
    let review_on = ahead(work, &appeal, "review_on", form.review_on, most)?;
    may_ask_hold(&appeal)?;
    let lead = appeal.lead().ok_or_else(|| Problem::broken("held without a lead"))?.unit.unit;
    let approver = approver(work, &appeal, rules.casework.hold_approver, lead)?;
    let condition = write(work, &appeal, "condition", &form.condition, Bound::Note)?;
    let event = Event::HoldAsked(HoldAsked { condition, review_on, approver });
    record(work, appeal, Some(seen), &event)
}

/// A look at the hold list: it stays, until the next look.
pub fn keep_hold(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    review_on: Moment,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Hold)?;
    let most = work.office.rules_of(appeal.rules)?.rules.casework.hold_review;
    let review_on = ahead(work, &appeal, "review_on", review_on, Some(most))?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let told = [("due", shown(review_on)), ("words", words.vault.to_string())];
    let event = Event::HoldKept(HoldKept { review_on, words });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell(work, &appeal, NoticeKind::Held, &told)?;
    Ok(appeal)
}

/// Off the hold list (销账): work goes on.
pub fn clear_hold(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Hold)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let appeal = record(work, appeal, Some(seen), &Event::HoldCleared(HoldCleared { words }))?;
    tell_running(work, &appeal)?;
    Ok(appeal)
}
