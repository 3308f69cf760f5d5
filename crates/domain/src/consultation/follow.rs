use xianban_kernel::{Fault, Problem};

use super::event::{Chosen, Event, Settled};
use super::minutes::Next;
use super::noun::Consultation;
use super::permitted::{keep, run, words_fault};
use super::standing::Step;
use crate::folded::{Held, record};
use crate::office::Work;

/// How an agreement ended.
#[derive(Clone, Debug, Default)]
pub struct Settle {
    /// Its number.
    pub agreement: i64,
    /// Whether it was kept.
    pub kept: Option<bool>,
    /// How, or why not.
    pub words: String,
}

/// Says how an agreement ended; one that was not kept leaves a next step to be chosen.
pub fn settle(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Settle,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Settle)?;
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut agreements = held.minutes.iter().flat_map(|minutes| &minutes.agreements);
    let open = agreements.any(|one| one.n == form.agreement && one.settled.is_none());
    let mut faults = Vec::new();
    if !open {
        let said = "请选一条还没有结果的约定。".to_owned();
        faults.push(Fault { field: "agreement", said });
    }
    if form.kept.is_none() {
        faults.push(Fault { field: "kept", said: "请选落实了没有。".to_owned() });
    }
    faults.extend(words_fault("words", &form.words, most, "请写怎样落实的，或者为什么没有落实。"));
    Problem::unless_faultless(faults)?;
    let (agreement, kept) = (form.agreement, form.kept == Some(true));
    let words = keep(work, &held, &form.words)?;
    record(work, &held, Some(seen), &Event::Settled(Settled { agreement, kept, words }))
}

/// Chooses what follows where people did not agree: a whistle, a plan, a vote, or nothing with a reason.
pub fn choose(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (next, words): (Option<Next>, &str),
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, Some(seen), Step::Choose)?;
    if held.version == seen && !held.chooses() {
        let said = "已经没有要选的下一步了：都谈拢了，或者已经选过。";
        return Err(Problem::refused("consultation_chosen", said));
    }
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let mut faults = Vec::new();
    if next.is_none() {
        faults.push(Fault { field: "next", said: "请选下一步怎么办。".to_owned() });
    }
    faults.extend(words_fault("words", words, most, "请写为什么这样办。"));
    Problem::unless_faultless(faults)?;
    let next = next.ok_or_else(|| Problem::fault("next", "请选下一步怎么办。"))?;
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Chosen(Chosen { next, words }))
}
