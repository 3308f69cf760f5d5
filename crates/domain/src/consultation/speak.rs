use xianban_kernel::{Fault, Problem};

use super::event::{Counted, Event, Proposed, Stated};
use super::minutes::NOT_A_VOTE;
use super::noun::Consultation;
use super::permitted::{keep, needs, run};
use super::standing::Step;
use crate::folded::{Held, record};
use crate::office::Work;

/// Writes down what somebody said.
pub fn state(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (by, words): (i64, &str),
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::State)?;
    unless_absent(&held, by)?;
    needs(work, "words", words, "请写他说了什么。")?;
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Stated(Stated { by, words }))
}

/// Writes down what somebody proposed.
pub fn propose(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (by, words): (i64, &str),
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Propose)?;
    unless_absent(&held, by)?;
    needs(work, "words", words, "请写他提了什么方案。")?;
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Proposed(Proposed { by, words }))
}

/// Writes down heads for and against a proposal; counted again, the last count stands. It is no vote.
pub fn count(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (proposal, approve, oppose): (i64, i64, i64),
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Count)?;
    let mut faults = Vec::new();
    if !held.proposals.iter().any(|one| one.n == proposal) {
        faults.push(Fault { field: "proposal", said: "请选是哪一个方案。".to_owned() });
    }
    let came = held.came();
    let heads = approve.max(0).saturating_add(oppose.max(0));
    if approve < 0 || oppose < 0 || heads > came {
        let said = format!("到会 {came} 人，赞成和反对加起来不能超过这个数（{NOT_A_VOTE}）。");
        faults.push(Fault { field: "approve", said });
    }
    Problem::unless_faultless(faults)?;
    let event = Event::Counted(Counted { proposal, approve, oppose });
    record(work, &held, Some(seen), &event)
}

/// Only who came has said anything.
fn unless_absent(held: &Held<Consultation>, by: i64) -> Result<(), Problem> {
    let came = held.present().any(|one| one.n == by);
    came.then_some(()).ok_or_else(|| Problem::fault("by", "请从签到的人里选；没签到的请先签到。"))
}
