use crate::coded::coded;

coded! {
    /// What is counted of a dossier, each by what it is true of.
    Count {
        /// 提交: filed by somebody who asked; what came here closed elsewhere is none.
        Filed = "filed",
        /// 受理: taken on, once an appeal, on the day of 接单.
        Accepted = "accepted",
        /// 办结: closed, on the day it was closed last.
        Closed = "closed",
        /// 不予受理.
        Declined = "declined",
        /// 转出.
        Transferred = "transferred",
        /// 撤回.
        Withdrawn = "withdrawn",
        /// 在办: still owed something, under the day it was filed.
        Open = "open",
        /// 在办 and in the step 收集.
        AtCollect = "at_collect",
        /// 在办 and in the step 研判.
        AtAssess = "at_assess",
        /// 在办 and in the step 协商.
        AtPlan = "at_plan",
        /// 在办 and in the step 落实.
        AtCarry = "at_carry",
        /// 在办 and in the step 反馈.
        AtAnswer = "at_answer",
        /// 挂账, while it stands.
        OnHold = "on_hold",
        /// 重难点, while it is listed.
        Hard = "hard",
        /// 挂牌督办, while it is listed.
        Supervised = "supervised",
        /// 报结: a round that a unit handled, on the day it said so last.
        Handled = "handled",
        /// Of those: by the time it was due.
        InTime = "in_time",
        /// 评价: a round that was rated.
        Rated = "rated",
        /// Of those: in the upper grades.
        Satisfied = "satisfied",
        /// Of those: in none of the upper grades.
        Low = "low",
        /// Of those: said to be solved.
        Solved = "solved",
        /// 办结 whose applicant could rate it.
        ClosedAsked = "closed_asked",
        /// Of those: with a last rating.
        ClosedRated = "closed_rated",
        /// Of those: with a last rating in the upper grades.
        ClosedSatisfied = "closed_satisfied",
        /// 不计入考核: left out of the rates by a ruling, on the day it was closed or rated last.
        LeftOut = "left_out",
        /// 再接单: a round after the first, on the day it began.
        Round = "round",
        /// 退单: an order that a unit returned.
        Returned = "returned",
        /// 网格报送: what a grid worker reported on his round, on the day he did.
        Reported = "reported",
        /// Of those: looked at on site and found solved, under the day it was reported.
        ReportSolved = "report_solved",
        /// 吹哨: a whistle that was blown.
        Whistle = "whistle",
        /// A unit that a whistle called.
        Called = "called",
        /// Of those: answered that it comes within the limit.
        Responded = "responded",
        /// Of those: on site in time, as the whistler confirmed.
        Arrived = "arrived",
        /// Of those: what it was called for is solved.
        CalledSolved = "called_solved",
        /// 督办会 that was held.
        Met = "met",
        /// 网格协商 that was held.
        Consulted = "consulted",
    }
}

impl Count {
    /// As people read it beside its number.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Filed => "提交",
            Self::Accepted => "受理",
            Self::Closed => "办结",
            Self::Declined => "不予受理",
            Self::Transferred => "转出",
            Self::Withdrawn => "撤回",
            Self::Open => "在办",
            Self::AtCollect => "诉求收集",
            Self::AtAssess => "评估研判",
            Self::AtPlan => "协商定方案",
            Self::AtCarry => "落实办理",
            Self::AtAnswer => "反馈验收",
            Self::OnHold => "挂账",
            Self::Hard => "重难点",
            Self::Supervised => "挂牌督办",
            Self::Handled => "报结",
            Self::InTime => "按时报结",
            Self::Rated => "评价",
            Self::Satisfied => "评价满意",
            Self::Low => "评价不满意",
            Self::Solved => "评价说已解决",
            Self::ClosedAsked => "办结、可以评价",
            Self::ClosedRated => "办结、有评价",
            Self::ClosedSatisfied => "办结、满意",
            Self::LeftOut => "不计入考核",
            Self::Round => "再接单",
            Self::Returned => "退单",
            Self::Reported => "网格报送",
            Self::ReportSolved => "网格解决",
            Self::Whistle => "吹哨",
            Self::Called => "叫到的单位",
            Self::Responded => "按时应哨",
            Self::Arrived => "按时到场",
            Self::CalledSolved => "吹哨解决",
            Self::Met => "开督办会",
            Self::Consulted => "网格协商",
        }
    }

    /// Whether it is counted as it stands now, whenever it began, and not for a period.
    pub const fn stands(self) -> bool {
        matches!(
            self,
            Self::Open
                | Self::AtCollect
                | Self::AtAssess
                | Self::AtPlan
                | Self::AtCarry
                | Self::AtAnswer
                | Self::OnHold
                | Self::Hard
                | Self::Supervised
        )
    }
}
