//! A reply is proposed at once.

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

/// A reply is proposed at once.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Answer {
    /// The code of a matter of the rules.
    #[schema(required = true)]
    matter: String,
    /// The reply.
    #[schema(required = true)]
    words: String,
}

impl Step for Answer {
    const ACTION: Action = Action::Answer;
    const VERB: Verb = Verb::new("直接答复", "答复先送平台审核，通过后才发给诉求人。");
    const RANK: Rank = Rank::Often;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let about = table.about(Action::Answer, &self.matter)?;
        Ok(vec![about, table.answer("words", "给诉求人的答复", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::answer(work, on.no, on.seen, &self.matter, &self.words)
    }
}
