//! 挂账、销账: a place on the hold list is asked for, looked at, given up.

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
use crate::console::closed::{LocalTime, closed};
use crate::console::control::Field;
use crate::console::parts::{coded, moment, picked, time};

const REVIEWS: &[(&str, &str)] = &[("clear", "销账，继续办"), ("keep", "还办不了，继续挂账")];

closed! {
    /// What came of looking at it.
    Review { REVIEWS }
}

/// 挂账、销账: a place on the hold list is asked for, looked at, given up.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Hold {
    /// What must come before it can be done, when a place is asked for.
    condition: String,
    /// When it is looked at next; not needed when it leaves the list.
    #[schema(value_type = LocalTime)]
    at: String,
    /// What came of looking at it, when it is on the list.
    #[schema(value_type = Review)]
    choice: String,
    /// What was found, when it is on the list.
    words: String,
}

impl Step for Hold {
    const ACTION: Action = Action::Hold;
    const VERB: Verb =
        Verb::new("挂账或销账", "暂时办不了的，经批准挂账，到期必须复查；诉求人会收到通知。");
    const RANK: Rank = Rank::Rare;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        if held(table.appeal) {
            return Ok(vec![
                coded("choice", "复查结果", REVIEWS, &self.choice),
                table.note("words", "情况", &self.words),
                time("at", "下次什么时候看", &self.at).hint("销账不用填。").optional(),
            ]);
        }
        let most = table.rules.casework.hold_review.said();
        Ok(vec![
            table
                .note("condition", "要等到什么条件才能办", &self.condition)
                .hint("批准后原话会告诉诉求人。"),
            time("at", "什么时候复查", &self.at).hint(format!("最长 {most}。")),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        let made = if !held(&domain::by_no(work, on.no)?) {
            let (condition, review_on) = (self.condition.clone(), moment("at", &self.at)?);
            appeals::ask_hold(work, on.no, on.seen, &appeals::Hold { condition, review_on })
        } else if self.choice == "keep" {
            appeals::keep_hold(work, on.no, on.seen, moment("at", &self.at)?, &self.words)
        } else {
            picked("choice", &self.choice, "请选复查的结果。")?;
            appeals::clear_hold(work, on.no, on.seen, &self.words)
        };
        made.map_err(|problem| problem.renamed(&["review_on"], "at"))
    }
}

fn held(appeal: &Appeal) -> bool {
    appeal.stopped().is_some_and(|stop| stop.what == StopFor::Hold)
}
