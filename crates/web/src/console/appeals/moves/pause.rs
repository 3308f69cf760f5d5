//! The handling clock stands, and runs again.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, StopFor};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::LocalTime;
use crate::console::control::Field;
use crate::console::parts::{moment, one, time};
use crate::frame::Choice;

/// The handling clock stands, and runs again.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Pause {
    /// The code of a reason of the rules, when it is paused.
    reason: String,
    /// Until when at most, when it is paused.
    #[schema(value_type = LocalTime)]
    at: String,
    /// What is waited for; or, when it goes on, what came.
    words: String,
}

impl Step for Pause {
    const ACTION: Action = Action::Pause;
    const VERB: Verb =
        Verb::new("暂停或恢复办理", "只停办理时限，签收、联系、裁定照常；诉求人会收到通知。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        if paused(table.appeal) {
            return Ok(vec![table.note("words", "等到了什么", &self.words).optional()]);
        }
        let reasons = table.rules.casework.pause_reasons.iter().map(|reason| {
            Choice::new(reason.code.clone(), reason.name.clone())
                .hint(format!("最长 {}", reason.most.said()))
                .chosen_if(&self.reason)
        });
        Ok(vec![
            one("reason", "为什么暂停", reasons.collect()),
            time("at", "最晚到什么时候", &self.at),
            table.note("words", "在等什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        if paused(&domain::by_no(work, on.no)?) {
            return appeals::resume(work, on.no, on.seen, &self.words);
        }
        let until = moment("at", &self.at)?;
        let (reason, words) = (self.reason.clone(), self.words.clone());
        let paused = appeals::pause(work, on.no, on.seen, &appeals::Pause { reason, until, words });
        paused.map_err(|problem| problem.renamed(&["until"], "at"))
    }
}

fn paused(appeal: &Appeal) -> bool {
    appeal.stopped().is_some_and(|stop| stop.what == StopFor::Pause)
}
