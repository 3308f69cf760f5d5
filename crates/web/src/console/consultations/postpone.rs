use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::LocalTime;
use crate::console::control::Field;
use crate::console::parts::{moment, time};

/// 改期: to another time, also where too few came.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationPostpone)]
pub(super) struct Postpone {
    /// When.
    #[schema(required = true, value_type = LocalTime)]
    time: String,
    /// Where; empty when that stays.
    place: String,
    /// Why; everybody invited reads it.
    #[schema(required = true)]
    why: String,
}

impl Act for Postpone {
    const PATH: &'static str = "/c/consultations/{no}/postpone";
    const VERB: Verb = Verb::grave("改期", "请来的人都会收到新的时间，到时重新签到。");
    const DONE: &'static str = "已改期，请来的人会收到通知。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            time("time", "新的时间", &self.time),
            Field::line("place", "新的地点", &self.place)
                .at_most(80)
                .hint("地点不变就不填。")
                .optional(),
            words(work, ("why", "为什么改期"), &self.why).hint("请来的人都看得到。"),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let form = consultation::Postpone {
            time: moment("time", &self.time).ok(),
            place: self.place.clone(),
            why: self.why.clone(),
        };
        consultation::postpone(work, on.no, on.seen, &form)?;
        Ok(href(on.no))
    }
}
