/// What there must be in an appeal, beside its state, for a move to be made on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Needs {
    /// Nothing more.
    Nothing,
    /// A result that no resident asked for: it is verified.
    ResultNobodyAskedFor,
    /// Anything else that waits for review: it is released.
    WordsForSomebody,
    /// The first round, or a matter that was not settled yet.
    FirstHand,
    /// An order that its unit has not taken yet.
    SentOrder,
    /// No assisting order, slip or dispute that is still open.
    WorkedOff,
    /// No plan that already waits for its answer.
    RoomForPlan,
    /// An order that may be returned.
    ReturnableOrder,
    /// An order that may go to another unit.
    MovableOrder,
    /// A clock that runs, and an extension that is left.
    ExtensionLeft,
    /// A clock that stands for no hold.
    NoHold,
    /// A clock that stands for no pause.
    NoPause,
    /// Experts who may be asked.
    Experts,
    /// Something that waits for the actor's answer.
    AskToAnswer,
    /// An actor who is the one to ask the applicant.
    Asker,
    /// A rating that staff took down.
    TakenRating,
    /// A visit that is still to be made.
    OwedVisit,
    /// Time left to object, for the first time.
    TimeToObject,
    /// A matter that stands in the rates, and no objection to it that waits.
    Countable,
    /// A matter that nobody was named to follow.
    NotSpecial,
}

/// The seat of a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// The unit that received the appeal.
    Receiver,
    /// The unit that assesses this round.
    Assessor,
    /// The unit that assesses this round, or the platform office.
    Dispatcher,
    /// The unit of the live lead order.
    Lead,
    /// The unit of any live order.
    AnyOrder,
    /// Any unit with a part in the appeal.
    AnyUnit,
    /// The platform office, by somebody who had no hand in the handling.
    Outside,
    /// The platform office, while a call is owed.
    Caller,
    /// The applicant himself.
    Applicant,
    /// The unit of the live lead order, else the one that assesses.
    Carrier,
    /// A unit that something was put before.
    Approver,
    /// A unit that has to rule on a returned order.
    Ruler,
    /// A unit with a task slip to do.
    SlipDoer,
    /// The unit of an order with a slip to check.
    SlipChecker,
    /// The unit that keeps to a named person following a hard matter: that person.
    Follower,
    /// A superior before whom an overdue duty came.
    Attendant,
    /// Every unit above the one that has it, the unit that assesses this round, or the platform office.
    Overseer,
    /// The unit that has it, while a superior waits for its answer.
    Urged,
    /// The unit in whose rates it counts, or the one above.
    Counted,
    /// The platform office, while an objection waits, by somebody who neither handled nor objected.
    CountRuler,
    /// Whoever made the last move.
    Mover,
}
