use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Refusal, Step};
use xianban_kernel::Problem;

use super::subject::{href, number, receiver, rules, subject, unit_field, unit_id, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// 应哨: a called unit comes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleRespond)]
pub(super) struct Respond {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// In words; may be empty.
    words: String,
}

impl Act for Respond {
    const PATH: &'static str = "/c/whistles/{no}/respond";
    const VERB: Verb = Verb::new(
        "应哨，我们来",
        "到场的时限从现在开始算；到了以后点“报到”，不用定位，也不用拍照。",
    );
    const DONE: &'static str = "已应哨，吹哨的社区看得到。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            receiver(work, no, (Step::Respond, &self.n))?,
            words(work, "谁来、怎么联系", &self.words).optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::respond(work, on.no, on.seen, (number(&self.n)?, &self.words))?;
        Ok(href(on.no))
    }
}

/// A called unit holds that it need not come.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleRefuse)]
pub(super) struct Refuse {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// A reason of the rules.
    #[schema(required = true)]
    reason: String,
    /// In words.
    #[schema(required = true)]
    words: String,
    /// Whose it is instead; may be empty.
    #[schema(value_type = Digits)]
    suggested: String,
}

impl Act for Refuse {
    const PATH: &'static str = "/c/whistles/{no}/refuse";
    const VERB: Verb = Verb::new(
        "不该我们来，请上级裁定",
        "由上一级裁定一次，裁定以后不能再退。每个单位对每件诉求只能退一次。",
    );
    const DONE: &'static str = "已请上级裁定。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let rules = rules(work);
        let reasons = rules.casework.return_reasons.iter();
        let reason =
            reasons.map(|one| Choice::new(&one.code, &one.name).chosen_if(&self.reason)).collect();
        Ok(vec![
            receiver(work, no, (Step::Refuse, &self.n))?,
            Field::new("reason", "理由", Control::One { choices: reason }),
            words(work, "说明", &self.words),
            unit_field(work, ("suggested", "应该由谁来"), &self.suggested)?.optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let refusal = Refusal {
            n: number(&self.n)?,
            reason: self.reason.clone(),
            words: self.words.clone(),
            suggested: unit_id(&self.suggested),
        };
        whistle::refuse(work, on.no, on.seen, &refusal)?;
        Ok(href(on.no))
    }
}
