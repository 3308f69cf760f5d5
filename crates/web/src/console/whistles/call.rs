use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Called};
use xianban_kernel::Problem;

use super::subject::{href, rules, subject, unit_field, unit_id};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::long;

/// The level above calls one more unit in.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleCall)]
pub(super) struct Call {
    /// The unit.
    #[schema(required = true, value_type = Digits)]
    unit: String,
    /// What is asked of it.
    #[schema(required = true)]
    asked: String,
    /// Why it is called although its duty list does not have the matter.
    reason: String,
}

impl Act for Call {
    const PATH: &'static str = "/c/whistles/{no}/call";
    const VERB: Verb =
        Verb::new("再叫一个单位", "例如街道叫上城管和施工单位。它会收到应哨的任务。");
    const DONE: &'static str = "已叫上这个单位。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        let most = rules(work).forms.note_max;
        Ok(vec![
            unit_field(work, ("unit", "单位"), &self.unit)?,
            long("asked", "请它做什么", &self.asked, most),
            long("reason", "越过职责清单的理由", &self.reason, most)
                .hint("单位的职责清单上有这件事就不用填。")
                .optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let called = Called {
            unit: unit_id(&self.unit),
            asked: self.asked.clone(),
            reason: self.reason.clone(),
        };
        whistle::call(work, on.no, on.seen, &called)?;
        Ok(href(on.no))
    }
}
