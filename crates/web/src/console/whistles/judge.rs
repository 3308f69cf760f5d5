use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::office::Work;
use xianban_domain::whistle;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;
use crate::console::parts::{answered, yes_no};

/// The level above judges whether it was rightly blown.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = WhistleJudge)]
pub(super) struct Judge {
    /// `yes` or `no`.
    #[schema(required = true)]
    rightly: String,
    /// In words.
    #[schema(required = true)]
    words: String,
}

impl Act for Judge {
    const PATH: &'static str = "/c/whistles/{no}/judge";
    const VERB: Verb = Verb::new("评判吹得对不对", "只对单位、不对个人；记在吹哨清单上。");
    const DONE: &'static str = "评判已经记下。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![yes_no("rightly", "该吹吗", &self.rightly), words(work, "理由", &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let rightly = answered(&self.rightly);
        let rightly = rightly.ok_or_else(|| Problem::fault("rightly", "请选该吹还是不该吹。"))?;
        whistle::judge(work, on.no, on.seen, (rightly, &self.words))?;
        Ok(href(on.no))
    }
}
