//! What each move is called and what it brings about.

use xianban_domain::rules::Action;

/// How a move reads on its button and above its form.
pub(crate) struct Verb {
    pub(crate) text: &'static str,
    pub(crate) effect: &'static str,
    pub(crate) grave: bool,
}

/// The words of a move; `None` for moves that staff make elsewhere.
pub(crate) fn verb(action: Action) -> Option<Verb> {
    let (text, effect, grave) = match action {
        Action::Accept => ("接单", "接单后由您的单位负责弄清情况，诉求人会收到通知。", false),
        Action::Decline => {
            ("不予受理", "先送平台审核；审核通过后才会告诉诉求人，并说明去哪里办。", true)
        }
        Action::Answer => ("直接答复", "答复先送平台审核，通过后才发给诉求人。", false),
        Action::Assess => ("完成研判", "确定类别和主办单位，主办单位马上收到任务。", false),
        Action::Dispatch => ("增派协办", "协办单位反馈以后，主办单位才能报结。", false),
        Action::Acknowledge => ("签收", "签收表示您的单位已经开始办。", false),
        Action::Report => ("反馈情况", "主办单位记下与诉求人的联系；协办单位报告办了什么。", false),
        Action::Complete => ("提交办理结果", "写给诉求人的答复，先送平台审核。", false),
        Action::Note => ("写内部记录", "只有办理这件事的人看得到。", false),
        Action::Release => ("审核通过", "答复马上发给诉求人，请他评价。", true),
        Action::Publish => {
            ("公开一条记录", "诉求人马上看得到原话，并收到通知。公开前请看清有没有不该说的。", true)
        }
        Action::Call => {
            ("登记电话联系", "通知没有送达，要打电话告诉诉求人；没有打通，还要再打。", false)
        }
        Action::SendBack => ("退回修改", "退给写答复的单位，期限重新计算。", false),
        Action::Verify => ("登记核查", "解决了就办结；没有解决，退回主办单位。", false),
        Action::FollowUp => ("登记回访", "如实记下：联系不上就记联系不上。", false),
        _ => return None,
    };
    Some(Verb { text, effect, grave })
}
