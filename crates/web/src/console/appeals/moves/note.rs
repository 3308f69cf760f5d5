//! An internal note.

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

/// An internal note.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Note {
    /// The note.
    #[schema(required = true)]
    words: String,
}

impl Step for Note {
    const ACTION: Action = Action::Note;
    const VERB: Verb = Verb::new("写内部记录", "只有办理这件事的人看得到。");
    const RANK: Rank = Rank::Sometimes;
    const KEY: &'static str = "n";
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![table.note("words", "情况", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::note(work, on.no, &self.words)
    }
}
