use super::noun::{Meeting, Standing};
use super::seat::leads;
use super::words::{Action, DutyKind};
use crate::coded::coded;
use crate::folded::{Held, owes};
use crate::office::Work;
use xianban_kernel::Problem;

use Standing::{Done, Following, NotHeld, Planned, Running};

coded! {
    /// What can be done on a meeting, as addresses name it.
    Step {
        /// 开始.
        Begin = "begin",
        /// 不开.
        CallOff = "call_off",
        /// 议定.
        Decide = "decide",
        /// 落实.
        CarryOut = "carry_out",
        /// 不再办.
        DropDecision = "drop_decision",
        /// 结束.
        Close = "close",
        /// 未召开: the day is over.
        Lapse = "lapse",
    }
}

/// Who does it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// Who heads the unit's meetings, or stands in.
    Lead,
    /// With whom a decision stands.
    Charged,
    /// The program, when the day is over.
    Clock,
}

impl Who {
    /// What has to be granted to staff for his moves; nothing for the program's.
    pub const fn needs(self) -> Option<Action> {
        match self {
            Self::Lead => Some(Action::Hold),
            Self::Charged => Some(Action::CarryOut),
            Self::Clock => None,
        }
    }
}

/// One line of the table of moves: offers, refusals and the diagram of states come from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What is done.
    pub step: Step,
    /// As buttons say it.
    pub name: &'static str,
    /// Where it may be done.
    pub from: Standing,
    /// Where it leads; where more than one, what is still owed decides.
    pub to: &'static [Standing],
    /// By whom.
    pub who: Who,
}

const fn line(
    (step, name): (Step, &'static str),
    from: Standing,
    to: &'static [Standing],
    who: Who,
) -> Move {
    Move { step, name, from, to, who }
}

/// Every move of a meeting. What runs when its day is over is closed by the clock, like by hand.
pub const MOVES: &[Move] = &[
    line((Step::Begin, "开始"), Planned, &[Running], Who::Lead),
    line((Step::CallOff, "这次不开"), Planned, &[NotHeld], Who::Lead),
    line((Step::Decide, "议定"), Running, &[Running], Who::Lead),
    line((Step::CarryOut, "报告落实情况"), Running, &[Running], Who::Charged),
    line((Step::CarryOut, "报告落实情况"), Following, &[Following, Done], Who::Charged),
    line((Step::DropDecision, "不再办"), Running, &[Running], Who::Lead),
    line((Step::DropDecision, "不再办"), Following, &[Following, Done], Who::Lead),
    line((Step::Close, "结束"), Running, &[Following, Done], Who::Lead),
    line((Step::Lapse, "到时未召开"), Planned, &[NotHeld], Who::Clock),
];

/// Refuses a step where it cannot be done now.
pub(super) fn standing(held: &Held<Meeting>, step: Step) -> Result<(), Problem> {
    if MOVES.iter().any(|line| line.step == step && line.from == held.standing) {
        return Ok(());
    }
    let said = format!(
        "{}现在是“{}”，不能再办这一步。您写的都还在，请刷新看现在的情况。",
        held.title(),
        held.standing.name()
    );
    Err(Problem::refused("meeting_not_there", said))
}

/// What the actor may do on it now, in the order of the table.
pub fn offered(work: &mut Work<'_, '_>, held: &Held<Meeting>) -> Result<Vec<Step>, Problem> {
    let lead = leads(work, held)?;
    let mut open = held.open_decisions().map(|one| one.n).collect::<Vec<_>>();
    let any = !open.is_empty();
    let mut own = false;
    let may = work.office.rules_at(work.cx.at).rules.may(&work.cx.actor, Action::CarryOut);
    while let (false, true, Some(n)) = (own, may, open.pop()) {
        own = owes(work, held.id, DutyKind::CarryOut, n)?;
    }
    let fits = |line: &&Move| {
        let there = line.from == held.standing;
        let his = match line.who {
            Who::Lead => lead && (any || line.step != Step::DropDecision),
            Who::Charged => own,
            Who::Clock => false,
        };
        there && his
    };
    Ok(MOVES.iter().filter(fits).map(|line| line.step).collect())
}
