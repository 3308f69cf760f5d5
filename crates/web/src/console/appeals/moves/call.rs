//! Ringing up an applicant whom a notice did not reach.

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
use crate::console::closed::YesNo;
use crate::console::control::Field;
use crate::console::parts::{answered, yes_no};

/// Ringing up an applicant whom a notice did not reach.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Call {
    /// Whether somebody answered.
    #[schema(required = true, value_type = YesNo)]
    reached: String,
    /// What was said.
    #[schema(required = true)]
    words: String,
}

impl Step for Call {
    const ACTION: Action = Action::Call;
    const VERB: Verb =
        Verb::new("登记电话联系", "通知没有送达，要打电话告诉诉求人；没有打通，还要再打。");
    const RANK: Rank = Rank::Often;
    const KEY: &'static str = "c";

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            yes_no("reached", "联系上了吗", &self.reached),
            table.note("words", "说了什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let reached = answered(&self.reached);
        let reached = reached.ok_or_else(|| Problem::fault("reached", "请选联系上了没有。"))?;
        domain::call(work, on.no, &domain::Call { reached, words: self.words.clone() })
    }
}
