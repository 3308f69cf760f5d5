//! A second matter becomes an appeal of its own.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, TITLE_MOST};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::control::Field;

/// A second matter becomes an appeal of its own.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Split {
    /// The second matter in one line.
    #[schema(required = true)]
    title: String,
    /// The second matter.
    #[schema(required = true)]
    words: String,
}

impl Step for Split {
    const ACTION: Action = Action::Split;
    const VERB: Verb = Verb::new("分出一件", "一件诉求里有两件事的，另立一件，各办各的。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            Field::line("title", "分出去的事，一句话", &self.title).at_most(TITLE_MOST),
            table
                .note("words", "分出去的事", &self.words)
                .hint("同一个诉求人、同一个地点，另有编号，诉求人会收到通知。"),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        appeals::split(work, on.no, on.seen, &self.title, &self.words).map(|(appeal, _)| appeal)
    }
}
