//! What was done on an order, contact with the applicant included.

use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::appeals as domain;
use xianban_domain::appeals::Action;
use xianban_domain::appeals::{Appeal, Through};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::step::{On, Step};
use super::table::Table;
use crate::console::act::{Rank, Verb};
use crate::console::closed::closed;
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// It was done already.
const OWN: (&str, &str) = ("own", "已经自己联系过，在下面记下");

/// Ways to contact the applicant: code, name, what it means.
const WAYS: [((&str, &str), &str); 3] = [
    (
        ("message", "请平台把下面的话留言给诉求人"),
        "他收到短信提醒，打开这件诉求就能看到、能回复；不用看他的电话",
    ),
    (
        ("call", "请平台客服打电话，把下面的话告诉诉求人"),
        "他不用手机上网，或者事情急；不用看他的电话",
    ),
    (OWN, "留言不发给诉求人"),
];

closed! {
    /// How the applicant is contacted.
    Way { &WAYS.map(|(way, _)| way) }
}

/// What was done on an order, contact with the applicant included.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
pub(super) struct Report {
    /// How the lead unit contacts the applicant; left open, it has done so itself.
    #[schema(value_type = Way)]
    through: String,
    /// What was said or done.
    #[schema(required = true)]
    words: String,
}

impl Step for Report {
    const ACTION: Action = Action::Report;
    const VERB: Verb =
        Verb::new("反馈情况", "主办单位联系诉求人，可以请平台转达；协办单位报告办了什么。");
    const RANK: Rank = Rank::Telling;
    const PHOTOS: bool = true;

    fn fields(&self, table: &mut Table<'_, '_, '_>) -> Result<Vec<Field>, Problem> {
        let words = table.note("words", "情况", &self.words);
        let leads = table.appeal.lead().is_some_and(|order| table.is_own(order.unit.unit));
        Ok(if leads { vec![self.contacting(), words] } else { vec![words] })
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<Appeal, Problem> {
        if let Some(through) = Through::from_code(&self.through) {
            return domain::contact_through(work, on.no, through, &self.words);
        }
        domain::contact(work, on.no, &self.words).or_else(|problem| match problem {
            Problem::Refused { .. } => domain::report(work, on.no, &self.words),
            other => Err(other),
        })
    }
}

impl Report {
    /// How the applicant is contacted: by oneself, or through the platform, which needs no number.
    fn contacting(&self) -> Field {
        let chosen = if self.through.is_empty() { OWN.0 } else { &self.through };
        let way = |((code, text), hint)| Choice::new(code, text).hint(hint).chosen_if(chosen);
        let choices = WAYS.map(way).into();
        Field::new("through", "怎么联系诉求人", Control::One { choices })
    }
}
