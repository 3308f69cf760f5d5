//! The one sentence above an appeal: what its applicant is to do, else what the office does next.

use xianban_domain::appeals::DutyKind;
use xianban_domain::appeals::{Appeal, Awaited, Glance};
use xianban_kernel::Moment;

use super::view;
use crate::frame::Status;

/// What the applicant is to do first, else what happens next, by whom and until when; none when it
/// has ended.
pub(crate) fn headline(glance: &Glance, now: Moment) -> Option<String> {
    let appeal = &glance.appeal;
    match appeal.waits_for(now) {
        Some(Awaited::Rating { until }) => {
            let by = shown(until);
            return Some(format!("结果已经答复，请您在 {by} 前评价：问题解决了没有，您满意吗？"));
        }
        Some(Awaited::Visit { at, .. }) => {
            return Some(format!(
                "工作人员想在 {} 上门，请您告诉我们这个时间方不方便。",
                shown(at)
            ));
        }
        None => {}
    }
    let coming = appeal.coming_visit(now).filter(|visit| visit.agreed == Some(true));
    let confirmed = coming.map(|visit| format!("您已确认 {} 上门。", shown(visit.at)));
    match (confirmed, office(glance)) {
        (Some(confirmed), Some(office)) => Some(format!("{confirmed}{office}")),
        (confirmed, office) => confirmed.or(office),
    }
}

/// Where it stands, in a word for its applicant: what waits for him comes before what goes on.
pub(super) fn badge(appeal: &Appeal, now: Moment) -> Status {
    let status = view::status(appeal);
    match appeal.waits_for(now) {
        Some(Awaited::Visit { .. }) => Status::new(status.code, "请确认上门时间"),
        Some(Awaited::Rating { .. }) | None => status,
    }
}

/// Who owes what by when.
fn office(glance: &Glance) -> Option<String> {
    let (duty, unit) = glance.next.as_ref()?;
    let by = duty.due.said();
    Some(match duty.kind {
        DutyKind::Accept => format!("{unit}会在 {by} 前接单。"),
        DutyKind::Assess => format!("{unit}正在弄清情况，{by} 前确定由谁来办。"),
        DutyKind::Review => format!("答复已经写好，{by} 前由平台审核。"),
        DutyKind::Verify => format!("{by} 前到现场核查。"),
        // The window is over, and the next sweep closes it.
        DutyKind::FollowUp | DutyKind::Call => "评价的时间到了，正在办结。".to_owned(),
        DutyKind::Contact => format!("{unit}会在 {by} 前联系您。"),
        DutyKind::Plan | DutyKind::Approve => format!("{unit}正在定办理方案，{by} 前定好。"),
        DutyKind::Resume => format!("正在等外部条件，最晚 {by} 继续办理。"),
        DutyKind::ReviewHold => format!("现在的条件还办不了，{by} 前再看一次。"),
        DutyKind::Conclude => format!("已经办过几轮，{by} 前给出书面结论和下一步的途径。"),
        DutyKind::Acknowledge
        | DutyKind::Handle
        | DutyKind::Assist
        | DutyKind::Rule
        | DutyKind::Slip
        | DutyKind::Check
        | DutyKind::ReviewSpecial
        | DutyKind::Visit
        | DutyKind::Consult
        | DutyKind::Attend
        | DutyKind::AnswerSupervision
        | DutyKind::RuleCount
        | DutyKind::ReviewListing
        | DutyKind::FillPool => {
            format!("{unit}正在办理，这一步的期限是 {by}。")
        }
    })
}

fn shown(at: Moment) -> String {
    at.said()
}
