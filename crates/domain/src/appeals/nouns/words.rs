use crate::coded::coded;
use crate::duty::Kind;
use crate::identity::Right;
use crate::rules::{ActionWord, DutyWord};

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

coded! {
    /// What somebody owes an open appeal.
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

impl ActionWord for Action {
    fn code(&self) -> &str {
        Self::code(*self)
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
