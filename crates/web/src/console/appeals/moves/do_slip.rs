//! 办任务单: a slip is taken, or is done.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, Slip, SlipProgress};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, item};

const DONE: (&str, &str) = ("done", "办完了");
const PROGRESS: &[(&str, &str)] = &[DONE, ("take", "接收，开始办")];

closed! {
    /// What is done with a slip.
    Progress { PROGRESS }
}

/// 办任务单: a slip is taken, or is done.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct DoSlip {
    /// The number of the slip.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// What is done now; left open, it is done.
    #[schema(value_type = Progress)]
    choice: String,
    /// What was done.
    words: String,
}

impl Step for DoSlip {
    const ACTION: Action = Action::DoSlip;
    const VERB: Verb = Verb::new("办任务单", "接收，或者办完后交照片，由别人检查。");
    const RANK: Rank = Rank::Awaited;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let open = |slip: &&Slip| {
            let live = matches!(slip.progress, SlipProgress::Sent | SlipProgress::Taken);
            live && table.is_own(slip.to.unit)
        };
        let slips: Vec<_> = table.appeal.casework.slips.iter().filter(open).collect();
        let sent = slips.iter().any(|slip| slip.progress == SlipProgress::Sent);
        Ok(vec![
            table.slips(&slips, &self.item)?,
            coded("choice", "这一步", if sent { PROGRESS } else { &[DONE] }, &self.choice),
            table.note("words", "办了什么", &self.words).optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let made = if self.choice == "take" {
            let taken = appeals::take_slip(work, on.no, item(&self.item)?);
            // What was written with it is not lost: it stands as a note.
            let writes = !self.words.trim().is_empty();
            if writes { taken.and_then(|_| domain::note(work, on.no, &self.words)) } else { taken }
        } else {
            appeals::finish_slip(work, on.no, item(&self.item)?, &self.words, on.photos)
        };
        made.map_err(|problem| problem.renamed(&["slip"], "item"))
    }
}
