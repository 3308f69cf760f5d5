//! Another person's note is put before the applicant and the public.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{Appeal, Happened};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// Another person's note is put before the applicant and the public.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Publish {
    /// The number of the entry.
    #[schema(required = true, value_type = Digits)]
    entry: String,
}

impl Step for Publish {
    const ACTION: Action = Action::Publish;
    const VERB: Verb = Verb::grave(
        "公开一条记录",
        "诉求人马上看得到原话，并收到通知。公开前请看清有没有不该说的。",
    );
    const RANK: Rank = Rank::Sometimes;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let history = domain::history(table.work, table.appeal)?;
        let choice = |one: &Happened| {
            let words = one.words.clone().unwrap_or_default();
            Choice::new(one.seq.to_string(), words).chosen_if(&self.entry)
        };
        let entries = domain::publishable(&history, &table.work.cx.actor.mark());
        let choices = entries.into_iter().map(choice).collect();
        Ok(vec![Field::new("entry", "公开哪一条", Control::One { choices })])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        domain::publish(work, on.no, self.entry.parse().unwrap_or(0))
    }
}
