use crate::coded::coded;

coded! {
    /// The three kinds of appeal, each with its own permitted submitters.
    AppealKind {
        /// 民生诉求, by residents.
        Livelihood = "livelihood",
        /// 发展诉求, by shops and firms.
        Development = "development",
        /// 执法诉求, only by a community.
        Enforcement = "enforcement",
    }
}

coded! {
    /// How fast the clocks run.
    Lane {
        /// The usual one.
        General = "general",
        /// 紧急通道: livelihood-critical, ahead of the queue.
        Urgent = "urgent",
        /// 专事转办: there was a petition before.
        Special = "special",
    }
}

impl Lane {
    /// As staff read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "一般",
            Self::Urgent => "紧急通道",
            Self::Special => "专事转办",
        }
    }
}

coded! {
    /// How much work a matter is; with the kind it sets the handling limit.
    HandleClass {
        /// A question that only wants an answer.
        Consult = "consult",
        /// One unit settles it.
        General = "general",
        /// Several units, works or money are needed.
        Complex = "complex",
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
    /// At which unit the seat of a duty stands.
    Seat {
        /// The unit that received the appeal: the place's community, else the platform office.
        ReceivingUnit = "receiving_unit",
        /// The unit that assesses this round.
        AssessingUnit = "assessing_unit",
        /// The unit of the order.
        OrderUnit = "order_unit",
        /// The office that runs the platform.
        PlatformOffice = "platform_office",
        /// The unit that answers for the one below.
        Superior = "superior",
        /// Any unit with a part.
        AnyUnit = "any_unit",
    }
}

coded! {
    /// Everything the policy grants or refuses.
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
        /// Print sheets of QR codes.
        PrintCodes = "print_codes",
        /// Create, lock and staff accounts.
        ManageAccounts = "manage_accounts",
        /// Change units, places, grids and their teams.
        ManageOrganisation = "manage_organisation",
        /// Edit the pages of the three sections.
        ManageContent = "manage_content",
        /// Bring a new version of the rules into force.
        ManageRules = "manage_rules",
        /// Read who did and saw what.
        ReadAudit = "read_audit",
    }
}

coded! {
    /// Which appeals a role may open.
    Reach {
        /// None.
        Nothing = "nothing",
        /// Those its own unit received, assesses or has an order for.
        Unit = "unit",
        /// Those of its own unit and of every unit below it.
        Below = "below",
        /// All of the district.
        District = "district",
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
