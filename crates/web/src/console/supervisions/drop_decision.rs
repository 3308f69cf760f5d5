use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, Step};
use xianban_kernel::Problem;

use super::subject::{for_step, href, number, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::one;
use crate::frame::Choice;

/// 不再办: a decision has lost its sense.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionDropDecision)]
pub(super) struct DropDecision {
    /// The decision: its number in the meeting.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for DropDecision {
    const PATH: &'static str = "/c/supervisions/{no}/drop_decision";
    const VERB: Verb = Verb::grave("不再办", "这一项议定从此不用办了，纪要里留下理由。");
    const DONE: &'static str = "这一项不再办，理由已写进纪要。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = for_step(work, no, Step::DropDecision)?;
        let mut choices = Vec::new();
        for decision in held.open_decisions() {
            let text =
                format!("第 {} 项 {}，诉求 {}", decision.n, decision.kind.name(), decision.no);
            choices.push(Choice::new(decision.n.to_string(), text).chosen_if(&self.n));
        }
        Ok(vec![one("n", "哪一项", choices), words(work, "为什么不再办", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        supervision::drop_decision(work, on.no, on.seen, (number(&self.n)?, &self.words))?;
        Ok(href(on.no))
    }
}
