//! Events of handling in depth as staff read them.

use xianban_domain::appeals::{Event, Happened, Measure};
use xianban_domain::rules::Rules;
use xianban_kernel::Moment;

/// A character for the mark, its colour, and what happened; `None` when it is none of them.
pub(super) fn told(one: &Happened, rules: &Rules) -> Option<(&'static str, &'static str, String)> {
    let unit = one.unit.as_deref().unwrap_or("平台");
    let (mark, tone, said) = match &one.event {
        Event::Planned(event) if event.approver.is_none() => ("案", "blue", "写了方案".to_owned()),
        Event::Planned(_) => ("案", "blue", format!("写了方案，请{unit}审批")),
        Event::ExtensionAsked(event) => {
            ("延", "amber", format!("申请延期 {}，请{unit}审批", event.add.said()))
        }
        Event::IdentityAsked(_) => {
            ("看", "amber", format!("申请查看未成年人的联系方式，请{unit}审批"))
        }
        Event::HoldAsked(_) => ("挂", "amber", format!("申请挂账，请{unit}审批")),
        Event::Granted(_) => ("批", "green", "同意".to_owned()),
        Event::Refused(_) => ("批", "red", "不同意".to_owned()),
        Event::HoldKept(event) => {
            ("挂", "amber", format!("复查后继续挂账，{} 再看", shown(event.review_on)))
        }
        Event::HoldCleared(_) => ("销", "green", "销账，继续办理".to_owned()),
        Event::Paused(event) => {
            let reason = rules.casework.pause_reason(&event.reason);
            let reason = reason.map_or("", |reason| reason.name.as_str());
            ("停", "amber", format!("暂停办理，最晚到 {}：{reason}", shown(event.until)))
        }
        Event::Resumed(_) => ("续", "green", "恢复办理".to_owned()),
        Event::Returned(event) => {
            let reason = rules.casework.return_reason(&event.reason);
            let reason = reason.map_or("", |reason| reason.name.as_str());
            ("退", "amber", format!("退单：{reason}，请{unit}裁定"))
        }
        Event::Ruled(event) if event.to.is_none() => {
            ("裁", "blue", "裁定：仍由原单位办".to_owned())
        }
        Event::Ruled(_) => ("裁", "blue", format!("裁定：改由{unit}办")),
        Event::Reassigned(_) => ("改", "blue", format!("改派给{unit}")),
        Event::Assigned(event) if event.person.is_some() => {
            ("指", "grey", "指定了承办人".to_owned())
        }
        Event::Assigned(_) => ("指", "grey", "不再指定承办人".to_owned()),
        Event::Referred(_) => ("外", "blue", format!("由{unit}联系外部单位")),
        Event::Recused(_) => ("避", "amber", format!("{unit}回避")),
        event => return beside(event, unit),
    };
    Some((mark, tone, said))
}

fn beside(event: &Event, unit: &str) -> Option<(&'static str, &'static str, String)> {
    Some(match event {
        Event::SlipIssued(event) => {
            ("单", "blue", format!("给{unit}发了任务单，{} 前办好", shown(event.limit)))
        }
        Event::SlipTaken(_) => ("单", "grey", "接收了任务单".to_owned()),
        Event::SlipFinished(_) => ("单", "blue", "任务单办完了".to_owned()),
        Event::SlipChecked(event) if event.good => ("查", "green", "检查合格".to_owned()),
        Event::SlipChecked(_) => ("查", "red", "检查不合格，重办".to_owned()),
        Event::SlipEnded(_) => ("单", "grey", "撤销了任务单".to_owned()),
        Event::Relaned(event) => ("道", "amber", format!("改到{}", event.lane.name())),
        Event::Specialised(_) => ("专", "amber", format!("转入专事转办，{unit}跟踪")),
        Event::SpecialReviewed(event) => {
            ("专", "blue", format!("跟踪查看，{} 再看", shown(event.review_on)))
        }
        Event::VisitOffered(event) => ("约", "blue", format!("{unit}约 {} 上门", shown(event.at))),
        Event::VisitAnswered(event) if event.agreed => {
            ("约", "green", "诉求人确认了上门时间".to_owned())
        }
        Event::VisitAnswered(_) => ("约", "amber", "诉求人说这个时间不方便".to_owned()),
        Event::VisitDone(_) => ("约", "green", "上门情况".to_owned()),
        Event::ConsultOpened(event) => {
            ("诊", "blue", format!("请 {} 位专家会诊", event.experts.len()))
        }
        Event::Opined(_) => ("诊", "gold", "专家意见".to_owned()),
        Event::ConsultEnded(_) => ("诊", "green", "会诊结论".to_owned()),
        Event::Listed(event) => ("牌", "amber", format!("列入{}", event.why.name())),
        Event::Unlisted(event) => ("牌", "grey", format!("移出{}", event.why.name())),
        Event::Met(event) => ("会", "blue", Measure::name(event.what).to_owned()),
        Event::Escalated(_) => ("报", "red", format!("超期，已报{unit}")),
        Event::Attended(_) => ("督", "amber", "过问了超期".to_owned()),
        Event::Shared(_) => ("看", "grey", format!("给{unit}看")),
        Event::Split(event) => ("分", "blue", format!("分出一件：{}", event.no)),
        Event::Reconsidered(_) => ("复", "amber", format!("诉求人申请复核，由{unit}重新看")),
        Event::HandedOver(_) => ("移", "amber", format!("原单位撤销，由{unit}接着办")),
        Event::RulesChanged(event) if event.not_before.is_some() => {
            ("规", "amber", "规则更新，期限按新规则重算，不少于四个工作小时".to_owned())
        }
        Event::RulesChanged(event) if !event.moved => return None,
        Event::RulesChanged(_) => ("规", "grey", "规则更新，期限按新规则重算".to_owned()),
        Event::Undone(_) => ("撤", "grey", "撤销了上一步".to_owned()),
        _ => return None,
    })
}

fn shown(at: Moment) -> String {
    at.said()
}
