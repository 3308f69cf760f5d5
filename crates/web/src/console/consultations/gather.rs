use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation;
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::guests::Guests;
use super::subject::{href, subject};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::control::Field;

/// More people are invited.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationInvite)]
pub(super) struct Invite {
    /// Who is to come.
    #[serde(flatten)]
    guests: Guests,
}

impl Act for Invite {
    const PATH: &'static str = "/c/consultations/{no}/invite";
    const VERB: Verb =
        Verb::new("加请人", "开会前加请的人会收到通知；开会时来的人，加上以后再签到。");
    const DONE: &'static str = "已加请。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        self.guests.fields(work)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let guests = self.guests.named(work)?;
        let held = consultation::invite(work, on.no, on.seen, &guests);
        held.map_err(|problem| problem.renamed(&["invited"], "resident"))?;
        Ok(href(on.no))
    }
}

/// The record begins.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationBegin)]
pub(super) struct Begin {}

impl Act for Begin {
    const PATH: &'static str = "/c/consultations/{no}/begin";
    const VERB: Verb = Verb::new("开始记录", "开始以后记发言、方案和人数；来晚的人还可以签到。");
    const DONE: &'static str = "已开始记录。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::begin(work, on.no, on.seen)?;
        Ok(href(on.no))
    }
}

/// Too few came.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationTooFew)]
pub(super) struct TooFew {}

impl Act for TooFew {
    const PATH: &'static str = "/c/consultations/{no}/too_few";
    const VERB: Verb = Verb::new("登记人数不足", "这次没有开成；接着改期或者取消。");
    const DONE: &'static str = "已登记人数不足，请改期或者取消。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, _: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(Vec::new())
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::too_few(work, on.no, on.seen)?;
        Ok(href(on.no))
    }
}
