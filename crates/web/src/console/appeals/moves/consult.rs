//! 专家会诊: experts are asked, and what they say is summed up.

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
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// 专家会诊: experts are asked, and what they say is summed up.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Consult {
    /// Experts: numbers, with commas between, or one in each field; when they are asked.
    experts: String,
    /// A second one.
    #[schema(value_type = Digits)]
    expert2: String,
    /// A third one.
    #[schema(value_type = Digits)]
    expert3: String,
    /// What they are asked; or, while they are asked, what came of it.
    #[schema(required = true)]
    words: String,
}

impl Step for Consult {
    const ACTION: Action = Action::Consult;
    const VERB: Verb = Verb::new("专家会诊", "每位专家有自己的链接，只看得到写给他的情况。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        if open(table.appeal) {
            return Ok(vec![table.note("words", "会诊结论", &self.words)]);
        }
        let experts = appeals::experts(table.work)?;
        let expert = |name: &'static str, label: &str, chosen: &str| {
            let choices = experts.iter().map(|one| {
                Choice::new(one.id.to_string(), one.name.clone()).hint(&one.field).chosen_if(chosen)
            });
            Field::new(name, label, Control::Pick { choices: choices.collect() })
        };
        Ok(vec![
            expert("experts", "请哪位专家", &self.experts),
            expert("expert2", "第二位", &self.expert2).optional(),
            expert("expert3", "第三位", &self.expert3).optional(),
            table
                .note("words", "情况和要问的问题", &self.words)
                .hint("专家只看得到您写在这里的话，请不要写诉求人的身份。"),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        if open(&domain::by_no(work, on.no)?) {
            return appeals::end_consult(work, on.no, on.seen, &self.words);
        }
        let all = format!("{},{},{}", self.experts, self.expert2, self.expert3);
        let asked: Vec<i64> = all.split(',').filter_map(|id| id.trim().parse().ok()).collect();
        appeals::open_consult(work, on.no, on.seen, &asked, &self.words)
    }
}

fn open(appeal: &Appeal) -> bool {
    appeal.casework.consults.iter().any(|consult| !consult.ended)
}
