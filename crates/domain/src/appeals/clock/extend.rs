use crate::appeals::nouns::Action;
use xianban_kernel::Problem;

use crate::appeals::desk::{Bound, approver, permitted, record, write};
use crate::appeals::nouns::event::ExtensionAsked;
use crate::appeals::nouns::{Appeal, AskFor, Event, Seen};
use crate::office::Work;
use crate::rules::ExtensionRule;

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
pub(crate) fn next_extension(
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
