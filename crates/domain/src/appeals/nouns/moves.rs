use Standing::{
    Assessing, Closed, Concluding, Declined, FollowingUp, Handling, Planning, Reviewing, Submitted,
};

use super::seats::{Needs, Where};
use super::state::Standing;
use crate::coded::coded;
use crate::rules::ActionWord;

coded! {
    /// Everything about appeals that the policy grants or refuses.
    Action {
        /// File an appeal as its applicant.
        Submit = "submit",
        /// File for somebody else: by phone, at the desk, from the grid.
        SubmitOnBehalf = "submit_on_behalf",
        /// Bring in another platform's appeals.
        Import = "import",
        /// 接单.
        Accept = "accept",
        /// Propose a refusal with a legal reason.
        Decline = "decline",
        /// Propose a reply at once.
        Answer = "answer",
        /// 研判.
        Assess = "assess",
        /// Add assisting orders.
        Dispatch = "dispatch",
        /// 签收.
        Acknowledge = "acknowledge",
        /// Say what was done on an order, contact with the applicant included.
        Report = "report",
        /// Write an internal progress note.
        Note = "note",
        /// Put another person's note before the applicant or the public.
        Publish = "publish",
        /// Add words or photos to one's own open appeal.
        Supplement = "supplement",
        /// Urge whoever owes the next step of one's own open appeal (催办).
        Urge = "urge",
        /// 报结 by the lead unit.
        Complete = "complete",
        /// Let a reply or refusal go out.
        Release = "release",
        /// Return a reply to those who wrote it.
        SendBack = "send_back",
        /// Check on site what no resident asked for.
        Verify = "verify",
        /// 回访.
        FollowUp = "follow_up",
        /// Ring up an applicant whom a notice did not reach, and write down how it went.
        Call = "call",
        /// Rate the result, or record a rating given orally.
        Rate = "rate",
        /// Say that a rating which staff took down is not one's own (这不是我的评价).
        Disown = "disown",
        /// Ask for a new round.
        Rework = "rework",
        /// Close after the rating window.
        Close = "close",
        /// Take one's own appeal back.
        Withdraw = "withdraw",
        /// 定方案.
        Plan = "plan",
        /// 审批: grant or refuse what a unit below asks for.
        Approve = "approve",
        /// Ask for more time (延期).
        Extend = "extend",
        /// Let the handling clock stand, and run again.
        Pause = "pause",
        /// Ask for a place on the hold list, look at it, take off it (挂账、销账).
        Hold = "hold",
        /// 退单.
        ReturnOrder = "return_order",
        /// 裁定.
        Rule = "rule",
        /// 改派.
        Reassign = "reassign",
        /// Name a colleague for an order or a slip.
        Assign = "assign",
        /// Ask a body outside through a unit of ours.
        Refer = "refer",
        /// Name the unit complained of (回避).
        Recuse = "recuse",
        /// Send and call off task slips (任务单).
        IssueSlip = "issue_slip",
        /// Take a task slip and say it is done.
        DoSlip = "do_slip",
        /// Check what was done on a slip.
        CheckSlip = "check_slip",
        /// Propose to end what turned out not to be ours.
        Terminate = "terminate",
        /// Propose to hand over to another district or platform.
        Transfer = "transfer",
        /// Propose the conclusion after the last round.
        Conclude = "conclude",
        /// Object to a refusal, once.
        Reconsider = "reconsider",
        /// Change the lane.
        Relane = "relane",
        /// Take the special channel, (专事转办).
        Specialise = "specialise",
        /// Look at a hard matter as the person named for it.
        FollowSpecial = "follow_special",
        /// Offer and make home visits.
        OfferVisit = "offer_visit",
        /// Answer the offer of a home visit.
        AnswerVisit = "answer_visit",
        /// Ask experts and sum up what they say.
        Consult = "consult",
        /// Put on a list and take off it (挂牌).
        List = "list",
        /// Write down a visit on site, a hearing, a joint meeting.
        Meet = "meet",
        /// Look into what is overdue below.
        Attend = "attend",
        /// Urge on whoever has it, from above (督办).
        Supervise = "supervise",
        /// Say to a superior who urged what is done about it.
        AnswerSupervision = "answer_supervision",
        /// Object to how an appeal is counted in the rates (计数异议).
        ObjectCount = "object_count",
        /// Rule on such an objection.
        RuleCount = "rule_count",
        /// Let another unit read it.
        Share = "share",
        /// Make a second matter an appeal of its own.
        Split = "split",
        /// Take one's own last move back at once.
        Undo = "undo",
        /// Open an appeal of one's reach.
        ReadCase = "read_case",
        /// See who the applicant is, with a written reason.
        ReadIdentity = "read_identity",
        /// Search over everything within reach.
        Search = "search",
    }
}

impl ActionWord for Action {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}

/// One line of the table of moves: the one truth from which buttons, refusals and documents come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What is done, as the policy names it.
    pub action: Action,
    /// Where it may be done.
    pub from: &'static [Standing],
    /// At which seat whoever does it must sit.
    pub at: Where,
    /// What there must be to do it on.
    pub(crate) needs: Needs,
    /// What it brought about, in a sentence for whoever made it; empty where what is seen says it.
    pub done: &'static str,
}

