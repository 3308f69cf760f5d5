use xianban_kernel::{DossierId, Moment, Problem, UnitId};
use xianban_store::Row;

use crate::coded::coded;

coded! {
    /// A figure of the overview.
    Figure {
        /// Somebody owes something on it.
        Open = "open",
        /// Something owed falls due within three days, today and the two after.
        Soon = "soon",
        /// Something owed is overdue.
        Overdue = "overdue",
        /// An order was returned in the period.
        Returned = "returned",
        /// It was rated low, or said to be unsolved, in the period.
        Low = "low",
        /// Closed here in the period.
        Closed = "closed",
        /// Of those: the applicant could rate.
        Asked = "asked",
        /// Of those: rated in the upper grades.
        Satisfied = "satisfied",
    }
}

impl Figure {
    /// As shown.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "在办",
            Self::Soon => "三天内到期",
            Self::Overdue => "超期",
            Self::Returned => "退单",
            Self::Low => "不满意",
            Self::Closed => "办结",
            Self::Asked => "可以评价",
            Self::Satisfied => "满意",
        }
    }
}

/// From and before when something was returned or rated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment.
    pub from: Moment,
    /// The first moment after.
    pub to: Moment,
}

/// One case in one figure of one unit.
pub(crate) struct Case {
    pub(crate) figure: Figure,
    pub(crate) unit: UnitId,
    pub(crate) appeal: DossierId,
    pub(crate) list: String,
    pub(crate) at: Moment,
}

pub(crate) fn read(row: &Row, figure: Figure) -> Result<Case, Problem> {
    let list: Option<String> = row.get("list")?;
    let (unit, appeal, at) = (row.get("unit")?, row.get("appeal")?, row.get("at")?);
    Ok(Case { figure, unit, appeal, list: list.unwrap_or_default(), at })
}
