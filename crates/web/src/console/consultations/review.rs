use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::YesNo;
use crate::console::control::Field;
use crate::console::parts::{answered, yes_no};

/// The minutes go back to be written anew.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationSendBack)]
pub(super) struct SendBack {
    /// What has to change.
    #[schema(required = true)]
    why: String,
}

impl Act for SendBack {
    const PATH: &'static str = "/c/consultations/{no}/send_back";
    const VERB: Verb = Verb::new("退回重写", "写纪要的人改好以后，到会的人要重新确认。");
    const DONE: &'static str = "已退回重写。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, ("why", "要改什么"), &self.why)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::send_back(work, on.no, on.seen, &self.why)?;
        Ok(href(on.no))
    }
}

/// A second person lets the minutes be seen.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationPublish)]
pub(super) struct Publish {
    /// Whether everybody may read them, without names.
    #[schema(required = true, value_type = YesNo)]
    public: String,
}

impl Act for Publish {
    const PATH: &'static str = "/c/consultations/{no}/publish";
    const VERB: Verb = Verb::grave("审核通过", "请来的人都看得到纪要，约定的事开始跟踪。");
    const DONE: &'static str = "纪要已审核通过。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        let public = yes_no("public", "对大家公开吗", &self.public);
        Ok(vec![
            public.hint(
                "公开的纪要谁都能看，姓名会打上星号；请先看清没有写门牌、电话和是谁提的诉求。",
            ),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let public = answered(&self.public);
        let public = public.ok_or_else(|| Problem::fault("public", "请选公开还是不公开。"))?;
        consultation::publish(work, on.no, on.seen, public)?;
        Ok(href(on.no))
    }
}