const fn line(action: Action, from: &'static [Standing], at: Where, needs: Needs) -> Move {
    Move { action, from, at, needs, done: "" }
}

/// Every move of an appeal that is filed.
pub const MOVES: &[Move] = &[
    line(Action::Accept, &[Submitted], Where::Receiver, Needs::Nothing)
        .says("已接单，诉求人会收到通知。"),
    line(Action::Decline, &[Submitted], Where::Receiver, Needs::Nothing)
        .says("不予受理已经送审，审核通过后才告诉诉求人。"),
    line(Action::Answer, &[Submitted, Assessing], Where::Receiver, Needs::FirstHand)
        .says("答复已经送审，审核通过后才发给诉求人。"),
    line(Action::Assess, &[Assessing], Where::Assessor, Needs::Nothing)
        .says("研判已经完成，主办单位收到了任务。"),
    line(Action::Dispatch, WORKING, Where::Dispatcher, Needs::Nothing).says("已增派协办单位。"),
    line(Action::Acknowledge, WORKING, Where::AnyOrder, Needs::SentOrder).says("已签收。"),
    line(Action::Report, WORKING, Where::AnyOrder, Needs::Nothing).says("情况已经记下。"),
    line(Action::Complete, &[Handling], Where::Lead, Needs::WorkedOff).says("办理结果已经送审。"),
    line(Action::Plan, WORKING, Where::Lead, Needs::RoomForPlan).says("方案已经提交。"),
    line(Action::Approve, OPEN, Where::Approver, Needs::AskToAnswer).says("审批意见已经生效。"),
    line(Action::ReturnOrder, WORKING, Where::AnyOrder, Needs::ReturnableOrder)
        .says("退单已经提交，等上级裁定；裁定以前照常办。"),
    line(Action::Rule, WORKING, Where::Ruler, Needs::Nothing).says("裁定已经生效。"),
    line(Action::Reassign, WORKING, Where::Dispatcher, Needs::MovableOrder).says("已改派。"),
    line(Action::Assign, WORKING, Where::AnyOrder, Needs::Nothing).says("承办人已经改好。"),
    line(Action::Refer, WORKING, Where::Dispatcher, Needs::Nothing).says("已请那个单位联系。"),
    line(Action::IssueSlip, &[Handling], Where::AnyOrder, Needs::Nothing).says("任务单已经登记。"),
    line(Action::DoSlip, &[Handling], Where::SlipDoer, Needs::Nothing).says("任务单已经更新。"),
    line(Action::CheckSlip, &[Handling], Where::SlipChecker, Needs::Nothing)
        .says("检查结果已经登记。"),
    line(Action::Extend, &[Handling], Where::Lead, Needs::ExtensionLeft).says("延期申请已经提交。"),
    line(Action::Pause, &[Handling], Where::Lead, Needs::NoHold)
        .says("已经登记，诉求人会收到通知。"),
    line(Action::Hold, &[Handling], Where::Lead, Needs::NoPause).says("已经登记。"),
    line(Action::Terminate, ASSESSED, Where::Carrier, Needs::Nothing).says("终止办理已经送审。"),
    line(Action::Transfer, EARLY, Where::Dispatcher, Needs::Nothing).says("转出已经送审。"),
    line(Action::Conclude, &[Concluding], Where::Assessor, Needs::Nothing)
        .says("终结结论已经送审。"),
    line(Action::Relane, EARLY, Where::Dispatcher, Needs::Nothing)
        .says("通道已经改好，时限重新算过。"),
    line(Action::Recuse, ASSESSED, Where::Dispatcher, Needs::Nothing).says("回避已经生效。"),
    line(Action::Specialise, ASSESSED, Where::Dispatcher, Needs::NotSpecial)
        .says("已转入专事转办。"),
    line(Action::FollowSpecial, OPEN, Where::Follower, Needs::Nothing).says("这次查看已经登记。"),
    line(Action::OfferVisit, ASSESSED, Where::AnyUnit, Needs::Nothing).says("上门已经登记。"),
    line(Action::Consult, ASSESSED, Where::AnyUnit, Needs::Experts).says("会诊已经登记。"),
    line(Action::Meet, ASSESSED, Where::AnyUnit, Needs::Nothing).says("已记进全程留痕。"),
    line(Action::List, OPEN, Where::Overseer, Needs::Nothing).says("清单已经改好。"),
    line(Action::Share, OPEN, Where::Dispatcher, Needs::Nothing).says("已给那个单位看。"),
    line(Action::Split, ASSESSED, Where::Dispatcher, Needs::Nothing)
        .says("已分出一件，诉求人会收到通知。"),
    line(Action::Attend, OPEN, Where::Attendant, Needs::Nothing).says("过问已经登记。"),
    line(Action::Supervise, OPEN, Where::Overseer, Needs::Nothing)
        .says("督办已经发出，承办单位要按时答复。"),
    line(Action::AnswerSupervision, OPEN, Where::Urged, Needs::Nothing).says("督办已经答复。"),
    line(Action::ObjectCount, ANSWERED, Where::Counted, Needs::Countable)
        .says("计数异议已经提交，由没有办过这件的人裁定；裁定以前照常计入。"),
    line(Action::RuleCount, Standing::ALL, Where::CountRuler, Needs::Nothing)
        .says("裁定已经生效，考核数字同时改好。"),
    line(Action::Undo, Standing::ALL, Where::Mover, Needs::Nothing).says("刚才那一步已经撤销。"),
    line(Action::Note, OPEN, Where::AnyUnit, Needs::Nothing).says("内部记录已经记下。"),
    line(Action::Publish, OPEN, Where::AnyUnit, Needs::Nothing).says("已公开，诉求人会收到通知。"),
    line(Action::ReadIdentity, Standing::ALL, Where::AnyUnit, Needs::Nothing),
    line(Action::Release, &[Reviewing], Where::Outside, Needs::WordsForSomebody)
        .says("审核通过，已经发给诉求人。"),
    line(Action::SendBack, &[Reviewing], Where::Outside, Needs::Nothing).says("已退回修改。"),
    line(Action::Verify, &[Reviewing], Where::Outside, Needs::ResultNobodyAskedFor)
        .says("核查已经登记。"),
    line(Action::FollowUp, &[FollowingUp], Where::Outside, Needs::Asker).says("回访已经登记。"),
    line(Action::Call, Standing::ALL, Where::Caller, Needs::Nothing).says("电话联系已经登记。"),
    line(Action::Supplement, OPEN, Where::Applicant, Needs::Nothing)
        .says("补充的内容已经收到，承办单位看得到。"),
    line(Action::Urge, OPEN, Where::Applicant, Needs::Nothing).says("已催办，承办单位看得到。"),
    line(Action::Rate, &[FollowingUp], Where::Applicant, Needs::Nothing)
        .says("谢谢，您的评价已经收到。"),
    line(Action::Disown, ANSWERED, Where::Applicant, Needs::TakenRating)
        .says("这次评价已经划掉，会另外请人问您。"),
    line(Action::Rework, &[Closed], Where::Applicant, Needs::Nothing)
        .says("已重新接单，会有人联系您。"),
    line(Action::Withdraw, OPEN, Where::Applicant, Needs::Nothing).says("诉求已经撤回。"),
    line(Action::Reconsider, &[Declined], Where::Applicant, Needs::TimeToObject)
        .says("已请上一级重新看。"),
    line(Action::AnswerVisit, OPEN, Where::Applicant, Needs::OwedVisit)
        .says("您的答复已经告诉上门的人。"),
];

