use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::identity::NAME_MOST;
use xianban_domain::office::Work;
use xianban_domain::teams;
use xianban_kernel::Problem;

use super::subject::{href, member, number, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{Digits, LocalTime};
use crate::console::control::Field;
use crate::console::parts::{moment, time};

/// Somebody stands in for one of a team.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamStandIn)]
pub(super) struct StandIn {
    /// For whom.
    #[schema(required = true, value_type = Digits)]
    member: String,
    /// Who.
    #[schema(required = true)]
    name: String,
    /// His number.
    phone: String,
    /// Until when.
    #[schema(required = true, value_type = LocalTime)]
    until: String,
}

impl Act for StandIn {
    const PATH: &'static str = "/c/teams/{no}/stand_in";
    const VERB: Verb =
        Verb::new("安排代岗", "这几天居民看到的是代岗的人；到时候自动换回来，他的电话随之删除。");
    const DONE: &'static str = "代岗已安排，到时候自动结束。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            member(work, no, &self.member, |_| true)?.hint("谁不在。"),
            Field::line("name", "代岗的人姓名", &self.name).at_most(NAME_MOST),
            Field::line("phone", "代岗的人电话", &self.phone)
                .at_most(20)
                .hint("按被代的人选的那样显示给居民。")
                .optional(),
            time("until", "代到什么时候", &self.until),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let form = teams::StandInForm {
            member: number(&self.member)?,
            name: self.name.clone(),
            phone: self.phone.clone(),
            until: moment("until", &self.until)?,
        };
        teams::stand_in(work, on.no, on.seen, &form)?;
        Ok(href(on.no))
    }
}

/// Whoever was stood in for is back.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = TeamEndStandIn)]
pub(super) struct EndStandIn {
    /// Who.
    #[schema(required = true, value_type = Digits)]
    member: String,
}

impl Act for EndStandIn {
    const PATH: &'static str = "/c/teams/{no}/end_stand_in";
    const VERB: Verb = Verb::new("结束代岗", "他回来了；代岗的人的姓名和电话会删除。");
    const DONE: &'static str = "代岗已结束。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![member(work, no, &self.member, |one| one.stand_in.is_some())?])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        teams::end_stand_in(work, on.no, on.seen, number(&self.member)?)?;
        Ok(href(on.no))
    }
}
