//! 审批: what a unit below asks for is granted or refused.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{self, Appeal, AskFor};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::{Digits, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, item, one, picked};
use crate::frame::Choice;

const OPINIONS: &[(&str, &str)] = &[("grant", "同意"), ("refuse", "不同意")];

closed! {
    /// Whether what was asked for is granted.
    Opinion { OPINIONS }
}

/// 审批: what a unit below asks for is granted or refused.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Approve {
    /// The number of the ask.
    #[schema(required = true, value_type = Digits)]
    item: String,
    /// Whether it is granted.
    #[schema(required = true, value_type = Opinion)]
    choice: String,
    /// Why; needed when it is refused.
    words: String,
}

impl Step for Approve {
    const ACTION: Action = Action::Approve;
    const VERB: Verb = Verb::new("审批", "同意的马上生效；不同意的，退给提出的单位。");
    const RANK: Rank = Rank::Awaited;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            self.asks(table)?,
            coded("choice", "意见", OPINIONS, &self.choice),
            table.note("words", "理由", &self.words).hint("不同意时必填。").optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let ask = |work: &mut Work<'_, '_>| {
            if self.choice == "grant" {
                return appeals::answer_ask(work, on.no, on.seen, item(&self.item)?, &self.words);
            }
            picked("choice", &self.choice, "请选同意还是不同意。")?;
            appeals::refuse_ask(work, on.no, on.seen, item(&self.item)?, &self.words)
        };
        ask(work).map_err(|problem| problem.renamed(&["ask"], "item"))
    }
}

impl Approve {
    /// Asks that wait for the actor's answer.
    fn asks(&self, table: &mut Table<'_, '_, '_>) -> Result<Field, Problem> {
        let answerable = appeals::answerable(table.work, table.appeal)?;
        let may = |n: i64| answerable.iter().any(|ask| ask.n == n);
        let asks: Vec<_> = table.appeal.asked().filter(|ask| may(ask.n)).collect();
        let told = table.told(&asks.iter().map(|ask| ask.words).collect::<Vec<_>>())?;
        let choices = asks.iter().map(|ask| {
            let what = match ask.what {
                AskFor::Plan { .. } => "方案".to_owned(),
                AskFor::Extension { add, .. } => format!("延期 {}", add.said()),
                AskFor::Hold { .. } => "挂账".to_owned(),
                AskFor::Identity { .. } => "查看未成年人的联系方式".to_owned(),
            };
            let text = format!("{what}：{}", told.word(ask.words));
            Choice::new(ask.n.to_string(), text).chosen_if(&self.item)
        });
        Ok(one("item", "批哪一项", choices.collect()))
    }
}
