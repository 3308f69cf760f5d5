use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::organisation::UnitNames;
use xianban_domain::whistle::{self, Stage, by_no};
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// 销哨: the whistler closes.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleClose)]
pub(super) struct Close {
    /// Numbers of the receivers whose part is solved, with commas between.
    solved: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Close {
    const PATH: &'static str = "/c/whistles/{no}/close";
    const VERB: Verb =
        Verb::grave("销哨", "各件诉求会收到结果，可以报结了；之后由上一级评判这次吹得对不对。");
    const DONE: &'static str = "已销哨，各件诉求可以报结了。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = by_no(work, no)?;
        let mut names = UnitNames::default();
        let mut choices = Vec::new();
        for one in held.receivers.iter().filter(|one| one.stage == Stage::Reported) {
            let name = names.name(work.tx, one.unit.unit)?;
            let chosen = self.solved.split(',').any(|n| n == one.n.to_string());
            choices.push(Choice { chosen, ..Choice::new(one.n.to_string(), name) });
        }
        let mut fields = vec![words(work, "结果怎样", &self.words)];
        if !choices.is_empty() {
            let solved = Field::new("solved", "哪些单位的部分解决了", Control::Any { choices });
            fields.insert(0, solved.hint("没有解决的不要勾。").optional());
        }
        Ok(fields)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let solved: Vec<i64> = self.solved.split(',').filter_map(|n| n.parse().ok()).collect();
        whistle::close(work, on.no, on.seen, (&solved, &self.words))?;
        Ok(href(on.no))
    }
}

/// The whistler says once what is not enough.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleComplain)]
pub(super) struct Complain {
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Complain {
    const PATH: &'static str = "/c/whistles/{no}/complain";
    const VERB: Verb = Verb::new("还不够，请继续", "只能说一次；来过的单位接着办。");
    const DONE: &'static str = "已请他们继续办。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, "还差什么", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        whistle::complain(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
