use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation::{self, Reply};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::closed::{ConsultationReply, REPLIES};
use super::subject::{href, number, subject, who, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::coded;

/// What somebody who came signed on paper.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationAnswer)]
pub(super) struct Answer {
    /// Who: his number.
    #[schema(required = true, value_type = Digits)]
    n: String,
    /// What he says.
    #[schema(required = true, value_type = ConsultationReply)]
    reply: String,
    /// What he does not agree with.
    words: String,
}

impl Act for Answer {
    const PATH: &'static str = "/c/consultations/{no}/answer";
    const VERB: Verb = Verb::new(
        "登记纸上的签字",
        "替在纸上签字的人登记。没有回复的人写“未回复”，不算同意；异议会一直附在纪要后面。",
    );
    const DONE: &'static str = "已登记。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            who(work, no, ("n", "谁"), &self.n)?,
            coded("reply", "他的意思", REPLIES, &self.reply),
            words(work, ("words", "不同意什么"), &self.words).hint("有不同意见的才写。").optional(),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let n = number("n", &self.n, "请选是谁。")?;
        let reply = match self.reply.as_str() {
            "confirm" => Reply::Confirm,
            "object" => Reply::Object(self.words.clone()),
            _ => return Err(Problem::fault("reply", "请选确认还是有不同意见。")),
        };
        consultation::answer_on_paper(work, on.no, n, &reply)?;
        Ok(href(on.no))
    }
}
