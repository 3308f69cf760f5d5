use serde::{Deserialize, Serialize};

/// The highest numbers in use when a move was taken back: none of them is given again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Used {
    /// Of orders.
    pub orders: i64,
    /// Of plans.
    pub plans: i64,
    /// Of what was asked of superiors.
    pub asks: i64,
    /// Of returned orders.
    pub disputes: i64,
    /// Of task slips.
    pub slips: i64,
    /// Of home visits.
    pub visits: i64,
    /// Of consultations.
    pub consults: i64,
    /// Of overdue duties brought before superiors.
    pub escalations: i64,
    /// Of what superiors urged.
    #[serde(default)]
    pub supervisions: i64,
}

impl Used {
    /// Whether no move was ever taken back.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}
