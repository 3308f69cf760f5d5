use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::folded;
use xianban_domain::office::Work;
use xianban_domain::supervision::{self, DutyKind, Step};
use xianban_kernel::Problem;

use super::subject::{for_step, href, number, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::one;
use crate::frame::Choice;

/// 落实: what came of a decision.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = SupervisionCarryOut)]
pub(super) struct CarryOut {
    /// The decision: its number in the meeting.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for CarryOut {
    const PATH: &'static str = "/c/supervisions/{no}/carry_out";
    const VERB: Verb = Verb::new("报告落实情况", "开会的单位看得到，这一项就算落实了。");
    const DONE: &'static str = "已报告，这一项已落实。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = for_step(work, no, Step::CarryOut)?;
        let mut choices = Vec::new();
        for decision in held.open_decisions() {
            if !folded::owes(work, held.id, DutyKind::CarryOut, decision.n)? {
                continue;
            }
            let text =
                format!("第 {} 项 {}，诉求 {}", decision.n, decision.kind.name(), decision.no);
            choices.push(Choice::new(decision.n.to_string(), text).chosen_if(&self.n));
        }
        Ok(vec![one("n", "哪一项", choices), words(work, "落实得怎样", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        supervision::carry_out(work, on.no, on.seen, (number(&self.n)?, &self.words))?;
        Ok(href(on.no))
    }
}
