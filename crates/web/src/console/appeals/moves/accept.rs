//! 接单: a matter is taken on; whose it is follows from the place.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::Appeal;
use xianban_domain::office::Work;
use xianban_kernel::{PlaceId, Problem};

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::appeals::places::Places;
use crate::console::closed::Digits;
use crate::console::control::Field;

/// 接单: a matter is taken on; whose it is follows from the place.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Accept {
    /// Where it is, when the place as it was filed is wrong or unknown.
    #[schema(value_type = Digits)]
    place: String,
}

impl Step for Accept {
    const ACTION: Action = Action::Accept;
    const VERB: Verb = Verb::new(
        "接单",
        "接单后弄清情况：民生诉求由地点所在的社区，发展、执法诉求和地点不明的由平台办公室。诉求人会收到通知。",
    );
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let places = Places::read(table.work, table.appeal, table.find)?;
        Ok(vec![places.field(&table.appeal.no, (&self.place, table.find))])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let place = self.place.parse().ok().map(PlaceId::new);
        domain::accept(work, on.no, on.seen, &domain::Accept { place })
    }
}
