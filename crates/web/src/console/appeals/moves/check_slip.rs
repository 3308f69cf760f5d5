//! 检查任务单: what was done on a slip is checked by somebody else.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, item, picked};

const FINDINGS: &[(&str, &str)] = &[("good", "合格"), ("again", "不合格，重办")];

closed! {
    /// What came of checking a slip.
    Finding { FINDINGS }
}

/// 检查任务单: what was done on a slip is checked by somebody else.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct CheckSlip {
    /// The number of the slip.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// What came of it.
    #[schema(required = true, value_type = Finding)]
    choice: String,
    /// What was found; needed when it must be done again.
    words: String,
}

impl Step for CheckSlip {
    const ACTION: Action = Action::CheckSlip;
    const VERB: Verb = Verb::new("检查任务单", "不合格的要重办。自己办的不能自己检查。");
    const RANK: Rank = Rank::Awaited;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let may = appeals::checkable(table.work, table.appeal)?;
        let slips = table.appeal.casework.slips.iter().filter(|slip| may.contains(&slip.n));
        let slips: Vec<_> = slips.collect();
        Ok(vec![
            table.slips(&slips, &self.item)?,
            coded("choice", "检查结果", FINDINGS, &self.choice),
            table
                .note("words", "检查情况", &self.words)
                .hint("不合格要写清哪里要重办。")
                .optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        picked("choice", &self.choice, "请选检查结果。")?;
        let which = (item(&self.item)?, self.choice == "good");
        let checked = appeals::check_slip(work, on.no, on.seen, which, &self.words);
        checked.map_err(|problem| problem.renamed(&["slip"], "item"))
    }
}
