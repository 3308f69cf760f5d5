use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// The sheet that people signed, and photos of the meeting.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationAttach)]
pub(super) struct Attach {}

impl Act for Attach {
    const PATH: &'static str = "/c/consultations/{no}/attach";
    const VERB: Verb = Verb::new("附签到表、照片", "签到表上有姓名，只有工作人员看得到。");
    const DONE: &'static str = "照片已附上。";
    const PHOTOS: bool = true;

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::attach(work, on.no, on.claim)?;
        Ok(href(on.no))
    }
}
