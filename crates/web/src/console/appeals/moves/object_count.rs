//! 计数异议: a unit says that an appeal should be counted otherwise.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, CountReason};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;
use crate::console::parts::one;
use crate::frame::Choice;

/// 计数异议: a unit says that an appeal should be counted otherwise.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct ObjectCount {
    /// The code of a reason.
    #[schema(required = true)]
    reason: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for ObjectCount {
    const ACTION: Action = Action::ObjectCount;
    const VERB: Verb = Verb::new(
        "计数异议",
        "只改这件计不计入考核，办理结果和评价都不变；由没有办过这件的人裁定。",
    );
    const RANK: Rank = Rank::Rare;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let wanted = table.appeal.counting().other();
        let reasons = wanted.reasons().iter();
        let reasons =
            reasons.map(|reason| Choice::new(reason.code(), reason.name()).chosen_if(&self.reason));
        let label = format!("申请{}的理由", wanted.name());
        Ok(vec![
            one("reason", &label, reasons.collect()),
            table.note("words", "事实和依据", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::object_count(work, on.no, CountReason::from_code(&self.reason), &self.words)
    }
}
