use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation::{self, NOT_A_VOTE, by_no};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::subject::{href, number, subject, who, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::Digits;
use crate::console::control::Field;
use crate::console::parts::one;
use crate::frame::Choice;

const BY: &str = "请选是谁说的。";

/// What somebody said.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationState)]
pub(super) struct State {
    /// Who: his number.
    #[schema(required = true, value_type = Digits)]
    by: String,
    /// What.
    #[schema(required = true)]
    words: String,
}

impl Act for State {
    const PATH: &'static str = "/c/consultations/{no}/state";
    const VERB: Verb = Verb::new("记发言", "照他说的记，写纪要时用得上。");
    const DONE: &'static str = "发言已记下。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            who(work, no, ("by", "谁说的"), &self.by)?,
            words(work, ("words", "说了什么"), &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let by = number("by", &self.by, BY)?;
        consultation::state(work, on.no, on.seen, (by, &self.words))?;
        Ok(href(on.no))
    }
}

/// What somebody proposed.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationPropose)]
pub(super) struct Propose {
    /// Who: his number.
    #[schema(required = true, value_type = Digits)]
    by: String,
    /// What.
    #[schema(required = true)]
    words: String,
}

impl Act for Propose {
    const PATH: &'static str = "/c/consultations/{no}/propose";
    const VERB: Verb = Verb::new("记方案", "记下提的办法，可以再记赞成和反对的人数。");
    const DONE: &'static str = "方案已记下。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            who(work, no, ("by", "谁提的"), &self.by)?,
            words(work, ("words", "什么办法"), &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let by = number("by", &self.by, BY)?;
        consultation::propose(work, on.no, on.seen, (by, &self.words))?;
        Ok(href(on.no))
    }
}

/// Heads for and against a proposal, which is no vote.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationCount)]
pub(super) struct Count {
    /// The proposal: its number.
    #[schema(required = true, value_type = Digits)]
    proposal: String,
    /// Heads for it.
    #[schema(required = true, value_type = Digits)]
    approve: String,
    /// Heads against it.
    #[schema(required = true, value_type = Digits)]
    oppose: String,
}

impl Act for Count {
    const PATH: &'static str = "/c/consultations/{no}/count";
    const VERB: Verb = Verb::new(
        "记赞成和反对人数",
        "只是记一记大家的意见，不是表决，没有表决的效力。再记一次，以最后一次为准。",
    );
    const DONE: &'static str = "人数已记下。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = by_no(work, no)?;
        let seen = consultation::seen(work, held)?;
        let choice = |(one, words): &(consultation::Proposal, String)| {
            let name = format!("方案 {}：{words}", one.n);
            Choice::new(one.n.to_string(), name).chosen_if(&self.proposal)
        };
        let heads = |name, label: &str, value: &str| {
            Field::line(name, format!("{label}（{NOT_A_VOTE}）"), value).at_most(4)
        };
        Ok(vec![
            one("proposal", "哪个方案", seen.proposals.iter().map(choice).collect()),
            heads("approve", "赞成几人", &self.approve),
            heads("oppose", "反对几人", &self.oppose),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let proposal = number("proposal", &self.proposal, "请选是哪一个方案。")?;
        let approve = number("approve", &self.approve, "请写数字，没有人赞成写 0。")?;
        let oppose = number("oppose", &self.oppose, "请写数字，没有人反对写 0。")?;
        consultation::count(work, on.no, on.seen, (proposal, approve, oppose))?;
        Ok(href(on.no))
    }
}
