use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation::{self, Next, by_no};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::closed::{ConsultationNext, NEXTS};
use super::subject::{href, subject, words};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{Digits, YesNo};
use crate::console::control::Field;
use crate::console::parts::{answered, coded, one, yes_no};
use crate::frame::Choice;

/// How an agreement ended.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationSettle)]
pub(super) struct Settle {
    /// The agreement: its number.
    #[schema(required = true, value_type = Digits)]
    agreement: String,
    /// Whether it was kept.
    #[schema(required = true, value_type = YesNo)]
    kept: String,
    /// How, or why not.
    #[schema(required = true)]
    words: String,
}

impl Act for Settle {
    const PATH: &'static str = "/c/consultations/{no}/settle";
    const VERB: Verb = Verb::new("登记约定的结果", "没有落实的，接着要选下一步怎么办。");
    const DONE: &'static str = "结果已登记。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let held = by_no(work, no)?;
        let agreements = consultation::seen(work, held)?.minutes.map(|minutes| minutes.agreements);
        let agreements = agreements.unwrap_or_default();
        let open = agreements.iter().filter(|(one, ..)| one.settled.is_none());
        let choice = |(one, words, _): &(consultation::Agreement, String, Option<String>)| {
            let name = format!("约定 {}：{words}", one.n);
            Choice::new(one.n.to_string(), name).chosen_if(&self.agreement)
        };
        Ok(vec![
            one("agreement", "哪一条约定", open.map(choice).collect()),
            yes_no("kept", "落实了吗", &self.kept),
            words(work, ("words", "怎样落实的，或者为什么没有落实"), &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let form = consultation::Settle {
            agreement: self.agreement.parse().unwrap_or(0),
            kept: answered(&self.kept),
            words: self.words.clone(),
        };
        consultation::settle(work, on.no, on.seen, &form)?;
        Ok(href(on.no))
    }
}

/// What follows where people did not agree.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationChoose)]
pub(super) struct Choose {
    /// What follows.
    #[schema(required = true, value_type = ConsultationNext)]
    next: String,
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Act for Choose {
    const PATH: &'static str = "/c/consultations/{no}/choose";
    const VERB: Verb = Verb::new(
        "选择下一步",
        "没有谈拢、没有落实的怎么办；选吹哨，由社区书记起草吹哨单，起草以前一直在他的待办里。",
    );
    const DONE: &'static str = "下一步已定。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![
            coded("next", "下一步", NEXTS, &self.next),
            words(work, ("words", "为什么这样办"), &self.words),
        ])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let next = Next::from_code(&self.next);
        consultation::choose(work, on.no, on.seen, (next, &self.words))?;
        Ok(href(on.no))
    }
}

/// Why the whistle that was chosen is not blown after all.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationSpare)]
pub(super) struct Spare {
    /// Why.
    #[schema(required = true)]
    words: String,
}

impl Act for Spare {
    const PATH: &'static str = "/c/consultations/{no}/spare";
    const VERB: Verb = Verb::new(
        "说明不吹哨",
        "协商时定了吹哨，现在不用吹了的，写明原因；召集人和到会的人看得到。",
    );
    const DONE: &'static str = "已说明，不吹哨了。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, _: &str) -> Result<Vec<Field>, Problem> {
        Ok(vec![words(work, ("words", "为什么不吹哨"), &self.words)])
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        consultation::spare(work, on.no, on.seen, &self.words)?;
        Ok(href(on.no))
    }
}
