use super::{HandleClass, Lane};
use crate::coded::coded;
use crate::organisation::UnitKind;
use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

/// How deep handling goes: what needs a plan, who agrees to what, and what a pause or a return may
/// be founded on.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseworkRules {
    /// Which matters need a plan before work starts; all others take the fast path.
    pub plan: PlanNeeded,
    /// Who agrees to a plan.
    pub plan_approver: Approver,
    /// Who agrees to the first extension of an order, the second, and so on; no more than are listed.
    pub extensions: Vec<ExtensionRule>,
    /// Who agrees to a place on the hold list.
    pub hold_approver: Approver,
    /// At most so long until a matter on the hold list is looked at again (quarterly look-back).
    pub hold_review: TimeLimit,
    /// At most so long until a hard matter is looked at again by the person named for it.
    pub special_review: TimeLimit,
    /// How long a matter is supervised (挂牌督办) when nobody chose a day.
    pub supervised: TimeLimit,
    /// How long experts have for their opinions.
    pub consult: TimeLimit,
    /// What a task slip has when nothing else is said.
    pub slip: TimeLimit,
    /// How long after an order a unit may return it.
    pub return_within: TimeLimit,
    /// On what a return may be founded.
    pub return_reasons: Vec<Reason>,
    /// On what a pause may be founded.
    pub pause_reasons: Vec<PauseReason>,
    /// The unit, by its code, that takes what is on nobody's duty list and what was returned
    /// (兜底单位); it returns nothing. Empty for none.
    pub backstop: String,
    /// Kinds of units that never read who the applicant is: they reach him through the community.
    #[serde(default = "relay_only")]
    pub relay_only: Vec<UnitKind>,
}

fn relay_only() -> Vec<UnitKind> {
    vec![UnitKind::PropertyCompany]
}

/// Which matters need a plan: those of these classes or lanes, and all from this round on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlanNeeded {
    /// Classes.
    pub classes: Vec<HandleClass>,
    /// Lanes.
    pub lanes: Vec<Lane>,
    /// The first round that needs one in any case.
    pub from_round: i64,
}

/// One extension of an order.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExtensionRule {
    /// How much more at most.
    pub add: TimeLimit,
    /// Who agrees.
    pub approver: Approver,
}

coded! {
    /// Who agrees to what a unit asks for.
    Approver {
        /// The head of the unit itself.
        Own = "own",
        /// The unit above.
        Above = "above",
        /// The office that runs the platform.
        Office = "office",
    }
}

/// A reason staff choose from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// As stored.
    pub code: String,
    /// As shown.
    pub name: String,
}

/// A reason for which a clock may stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PauseReason {
    /// As stored.
    pub code: String,
    /// As shown, to the applicant too.
    pub name: String,
    /// How long at most.
    pub most: TimeLimit,
}

/// As in rules written before there was handling in depth: the fast path for everything.
impl Default for CaseworkRules {
    fn default() -> Self {
        Self {
            relay_only: relay_only(),
            plan: PlanNeeded { from_round: i64::MAX, ..PlanNeeded::default() },
            plan_approver: Approver::Own,
            extensions: Vec::new(),
            hold_approver: Approver::Above,
            hold_review: TimeLimit::CalendarDays(90),
            special_review: TimeLimit::WorkingDays(10),
            supervised: TimeLimit::WorkingDays(10),
            consult: TimeLimit::WorkingDays(3),
            slip: TimeLimit::WorkingDays(2),
            return_within: TimeLimit::WorkingDays(1),
            return_reasons: Vec::new(),
            pause_reasons: Vec::new(),
            backstop: String::new(),
        }
    }
}

impl CaseworkRules {
    /// Whether a matter needs a plan before work starts.
    pub fn needs_plan(&self, class: HandleClass, lane: Lane, round: i64) -> bool {
        let plan = &self.plan;
        plan.classes.contains(&class) || plan.lanes.contains(&lane) || round >= plan.from_round
    }

    /// The reason for a pause with this code.
    pub fn pause_reason(&self, code: &str) -> Option<&PauseReason> {
        self.pause_reasons.iter().find(|reason| reason.code == code)
    }

    /// The reason for a return with this code.
    pub fn return_reason(&self, code: &str) -> Option<&Reason> {
        self.return_reasons.iter().find(|reason| reason.code == code)
    }
}
