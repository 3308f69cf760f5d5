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
        Action::Accept => (
            "接单",
            "接单后弄清情况：民生诉求由地点所在的社区，发展、执法诉求和地点不明的由平台办公室。诉求人会收到通知。",
            false,
        ),
        Action::Decline => {
            ("不予受理", "先送平台审核；审核通过后才会告诉诉求人，并说明去哪里办。", true)
        }
        Action::Answer => ("直接答复", "答复先送平台审核，通过后才发给诉求人。", false),
        Action::Assess => ("完成研判", "确定类别和主办单位，主办单位马上收到任务。", false),
        Action::Dispatch => ("增派协办", "协办单位反馈以后，主办单位才能报结。", false),
        Action::Acknowledge => ("签收", "签收表示您的单位已经开始办。", false),
        Action::Report => {
            ("反馈情况", "主办单位联系诉求人，可以请平台转达；协办单位报告办了什么。", false)
        }
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
        action => deep(action)?,
    };
    Some(Verb { text, effect, grave })
}

/// Those of handling in depth.
const fn deep(action: Action) -> Option<(&'static str, &'static str, bool)> {
    Some(match action {
        Action::Plan => {
            ("定方案", "写清性质、责任、时限、程序、目标；需要审批的，批准后开始办。", false)
        }
        Action::Approve => ("审批", "同意的马上生效；不同意的，退给提出的单位。", false),
        Action::Extend => ("申请延期", "由上级审批，批准后告诉诉求人。", false),
        Action::Pause => {
            ("暂停或恢复办理", "只停办理时限，签收、联系、裁定照常；诉求人会收到通知。", false)
        }
        Action::Hold => {
            ("挂账或销账", "暂时办不了的，经批准挂账，到期必须复查；诉求人会收到通知。", false)
        }
        Action::ReturnOrder => ("退单", "每个单位只能退一次，由上级裁定；裁定以前照常办。", true),
        Action::Rule => ("裁定退单", "裁定是最终的，没有新的情况不能再退。", true),
        Action::Reassign => ("改派", "工单转给另一个单位，时限重新计算。", false),
        Action::Assign => ("指定承办人", "工单给本单位的一位同事。", false),
        Action::Refer => ("联系外部单位", "由我们的一个单位出面联系，并负责反馈。", false),
        Action::Recuse => ("回避", "被反映的单位可以配合，不能主办，也看不到诉求人。", true),
        Action::IssueSlip => {
            ("发任务单", "把要做的事交给网格、公司或者个人，办完由别人检查。", false)
        }
        Action::DoSlip => ("办任务单", "接收，或者办完后交照片，由别人检查。", false),
        Action::CheckSlip => ("检查任务单", "不合格的要重办。自己办的不能自己检查。", false),
        Action::Terminate => ("终止办理", "研判以后才发现不该由平台办的；先送平台审核。", true),
        Action::Transfer => {
            ("转出", "转给其他地区或者平台；先送平台审核，通过后告诉诉求人。", true)
        }
        Action::Conclude => ("写终结结论", "先送平台审核，通过后发给诉求人；按不满意统计。", true),
        Action::Relane => ("改通道", "时限从头按新通道重算，最早四个工作小时以后到期。", false),
        Action::Specialise => ("转入专事转办", "列入重难点清单，由指定的人跟踪，定期查看。", false),
        Action::FollowSpecial => ("跟踪查看", "记下这次看到的情况和下次查看的时间。", false),
        Action::OfferVisit => ("预约上门", "诉求人会收到通知，请他确认时间。", false),
        Action::Consult => ("专家会诊", "每位专家有自己的链接，只看得到写给他的情况。", false),
        Action::Meet => ("登记勘查、听汇报、联席会", "记进全程留痕。", false),
        Action::List => ("列入或移出清单", "挂牌的会在公示栏公开，只显示不带身份的内容。", false),
        Action::Share => ("给别的单位看", "只能看，不能办。", false),
        Action::Split => ("分出一件", "一件诉求里有两件事的，另立一件，各办各的。", false),
        Action::Attend => ("过问超期", "记下怎样督促；不过问，还会再往上报。", false),
        _ => return None,
    })
}

/// The moves whose form takes photos.
pub(super) const TAKE_PHOTOS: &[Action] = &[
    Action::Answer,
    Action::Complete,
    Action::Report,
    Action::Note,
    Action::Verify,
    Action::FollowUp,
    Action::DoSlip,
    Action::CheckSlip,
    Action::OfferVisit,
    Action::Meet,
];
