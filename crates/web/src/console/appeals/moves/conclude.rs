//! The conclusion after the last round is proposed.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;

/// The conclusion after the last round is proposed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Conclude {
    /// The conclusion: the reasons and the legal ways from here.
    #[schema(required = true)]
    words: String,
}

impl Step for Conclude {
    const ACTION: Action = Action::Conclude;
    const VERB: Verb = Verb::grave("写终结结论", "先送平台审核，通过后发给诉求人；按不满意统计。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let words = table.answer("words", "结论：理由和下一步的法定途径", &self.words);
        Ok(vec![words.hint("按不满意统计。请写明可以申请复查、诉讼等的途径和期限。")])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::conclude(work, on.no, on.seen, &self.words)
    }
}
