//! A colleague is named for an order.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::{item, person};

/// A colleague is named for an order.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Assign {
    /// The number of the order.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// The colleague; left open, everybody of the post has it again.
    #[schema(value_type = Digits)]
    person: String,
}

impl Step for Assign {
    const ACTION: Action = Action::Assign;
    const VERB: Verb = Verb::new("指定承办人", "工单给本单位的一位同事。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let mut people = table.able(Action::Report)?;
        people.retain(|(.., unit)| table.is_own(*unit));
        Ok(vec![
            table.orders(&self.item, |order| table.is_own(order.unit.unit)),
            table
                .person(&people, "给谁", (&self.person, ""))
                .hint("不选就退回给这个岗位的所有人。")
                .optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let assigned =
            appeals::assign(work, on.no, on.seen, item(&self.item)?, person(&self.person));
        assigned.map_err(|problem| problem.renamed(&["order"], "item"))
    }
}
