use serde::{Deserialize, Serialize};
use xianban_kernel::TimeLimit;

use super::{AppealKind, HandleClass, Lane};

/// By when each duty is owed: one table per lane, and the two windows of the applicant.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// How long the applicant may rate before the appeal closes unrated.
    pub rating_window: TimeLimit,
    /// How long after closing the applicant may ask for another round.
    pub rework_window: TimeLimit,
    /// How long after urging the applicant may urge again.
    #[serde(default = "a_day")]
    pub urge_again: TimeLimit,
    /// How many calls are tried to an applicant whom a notice did not reach.
    #[serde(default = "thrice")]
    pub calls_at_most: i64,
    /// The usual lane.
    pub general: LaneLimits,
    /// 紧急通道.
    pub urgent: LaneLimits,
    /// 专事转办; the usual lane where nothing is written.
    #[serde(default)]
    pub special: Option<LaneLimits>,
}

/// As in rules written before there was urging.
const fn a_day() -> TimeLimit {
    TimeLimit::Hours(24)
}

const fn thrice() -> i64 {
    3
}

/// The limits of one lane.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LaneLimits {
    /// From filing to 接单.
    pub accept: TimeLimit,
    /// From 接单 to 研判, and again at the start of each later round.
    pub assess: TimeLimit,
    /// From an order to 签收.
    pub acknowledge: TimeLimit,
    /// From the lead order to the first talk with the applicant.
    pub contact: ByKind<TimeLimit>,
    /// From the lead order to 报结, in the first round.
    pub handle: ByKind<ByClass<TimeLimit>>,
    /// The same from the second round on.
    pub rework: TimeLimit,
    /// From an assisting order to its report.
    pub assist: TimeLimit,
    /// From 报结 to release or sending back.
    pub review: TimeLimit,
    /// From release to the first attempt to ask the applicant.
    pub follow_up: TimeLimit,
    /// From 报结 to the check on site where no resident asked.
    pub verify: TimeLimit,
    /// From a failed notice to the call.
    pub call: TimeLimit,
    /// From the lead order to a plan, where one is needed.
    #[serde(default = "two_days")]
    pub plan: TimeLimit,
    /// From an ask to the superior's answer.
    #[serde(default = "one_day")]
    pub approve: TimeLimit,
    /// From a returned order to the ruling.
    #[serde(default = "one_day")]
    pub rule: TimeLimit,
    /// From a slip said to be done to its check.
    #[serde(default = "one_day")]
    pub check: TimeLimit,
    /// From an escalation to the superior's look.
    #[serde(default = "one_day")]
    pub attend: TimeLimit,
    /// From a superior's urge to the answer.
    #[serde(default = "one_day")]
    pub answer_supervision: TimeLimit,
    /// From an objection to how it is counted to the ruling.
    #[serde(default = "five_days")]
    pub rule_count: TimeLimit,
    /// From the last low rating to the district's conclusion.
    #[serde(default = "five_days")]
    pub conclude: TimeLimit,
}

/// As in rules written before there was handling in depth.
const fn one_day() -> TimeLimit {
    TimeLimit::WorkingDays(1)
}

const fn two_days() -> TimeLimit {
    TimeLimit::WorkingDays(2)
}

const fn five_days() -> TimeLimit {
    TimeLimit::WorkingDays(5)
}

/// One value for each kind of appeal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByKind<T> {
    /// 民生诉求.
    pub livelihood: T,
    /// 发展诉求.
    pub development: T,
    /// 执法诉求.
    pub enforcement: T,
}

/// One value for each handling class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ByClass<T> {
    /// Questions.
    pub consult: T,
    /// Usual matters.
    pub general: T,
    /// Hard ones.
    pub complex: T,
}

impl<T> ByKind<T> {
    /// The value for `kind`.
    pub const fn of(&self, kind: AppealKind) -> &T {
        match kind {
            AppealKind::Livelihood => &self.livelihood,
            AppealKind::Development => &self.development,
            AppealKind::Enforcement => &self.enforcement,
        }
    }
}

impl<T> ByClass<T> {
    /// The value for `class`.
    pub const fn of(&self, class: HandleClass) -> &T {
        match class {
            HandleClass::Consult => &self.consult,
            HandleClass::General => &self.general,
            HandleClass::Complex => &self.complex,
        }
    }
}

impl Limits {
    /// The limits of a lane.
    pub fn of_lane(&self, lane: Lane) -> &LaneLimits {
        match lane {
            Lane::General => &self.general,
            Lane::Urgent => &self.urgent,
            Lane::Special => self.special.as_ref().unwrap_or(&self.general),
        }
    }
}
