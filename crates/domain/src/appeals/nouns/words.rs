use super::moves::Action;
use crate::coded::coded;
use crate::duty::Kind;
use crate::identity::Right;
use crate::rules::DutyWord;

coded! {
    /// What somebody owes an appeal.
    DutyKind {
        /// 接单.
        Accept = "accept",
        /// 研判.
        Assess = "assess",
        /// 签收 of the lead or an assisting order.
        Acknowledge = "acknowledge",
        /// 先行联系 with the applicant.
        Contact = "contact",
        /// 办理 by the lead unit.
        Handle = "handle",
        /// 协办 by an assisting unit.
        Assist = "assist",
        /// 审核 of a reply or a refusal.
        Review = "review",
        /// 核查 where no resident asked.
        Verify = "verify",
        /// 回访 until rated or closed.
        FollowUp = "follow_up",
        /// Ringing up an applicant whom a notice did not reach.
        Call = "call",
        /// 定方案 by the lead unit.
        Plan = "plan",
        /// 审批 of a plan, an extension, a hold.
        Approve = "approve",
        /// 裁定 on a returned order.
        Rule = "rule",
        /// A task slip, by whom it was given to.
        Slip = "slip",
        /// 检查 of a task slip that was done.
        Check = "check",
        /// Looking whether a pause is over.
        Resume = "resume",
        /// 挂账复查.
        ReviewHold = "review_hold",
        /// The named person's look at a hard matter.
        ReviewSpecial = "review_special",
        /// 上门 by appointment.
        Visit = "visit",
        /// Summing up what experts said.
        Consult = "consult",
        /// A superior's look into what is overdue.
        Attend = "attend",
        /// The answer to a superior who urged (督办).
        AnswerSupervision = "answer_supervision",
        /// 裁定 on an objection to how it is counted.
        RuleCount = "rule_count",
        /// A look at a supervised matter on the day by which it was to be settled.
        ReviewListing = "review_listing",
        /// The district's conclusion after the last round.
        Conclude = "conclude",
        /// Another person for a pool in which everybody had a hand in the matter.
        FillPool = "fill_pool",
    }
}

coded! {
    /// Messages to the applicant that the machine itself writes.
    NoticeKind {
        /// The appeal has its number.
        Submitted = "submitted",
        /// 接单.
        Accepted = "accepted",
        /// A refusal, after review.
        Declined = "declined",
        /// The lead unit is named.
        Dispatched = "dispatched",
        /// New progress was published.
        Progress = "progress",
        /// The reply, after review; asks for a rating.
        Released = "released",
        /// A new round began.
        Rework = "rework",
        /// A rating that staff took down was struck.
        Disowned = "disowned",
        /// Closed with a rating.
        Closed = "closed",
        /// Closed when the window ran out unrated.
        ClosedUnrated = "closed_unrated",
        /// Taken back by the applicant.
        Withdrawn = "withdrawn",
        /// The applicant's identity was opened by a member of staff.
        IdentityRead = "identity_read",
        /// The limit was extended.
        Extended = "extended",
        /// The handling clock stands.
        Paused = "paused",
        /// Work goes on.
        Resumed = "resumed",
        /// On the hold list, or still there.
        Held = "held",
        /// Somebody wants to come by appointment.
        VisitOffered = "visit_offered",
        /// A refusal is looked at anew one level up.
        Reconsidered = "reconsidered",
        /// Another district or platform takes it over.
        Transferred = "transferred",
        /// The conclusion after the last round.
        Conclusion = "conclusion",
        /// No more rounds: a conclusion is written.
        Concluding = "concluding",
        /// A second matter has a number of its own.
        Split = "split",
    }
}

impl DutyWord for DutyKind {
    fn code(&self) -> &str {
        Self::code(*self)
    }
}

impl Kind for DutyKind {
    fn from_code(code: &str) -> Option<Self> {
        Self::from_code(code)
    }
}

impl DutyKind {
    /// The action by which it is met, by code: finding another person is the administrator's.
    pub const fn fulfilled_by(self) -> &'static str {
        let action = match self {
            Self::Accept => Action::Accept,
            Self::Assess => Action::Assess,
            Self::Acknowledge => Action::Acknowledge,
            Self::Contact | Self::Assist => Action::Report,
            Self::Handle => Action::Complete,
            Self::Review => Action::Release,
            Self::Verify => Action::Verify,
            Self::FollowUp | Self::Call => Action::FollowUp,
            Self::Plan => Action::Plan,
            Self::Approve => Action::Approve,
            Self::Rule => Action::Rule,
            Self::Slip => Action::DoSlip,
            Self::Check => Action::CheckSlip,
            Self::Resume => Action::Pause,
            Self::ReviewHold => Action::Hold,
            Self::ReviewSpecial => Action::FollowSpecial,
            Self::Visit => Action::OfferVisit,
            Self::Consult => Action::Consult,
            Self::Attend => Action::Attend,
            Self::AnswerSupervision => Action::AnswerSupervision,
            Self::RuleCount => Action::RuleCount,
            Self::ReviewListing => Action::List,
            Self::Conclude => Action::Conclude,
            Self::FillPool => return Right::ManageAccounts.code(),
        };
        action.code()
    }
}

impl NoticeKind {
    /// Whether it gives away the query code: the matter has just got its number.
    pub const fn gives_code(self) -> bool {
        matches!(self, Self::Submitted | Self::Split)
    }
}
