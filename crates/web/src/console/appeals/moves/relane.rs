//! 改通道: the matter goes to the other lane.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_domain::rules::Lane;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::LaneCode;
use crate::console::control::Field;
use crate::console::parts::coded;

/// 改通道: the matter goes to the other lane.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Relane {
    /// The lane.
    #[schema(required = true, value_type = LaneCode)]
    lane: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Step for Relane {
    const ACTION: Action = Action::Relane;
    const VERB: Verb = Verb::new("改通道", "时限从头按新通道重算，最早四个工作小时以后到期。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let others = [Lane::General, Lane::Urgent].into_iter();
        let others = others.filter(|lane| *lane != table.appeal.lane);
        let lanes: Vec<_> = others.map(|lane| (lane.code(), lane.name())).collect();
        Ok(vec![
            coded("lane", "改到", &lanes, &self.lane),
            table.note("words", "理由", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let lane = Lane::from_code(&self.lane);
        let lane = lane.ok_or_else(|| Problem::fault("lane", "请选一个通道。"))?;
        appeals::relane(work, on.no, on.seen, lane, &self.words)
    }
}
