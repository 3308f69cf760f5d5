use xianban_kernel::{Fault, Moment, Problem};

use super::event::{Event, ToDo, Written};
use super::minutes::Decision;
use super::noun::Consultation;
use super::permitted::{keep, run, words_fault};
use super::rules::ConsultationRules;
use super::standing::Step;
use super::tell::tell;
use super::words::NoticeKind;
use crate::folded::{Held, record};
use crate::office::Work;

/// The minutes as they are filled in; the draft put together from the record stands in the form.
#[derive(Clone, Debug, Default)]
pub struct Write {
    /// The minutes.
    pub words: String,
    /// What came of it.
    pub decision: Option<Decision>,
    /// What was agreed.
    pub agreements: Vec<Agreed>,
}

/// One thing that was agreed.
#[derive(Clone, Debug, Default)]
pub struct Agreed {
    /// What.
    pub words: String,
    /// Which participant does it.
    pub who: Option<i64>,
    /// By when.
    pub due: Option<Moment>,
}

/// Writes the minutes and sends them to everybody who came.
///
/// # Errors
/// A refusal when too few came.
pub fn write(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Write,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Write)?;
    let rules = work.office.rules_at(work.cx.at).rules;
    let (quorum, came) = (ConsultationRules::of(&rules).quorum, held.came());
    if held.version == seen && came < quorum {
        let said =
            format!("到会 {came} 人，不足 {quorum} 人，不能写成纪要。请补签到，或者登记人数不足。");
        return Err(Problem::refused("consultation_quorum", said));
    }
    Problem::unless_faultless(faults(work, &held, form, rules.forms.answer_max))?;
    let decision = form.decision.ok_or_else(|| Problem::fault("decision", DECISION))?;
    let words = keep(work, &held, &form.words)?;
    let mut agreements = Vec::new();
    for one in &form.agreements {
        let (Some(who), Some(due)) = (one.who, one.due) else { continue };
        agreements.push(ToDo { words: keep(work, &held, &one.words)?, who, due });
    }
    let event = Event::Written(Written { words, decision, agreements });
    let held = record(work, &held, Some(seen), &event)?;
    tell(work, &held, NoticeKind::Minutes, |one| one.present.is_some())?;
    Ok(held)
}

const DECISION: &str = "请选商量的结果。";

fn faults(work: &Work<'_, '_>, held: &Held<Consultation>, form: &Write, most: usize) -> Vec<Fault> {
    let note = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut faults = Vec::new();
    faults.extend(words_fault("words", &form.words, most, "请写纪要。"));
    match form.decision {
        None => faults.push(Fault { field: "decision", said: DECISION.to_owned() }),
        Some(Decision::Not) if !form.agreements.is_empty() => {
            let said = "选了“没有达成一致”，就不能有约定；请改选“部分达成一致”或者删掉约定。";
            faults.push(Fault { field: "decision", said: said.to_owned() });
        }
        Some(Decision::Agreed | Decision::Partly) if form.agreements.is_empty() => {
            let said = "达成一致的，请至少写一条约定：谁、做什么、什么时候做完。".to_owned();
            faults.push(Fault { field: "agreements", said });
        }
        Some(_) => {}
    }
    for (one, n) in form.agreements.iter().zip(1..) {
        let mut fault = |said: &str| {
            faults.push(Fault { field: "agreements", said: format!("第 {n} 条约定：{said}") });
        };
        if let Some(wrong) = words_fault("agreements", &one.words, note, "请写做什么。") {
            fault(&wrong.said);
        }
        if one.who.and_then(|who| held.participant(who)).is_none() {
            fault("请选由谁来做。");
        }
        if one.due.is_none_or(|due| due <= work.cx.at) {
            fault("请写什么时候做完，要晚于现在。");
        }
    }
    faults
}
