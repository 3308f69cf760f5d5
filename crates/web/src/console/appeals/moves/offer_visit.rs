//! A home visit is offered, and made.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, Visit};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::LocalTime;
use crate::console::control::Field;
use crate::console::parts::{moment, time};

/// A home visit is offered, and made.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct OfferVisit {
    /// When, when one is offered.
    #[schema(value_type = LocalTime)]
    at: String,
    /// What for; or, when one is owed, how it went.
    #[schema(required = true)]
    words: String,
}

impl Step for OfferVisit {
    const ACTION: Action = Action::OfferVisit;
    const VERB: Verb = Verb::new("预约上门", "诉求人会收到通知，请他确认时间。");
    const RANK: Rank = Rank::Rare;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        if owed(table.appeal) {
            return Ok(vec![table.note("words", "上门的情况；没有去成的，写清原因", &self.words)]);
        }
        Ok(vec![
            time("at", "什么时候上门", &self.at),
            table.note("words", "上门做什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        if owed(&domain::by_no(work, on.no)?) {
            return appeals::make_visit(work, on.no, on.seen, &self.words);
        }
        appeals::offer_visit(work, on.no, on.seen, moment("at", &self.at)?, &self.words)
    }
}

fn owed(appeal: &Appeal) -> bool {
    appeal.casework.visits.iter().any(Visit::is_owed)
}
