use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::organisation::AtUnit;

/// Experts are asked (专家会诊); each sees masked facts only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consult {
    /// Its number within the appeal, from 1.
    pub n: i64,
    /// Who asks, and sums up.
    pub by: AtUnit,
    /// The facts and the question as experts read them, in the vault.
    pub question: i64,
    /// Since when.
    pub since: Moment,
    /// By when opinions are wanted.
    pub until: Moment,
    /// Those asked: numbers of the expert pool.
    pub experts: Vec<i64>,
    /// Those who answered.
    pub opinions: Vec<i64>,
    /// Whether it was summed up.
    pub ended: bool,
}
