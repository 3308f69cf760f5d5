//! 报结: the lead unit proposes the reply.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::Appeal;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;

/// 报结: the lead unit proposes the reply.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Complete {
    /// The reply.
    #[schema(required = true)]
    words: String,
}

impl Step for Complete {
    const ACTION: Action = Action::Complete;
    const VERB: Verb = Verb::new("提交办理结果", "写给诉求人的答复，先送平台审核。");
    const RANK: Rank = Rank::Closing;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.answer("words", "给诉求人的答复", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::complete(work, on.no, on.seen, &self.words)
    }
}
