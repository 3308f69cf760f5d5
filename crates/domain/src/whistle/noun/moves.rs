use super::receiver::Stage;
use super::whistle::{Standing, Whistle};
use crate::coded::coded;
use crate::whistle::words::Action;

coded! {
    /// A move, as its address names it.
    Step {
        /// Mend a draft.
        Change = "change",
        /// Give a draft up.
        Drop = "drop",
        /// Blow.
        Blow = "blow",
        /// Send a draft back.
        SendBack = "send_back",
        /// Take it back before anybody answered.
        Recall = "recall",
        /// Call one more unit in.
        Call = "call",
        /// Come.
        Respond = "respond",
        /// Hold that one need not come.
        Refuse = "refuse",
        /// Rule over a refusal or a silence.
        Rule = "rule",
        /// Tell that one is there.
        Arrive = "arrive",
        /// Say whether somebody is there.
        Confirm = "confirm",
        /// Say what was brought about.
        Report = "report",
        /// Say once that it is not enough.
        Complain = "complain",
        /// Close.
        Close = "close",
        /// Judge whether it was rightly blown.
        Judge = "judge",
    }
}

/// Who makes a move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The community that whistles.
    Whistler,
    /// The unit that is called.
    Receiver,
    /// The level above.
    Above,
    /// The community, or the level above once it was passed up.
    Closer,
}

/// One line of the table of moves: the one truth from which buttons, refusals and the diagram come.
#[derive(Clone, Copy, Debug)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// What has to be granted for it.
    pub action: Action,
    /// Where the whistle stands.
    pub from: &'static [Standing],
    /// How far the receiver is; empty for moves on the whole.
    pub stages: &'static [Stage],
    /// Whose it is.
    pub by: By,
}

const fn whole(step: Step, action: Action, from: &'static [Standing], by: By) -> Move {
    Move { step, action, from, stages: &[], by }
}

const fn each(step: Step, action: Action, stages: &'static [Stage], by: By) -> Move {
    Move { step, action, from: &[Standing::Blown], stages, by }
}

const DRAFTS: &[Standing] = &[Standing::Draft, Standing::Back];

/// Every move of a whistle that is drafted.
pub const MOVES: &[Move] = &[
    whole(Step::Blow, Action::Blow, DRAFTS, By::Whistler),
    whole(Step::Change, Action::Draft, DRAFTS, By::Whistler),
    whole(Step::SendBack, Action::Blow, &[Standing::Draft], By::Whistler),
    whole(Step::Drop, Action::Draft, DRAFTS, By::Whistler),
    each(Step::Respond, Action::Answer, &[Stage::Called, Stage::Silent], By::Receiver),
    each(Step::Refuse, Action::Answer, &[Stage::Called, Stage::Silent], By::Receiver),
    each(Step::Rule, Action::Rule, &[Stage::Refused, Stage::Silent], By::Above),
    each(Step::Arrive, Action::Answer, &[Stage::Coming], By::Receiver),
    each(Step::Confirm, Action::Close, &[Stage::Arrived], By::Whistler),
    each(Step::Report, Action::Answer, &[Stage::Working], By::Receiver),
    whole(Step::Close, Action::Close, &[Standing::Blown], By::Closer),
    whole(Step::Complain, Action::Close, &[Standing::Blown], By::Whistler),
    whole(Step::Call, Action::Rule, &[Standing::Blown], By::Above),
    whole(Step::Recall, Action::Blow, &[Standing::Blown], By::Whistler),
    whole(Step::Judge, Action::Rule, &[Standing::Settled], By::Above),
];

impl Move {
    /// The line of a step.
    pub fn of(step: Step) -> Option<&'static Self> {
        MOVES.iter().find(|line| line.step == step)
    }
}

impl Whistle {
    /// Whether a step can be made now, of one receiver where it is about one.
    pub fn allows(&self, step: Step, n: i64) -> bool {
        let Some(line) = Move::of(step) else { return false };
        if !line.from.contains(&self.standing) {
            return false;
        }
        if !line.stages.is_empty() {
            let Some(one) = self.receiver(n) else { return false };
            let once = !one.ruled || !matches!(step, Step::Refuse | Step::Rule);
            return line.stages.contains(&one.stage) && once;
        }
        match step {
            Step::Recall => self.is_unanswered(),
            Step::Close => self.is_answered(),
            Step::Complain => {
                let came = self.receivers.iter().any(|one| one.stage == Stage::Reported);
                self.is_answered() && came && !self.complained && !self.passed_up
            }
            _ => true,
        }
    }
}
