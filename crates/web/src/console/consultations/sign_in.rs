use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, people, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// 签到: those who came and do not sign in themselves.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationSignIn)]
pub(super) struct SignIn {
    /// Their numbers, with commas between.
    #[schema(required = true)]
    n: String,
}

impl Act for SignIn {
    const PATH: &'static str = "/c/consultations/{no}/sign_in";
    const VERB: Verb = Verb::new("登记签到", "替没有用手机签到的人登记，会记下是谁登记的。");
    const DONE: &'static str = "已登记签到。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let choices = people(work, no, |one| one.present.is_none())?;
        let tick = |one: Choice| {
            let chosen = self.n.split(',').any(|n| n == one.code);
            Choice { chosen, ..one }
        };
        let choices = choices.into_iter().map(tick).collect();
        Ok(vec![Field::new("n", "谁到了", Control::Any { choices })])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let came: Vec<i64> = self.n.split(',').filter_map(|n| n.parse().ok()).collect();
        if came.is_empty() {
            return Err(Problem::fault("n", "请勾选到了的人。"));
        }
        for n in came {
            consultation::sign_in_by_hand(work, on.no, n)?;
        }
        Ok(href(on.no))
    }
}
