use serde::Deserialize;
use utoipa::ToSchema;
use xianban_domain::consultation::{self, Agreed, Agreement, Decision, by_no};
use xianban_domain::office::Work;
use xianban_kernel::Problem;

use super::closed::ConsultationDecision;
use super::subject::{href, rules, subject, who};
use crate::console::act::{Act, On, Subject, Verb};
use crate::console::closed::{Digits, LocalTime, named};
use crate::console::control::Field;
use crate::console::parts::{coded, long, moment, time};

/// 写纪要: put together from the record, with what was agreed: what, by whom, by when.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = ConsultationWrite)]
pub(super) struct Write {
    /// The minutes; empty in a form that was just opened.
    #[schema(required = true)]
    words: String,
    /// What came of it.
    #[schema(required = true, value_type = ConsultationDecision)]
    decision: String,
    /// What was agreed first.
    what1: String,
    /// Who does it: his number.
    #[schema(value_type = Digits)]
    who1: String,
    /// By when.
    #[schema(value_type = LocalTime)]
    due1: String,
    /// The second thing.
    what2: String,
    /// Who does it.
    #[schema(value_type = Digits)]
    who2: String,
    /// By when.
    #[schema(value_type = LocalTime)]
    due2: String,
    /// The third thing.
    what3: String,
    /// Who does it.
    #[schema(value_type = Digits)]
    who3: String,
    /// By when.
    #[schema(value_type = LocalTime)]
    due3: String,
    /// The fourth thing.
    what4: String,
    /// Who does it.
    #[schema(value_type = Digits)]
    who4: String,
    /// By when.
    #[schema(value_type = LocalTime)]
    due4: String,
}

/// Names and labels of the rows of agreements.
const ROWS: [[(&str, &str); 3]; 4] = [
    [("what1", "约定 1：做什么"), ("who1", "约定 1：谁来做"), ("due1", "约定 1：什么时候做完")],
    [("what2", "约定 2：做什么"), ("who2", "约定 2：谁来做"), ("due2", "约定 2：什么时候做完")],
    [("what3", "约定 3：做什么"), ("who3", "约定 3：谁来做"), ("due3", "约定 3：什么时候做完")],
    [("what4", "约定 4：做什么"), ("who4", "约定 4：谁来做"), ("due4", "约定 4：什么时候做完")],
];

impl Act for Write {
    const PATH: &'static str = "/c/consultations/{no}/write";
    const VERB: Verb = Verb::grave(
        "写纪要",
        "写好就送到会的人确认：确认、提异议，或者到期写“未回复”。之后由另一个人审核，审核以前不公开。",
    );
    const DONE: &'static str = "纪要已送到会的人确认。";

    fn on(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
        subject(work, no)
    }

    fn fields(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        if self.words.is_empty() && self.decision.is_empty() {
            return Self::drafted(work, no)?.asked(work, no);
        }
        self.asked(work, no)
    }

    fn make(&self, work: &mut Work<'_, '_>, on: On<'_>) -> Result<String, Problem> {
        let form = consultation::Write {
            words: self.words.clone(),
            decision: Decision::from_code(&self.decision),
            agreements: self.agreements(),
        };
        let held = consultation::write(work, on.no, on.seen, &form);
        held.map_err(|problem| problem.renamed(&["agreements"], "what1"))?;
        Ok(href(on.no))
    }
}

impl Write {
    fn asked(&self, work: &mut Work<'_, '_>, no: &str) -> Result<Vec<Field>, Problem> {
        let forms = rules(work).forms;
        let mut fields = vec![
            long("words", "纪要", &self.words, forms.answer_max)
                .hint("已经按记录拼好，请改通顺。没有账号的人看到时，参会人的姓名会打上星号。"),
            coded("decision", "商量的结果", named!(Decision), &self.decision),
        ];
        for (names, [what, by, due]) in ROWS.iter().zip(self.rows()) {
            let [of_what, of_who, of_due] = *names;
            fields.push(Field::line(of_what.0, of_what.1, what).at_most(forms.note_max).optional());
            fields.push(who(work, no, of_who, by)?.optional());
            fields.push(time(of_due.0, of_due.1, due).optional());
        }
        Ok(fields)
    }

    /// As put together from the record, or as last written.
    fn drafted(work: &mut Work<'_, '_>, no: &str) -> Result<Self, Problem> {
        let words = consultation::draft(work, no)?;
        let held = by_no(work, no)?;
        let Some(minutes) = consultation::seen(work, held)?.minutes else {
            return Ok(Self { words, ..Self::default() });
        };
        let decision = minutes.decision.code().to_owned();
        let mut form = Self { words, decision, ..Self::default() };
        for (row, (one, what, _)) in form.rows_mut().into_iter().zip(&minutes.agreements) {
            let [of_what, of_who, of_due] = row;
            (*of_what, *of_who, *of_due) = (what.clone(), one.who.to_string(), local(one));
        }
        Ok(form)
    }

    const fn rows(&self) -> [[&String; 3]; 4] {
        [
            [&self.what1, &self.who1, &self.due1],
            [&self.what2, &self.who2, &self.due2],
            [&self.what3, &self.who3, &self.due3],
            [&self.what4, &self.who4, &self.due4],
        ]
    }

    const fn rows_mut(&mut self) -> [[&mut String; 3]; 4] {
        [
            [&mut self.what1, &mut self.who1, &mut self.due1],
            [&mut self.what2, &mut self.who2, &mut self.due2],
            [&mut self.what3, &mut self.who3, &mut self.due3],
            [&mut self.what4, &mut self.who4, &mut self.due4],
        ]
    }

    fn agreements(&self) -> Vec<Agreed> {
        let filled = |row: &[&String; 3]| row.iter().any(|text| !text.trim().is_empty());
        let agreed = |[what, by, due]: [&String; 3]| Agreed {
            words: what.clone(),
            who: by.parse().ok(),
            due: moment("due", due).ok(),
        };
        self.rows().into_iter().filter(filled).map(agreed).collect()
    }
}

/// The day of an agreement as its field holds it.
fn local(one: &Agreement) -> String {
    one.due.civil().strftime("%Y-%m-%dT%H:%M").to_string()
}
