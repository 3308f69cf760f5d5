use xianban_kernel::{Due, Moment, Problem, TimeLimit};

use super::super::appeal::Appeal;
use super::super::casework::{
    AskFor, ExtensionAsked, HoldAsked, HoldCleared, HoldKept, Paused, Relaned, Resumed,
};
use super::super::duties::handling_due;
use super::super::event::Event;
use super::super::policy::permitted;
use super::super::record::record;
use super::super::state::Seen;
use super::super::tell::tell;
use super::super::write::{Bound, shown, write, write_if_any};
use super::seats::{ahead, approver, within};
use crate::office::Work;
use crate::rules::{Action, ExtensionRule, Lane, NoticeKind};

/// A stop of the handling clock.
#[derive(Clone, Debug)]
pub struct Pause {
    /// One of the rules' reasons.
    pub reason: String,
    /// Until when at most.
    pub until: Moment,
    /// What is waited for.
    pub words: String,
}

/// A place on the hold list.
#[derive(Clone, Debug)]
pub struct Hold {
    /// What has to come about before it can be solved.
    pub condition: String,
    /// When it is looked at again.
    pub review_on: Moment,
}

/// The lead unit asks for more time (延期): so much and of whom, as the rules say for the first time,
/// the second, and so on.
pub fn ask_extension(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Extend)?;
    let rule = next_extension(work, &appeal)?;
    let lead = appeal.lead().ok_or_else(|| Problem::broken("extended without a lead"))?.unit.unit;
    let approver = approver(work, &appeal, rule.approver, lead)?;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::ExtensionAsked(ExtensionAsked { add: rule.add, words, approver });
    record(work, appeal, Some(seen), &event)
}

/// The extension that the lead order may ask for now.
///
/// # Errors
/// A refusal that says why there is none.
pub(in super::super) fn next_extension(
    work: &Work<'_, '_>,
    appeal: &Appeal,
) -> Result<ExtensionRule, Problem> {
    let order = appeal.lead().map(|lead| lead.n);
    let had = appeal.casework.extensions.iter().filter(|one| Some(one.order) == order).count();
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    let Some(rule) = rules.casework.extensions.get(had) else {
        let said = format!("已经延期 {had} 次，规则不允许再延。办不完的，请申请挂账或者如实答复。");
        return Err(Problem::refused("no_more_extensions", said));
    };
    if appeal.asked().any(|ask| matches!(ask.what, AskFor::Extension { .. })) {
        return Err(Problem::refused("extension_waits", "延期申请已经提交，正在等审批。"));
    }
    Ok(rule.clone())
}

/// Whether no place on the hold list is asked for already.
pub(in super::super) fn may_ask_hold(appeal: &Appeal) -> Result<(), Problem> {
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

/// The handling clock stands (暂停), for a reason of the rules and no longer than it allows.
pub fn pause(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Pause,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Pause)?;
    stands_still(&appeal)?;
    let rules = work.office.rules_of(appeal.rules)?.rules.clone();
    let reason = rules.casework.pause_reason(&form.reason);
    let reason = reason.ok_or_else(|| Problem::fault("reason", "请选一个暂停的理由。"))?;
    let until = ahead(work, &appeal, "until", form.until, Some(reason.most))?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Paused(Paused { reason: reason.code.clone(), until, words });
    let appeal = record(work, appeal, Some(seen), &event)?;
    let fields = [("reason", reason.name.clone()), ("due", shown(until))];
    tell(work, &appeal, NoticeKind::Paused, &fields)?;
    Ok(appeal)
}

/// The handling clock runs again.
pub fn resume(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Pause)?;
    let words = write_if_any(work, &appeal, "words", words)?;
    let appeal = record(work, appeal, Some(seen), &Event::Resumed(Resumed { words }))?;
    tell_running(work, &appeal)?;
    Ok(appeal)
}

/// Changes the lane. Every clock is computed anew from its start, and nothing becomes due within the
/// next four working hours.
pub fn relane(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    lane: Lane,
    words: &str,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Relane)?;
    if lane == appeal.lane {
        return Err(Problem::fault("lane", "已经在这个通道里，请选另一个。"));
    }
    if lane == Lane::Special {
        let said = "专事转办要指定跟踪办理的人，请用“转入专事转办”。";
        return Err(Problem::fault("lane", said));
    }
    let not_before = within(work, &appeal, TimeLimit::WorkingHours(4))?.at;
    let words = write(work, &appeal, "words", words, Bound::Note)?;
    let event = Event::Relaned(Relaned { lane, not_before, words });
    record(work, appeal, Some(seen), &event)
}

fn stands_still(appeal: &Appeal) -> Result<(), Problem> {
    if appeal.stopped().is_none() {
        return Ok(());
    }
    Err(Problem::refused("stopped", "办理时限已经停着，先恢复，再办这一步。"))
}

fn tell_running(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<(), Problem> {
    let due = handling_due(appeal, &work.office.rules_of(appeal.rules)?);
    tell(work, appeal, NoticeKind::Resumed, &[("due", due.map(Due::said).unwrap_or_default())])
}
