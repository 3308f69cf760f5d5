//! What was just done, in one line: a form that was sent leads on to a page, and the page says it.

use crate::frame::{Flash, Tone};
use xianban_domain::appeals::Action;

/// The parameter of the address that names what was done.
const DID: &str = "did";

/// An address that says what was done.
pub(crate) fn address(href: &str, action: Action) -> String {
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}{DID}={}", action.code())
}

/// The move that the address of a page says was just made.
pub(crate) fn done(path: &str) -> Option<Action> {
    let (_, query) = path.split_once('?')?;
    let code = query.split('&').find_map(|pair| pair.strip_prefix("did="))?;
    Action::from_code(code)
}

/// Its sentence; `None` when the address says nothing.
pub(crate) fn flash(path: &str) -> Option<Flash> {
    let said = said(done(path)?)?.to_owned();
    Some(Flash { tone: Tone::Good, said })
}

/// What a move brought about, in the order of the appeal's way.
const SAID: &[(Action, &str)] = &[
    (Action::Accept, "已接单，诉求人会收到通知。"),
    (Action::Decline, "不予受理已经送审，审核通过后才告诉诉求人。"),
    (Action::Answer, "答复已经送审，审核通过后才发给诉求人。"),
    (Action::Assess, "研判已经完成，主办单位收到了任务。"),
    (Action::Dispatch, "已增派协办单位。"),
    (Action::Acknowledge, "已签收。"),
    (Action::Report, "情况已经记下。"),
    (Action::Note, "内部记录已经记下。"),
    (Action::Publish, "已公开，诉求人会收到通知。"),
    (Action::Complete, "办理结果已经送审。"),
    (Action::Release, "审核通过，已经发给诉求人。"),
    (Action::SendBack, "已退回修改。"),
    (Action::Verify, "核查已经登记。"),
    (Action::FollowUp, "回访已经登记。"),
    (Action::Call, "电话联系已经登记。"),
    (Action::Plan, "方案已经提交。"),
    (Action::Approve, "审批意见已经生效。"),
    (Action::Extend, "延期申请已经提交。"),
    (Action::Pause, "已经登记，诉求人会收到通知。"),
    (Action::Hold, "已经登记。"),
    (Action::ReturnOrder, "退单已经提交，等上级裁定；裁定以前照常办。"),
    (Action::Rule, "裁定已经生效。"),
    (Action::Reassign, "已改派。"),
    (Action::Assign, "承办人已经改好。"),
    (Action::Refer, "已请那个单位联系。"),
    (Action::Recuse, "回避已经生效。"),
    (Action::IssueSlip, "任务单已经登记。"),
    (Action::DoSlip, "任务单已经更新。"),
    (Action::CheckSlip, "检查结果已经登记。"),
    (Action::Terminate, "终止办理已经送审。"),
    (Action::Transfer, "转出已经送审。"),
    (Action::Conclude, "终结结论已经送审。"),
    (Action::Relane, "通道已经改好，时限重新算过。"),
    (Action::Specialise, "已转入专事转办。"),
    (Action::FollowSpecial, "这次查看已经登记。"),
    (Action::OfferVisit, "上门已经登记。"),
    (Action::Consult, "会诊已经登记。"),
    (Action::List, "清单已经改好。"),
    (Action::Meet, "已记进全程留痕。"),
    (Action::Attend, "过问已经登记。"),
    (Action::Share, "已给那个单位看。"),
    (Action::Split, "已分出一件，诉求人会收到通知。"),
    (Action::Undo, "刚才那一步已经撤销。"),
    (Action::Rate, "谢谢，您的评价已经收到。"),
    (Action::Disown, "这次评价已经划掉，会另外请人问您。"),
    (Action::Rework, "已重新接单，会有人联系您。"),
    (Action::Reconsider, "已请上一级重新看。"),
    (Action::Withdraw, "诉求已经撤回。"),
    (Action::Supplement, "补充的内容已经收到，承办单位看得到。"),
    (Action::Urge, "已催办，承办单位看得到。"),
    (Action::AnswerVisit, "您的答复已经告诉上门的人。"),
];

fn said(action: Action) -> Option<&'static str> {
    SAID.iter().find(|(known, _)| *known == action).map(|(_, said)| *said)
}

#[cfg(test)]
mod tests {
    use xianban_domain::appeals::MOVES;

    use super::*;

    #[test]
    fn every_move_of_an_appeal_says_what_it_did() {
        let mute: Vec<_> =
            MOVES.iter().map(|line| line.action).filter(|one| said(*one).is_none()).collect();
        assert_eq!(mute, [Action::ReadIdentity], "what is seen says it itself");
    }

    #[test]
    fn an_address_says_what_was_done_and_nothing_else_does() {
        let said = |path: &str| flash(path).map(|flash| flash.said);
        let rated = said(&address("/appeals/LS1", Action::Rate));
        assert_eq!(rated.as_deref(), Some("谢谢，您的评价已经收到。"));
        assert_eq!(said(&address("/lookup/LS1?x=1", Action::Rate)), rated);
        assert_eq!(said("/appeals/LS1?did=submit"), None);
        assert_eq!(said("/appeals/LS1?did=%3Cb%3E"), None);
        assert_eq!(said("/appeals/LS1"), None);
    }
}
