//! 专事转办: a hard matter gets somebody who follows it.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::person;

/// 专事转办: a hard matter gets somebody who follows it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Specialise {
    /// Who follows it.
    #[schema(required = true, value_type = Digits)]
    person: String,
    /// What was petitioned before.
    #[schema(required = true)]
    words: String,
}

impl Step for Specialise {
    const ACTION: Action = Action::Specialise;
    const VERB: Verb = Verb::new("转入专事转办", "列入重难点清单，由指定的人跟踪，定期查看。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let people = table.able(Action::FollowSpecial)?;
        let before = appeals::had_petition(table.work, table.appeal)?;
        Ok(vec![
            table.person(&people, "跟踪办理的人", (&self.person, "")),
            table.note("words", "信访经过", &self.words).hint(petitions(&before)),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let person = person(&self.person);
        let person = person.ok_or_else(|| Problem::fault("person", "请选跟踪办理的人。"))?;
        let appeal = domain::by_no(work, on.no)?;
        let able = appeals::able(work, &appeal, Action::FollowSpecial)?;
        let unit = able.iter().find(|(id, ..)| *id == person).map(|(.., unit)| *unit);
        let unit = unit.ok_or_else(|| Problem::fault("person", "请选能跟踪办理的人。"))?;
        appeals::specialise(work, on.no, on.seen, (unit, person), &self.words)
    }
}

/// Earlier numbers that point at a petition before.
fn petitions(before: &[String]) -> String {
    if before.is_empty() {
        return "没有查到这位诉求人以前的多轮办理。".to_owned();
    }
    format!("这位诉求人以前办过多轮或者被拒绝的：{}。", before.join("、"))
}