const OPEN: &[Standing] =
    &[Submitted, Assessing, Planning, Handling, Reviewing, FollowingUp, Concluding];

/// Wherever a rating may stand.
const ANSWERED: &[Standing] =
    &[Assessing, Planning, Handling, Reviewing, FollowingUp, Concluding, Closed];

/// While units hold orders.
const WORKING: &[Standing] = &[Planning, Handling];

/// From the assessment until the reply.
const ASSESSED: &[Standing] = &[Assessing, Planning, Handling];

/// Until the reply.
const EARLY: &[Standing] = &[Submitted, Assessing, Planning, Handling];

impl Move {
    const fn says(self, done: &'static str) -> Self {
        Self { done, ..self }
    }

    /// The line for `action`.
    pub fn of(action: Action) -> Option<&'static Self> {
        MOVES.iter().find(|line| line.action == action)
    }
}

#[cfg(test)]
mod tests {
    use crate::rooms::vocabulary;
    use std::fmt::Write as _;

    use super::*;
    use crate::rules::{Rules, SHIPPED};

    /// The table as reviewers read it: what may be done where, at which seat, by which roles.
    fn table(rules: &Rules) -> String {
        let mut text = String::new();
        for Move { action, from, at, .. } in MOVES {
            let from: Vec<&str> = if *from == Standing::ALL {
                vec!["anywhere"]
            } else if *from == OPEN {
                vec!["open"]
            } else if *from == EARLY {
                vec!["early"]
            } else if *from == ASSESSED {
                vec!["assessed"]
            } else if *from == ANSWERED {
                vec!["answered"]
            } else if *from == WORKING {
                vec!["working"]
            } else {
                from.iter().map(|standing| standing.code()).collect()
            };
            let mut who: Vec<&str> = Vec::new();
            if rules.others.resident.iter().any(|one| one == action.code()) {
                who.push("resident");
            }
            let may = rules.roles.iter().filter(|rule| rules.role_may(&rule.code, *action));
            who.extend(may.map(|rule| rule.code.code()));
            let (action, from, at) = (action.code(), from.join(" "), format!("{at:?}"));
            writeln!(text, "{action:<14} {from:<19} {at:<11} {}", who.join(" ")).unwrap();
        }
        text
    }

    #[test]
    fn the_table_is_the_one_reviewers_have_seen() {
        let golden = include_str!("../../../golden/moves.txt");
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        assert_eq!(table(&rules), golden, "write it again when the change is meant");
    }
}
