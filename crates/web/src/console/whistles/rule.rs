use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle::{self, Contested, Ruling, Step};
use xianban_kernel::Problem;

use super::subject::{href, number, receiver, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::{answered, yes_no};

/// 裁定: the level above rules over a refusal or a silence.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleRule)]
pub(super) struct Rule {
    /// The receiver: its number on the whistle.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// `yes` when it has to come, `no` when it need not.
    #[schema(required = true)]
    comes: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Rule {
    const PATH: &'static str = "/c/whistles/{no}/rule";
    const VERB: Verb = Verb::grave("裁定", "裁定是最后的：应当来就不能再退，不用来就不再叫它。");
    const DONE: &'static str = "裁定已经生效。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        let held = whistle::by_no(work, no)?;
        let seen = whistle::seen(work, held)?;
        let mut subject = subject(work, no)?;
        for (at, said) in seen.of_receivers.iter().enumerate() {
            let unit = seen.line.receivers.get(at).cloned().unwrap_or_default();
            let waits = seen.line.held.receivers.get(at).is_some_and(|one| !one.ruled);
            let Some(refusal) = said.refusal.as_ref().filter(|_| waits) else { continue };
            subject = subject.tells("它认为不该来", because(&unit, refusal));
        }
        Ok(subject)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            receiver(work, no, (Step::Rule, &self.n))?,
            yes_no("comes", "它应当来吗", &self.comes),
            words(work, "理由", &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let comes = answered(&self.comes);
        let comes = comes.ok_or_else(|| Problem::fault("comes", "请选应当来还是不用来。"))?;
        let ruling = Ruling { n: number(&self.n)?, comes, words: self.words.clone() };
        whistle::rule(work, on.no, on.seen, &ruling)?;
        Ok(href(on.no))
    }
}

/// What a unit holds against coming, in one line.
fn because(unit: &str, refusal: &Contested) -> String {
    let said = format!("{unit}：{}。{}", refusal.reason, refusal.words);
    if refusal.suggested.is_empty() {
        return said;
    }
    format!("{said}（建议由{}来办）", refusal.suggested)
}
