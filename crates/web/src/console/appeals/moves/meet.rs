//! A visit on site, a hearing, a joint meeting is written down.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, Measure};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{LocalTime, MeasureCode, named};
use crate::console::control::Field;
use crate::console::parts::{coded, moment, time};

/// A visit on site, a hearing, a joint meeting is written down.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Meet {
    /// What it was.
    #[schema(required = true, value_type = MeasureCode)]
    why: String,
    /// When.
    #[schema(required = true, value_type = LocalTime)]
    at: String,
    /// Who took part.
    #[schema(required = true)]
    who: String,
    /// What was seen and agreed.
    #[schema(required = true)]
    words: String,
}

impl Step for Meet {
    const ACTION: Action = Action::Meet;
    const VERB: Verb = Verb::new("登记勘查、听汇报、联席会", "记进全程留痕。");
    const RANK: Rank = Rank::Rare;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            coded("why", "形式", named!(Measure), &self.why),
            time("at", "什么时候", &self.at),
            Field::line("who", "谁参加", &self.who),
            table.note("words", "看到什么、议定什么", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let what = Measure::from_code(&self.why);
        let what = what.ok_or_else(|| Problem::fault("why", "请选形式。"))?;
        let (held_at, who) = (moment("at", &self.at)?, self.who.clone());
        let words = self.words.clone();
        appeals::meet(work, on.no, &appeals::Meeting { what, held_at, who, words })
    }
}
