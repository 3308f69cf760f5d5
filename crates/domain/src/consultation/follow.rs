use xianban_kernel::{DossierId, Fault, Problem};

use super::event::{Chosen, Event, Settled, Spared, Whistled};
use super::minutes::Next;
use super::noun::Consultation;
use super::permitted::{by_no, keep, needs, run, unless_misfit, words_fault};
use super::standing::Step;
use super::words::{Action, DutyKind};
use crate::appeals;
use crate::folded::{Held, about, owes, record};
use crate::identity::require;
use crate::office::Work;
use crate::organisation::{AtUnit, UnitKind, superior, unit};

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

/// Chooses what follows where people did not agree: a whistle, a plan, or nothing with a reason. The secretary
/// of the community owes the draft of a whistle.
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
    let next = next.filter(|next| Next::OFFERED.contains(next));
    if next.is_none() {
        faults.push(Fault { field: "next", said: "请选下一步怎么办。".to_owned() });
    }
    faults.extend(words_fault("words", words, most, "请写为什么这样办。"));
    Problem::unless_faultless(faults)?;
    let next = next.ok_or_else(|| Problem::fault("next", "请选下一步怎么办。"))?;
    let community = if next == Next::Whistle { Some(whistler(work, &held)?) } else { None };
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Chosen(Chosen { next, words, community }))
}

/// The community that whistles: the one that called or is above the grid that did, else the one that
/// received the first of the appeals.
fn whistler(work: &mut Work<'_, '_>, held: &Held<Consultation>) -> Result<AtUnit, Problem> {
    let own = unit(work.tx, held.unit.unit)?;
    let above = superior(work.tx, &own)?;
    let near = [Some(own), above].into_iter().flatten();
    if let Some(community) = near.into_iter().find(|one| one.kind == UnitKind::Community) {
        return Ok(AtUnit::of(&community));
    }
    for id in held.about.clone() {
        if let Some(appeal) = appeals::load(work.tx, held.district, id)? {
            return Ok(appeal.receiver);
        }
    }
    let said = "这次协商没有对应的社区，吹不了哨；请选别的下一步。";
    Err(Problem::fault("next", said))
}

/// The secretary says why the whistle that was chosen is not blown after all.
pub fn spare(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    words: &str,
) -> Result<Held<Consultation>, Problem> {
    let held = by_no(work, no)?;
    require(work, Action::Review)?;
    unless_misfit(&held, Some(seen), Step::Spare)?;
    if held.version == seen && !owes(work, held.id, DutyKind::Whistle, 0)? {
        let said = "这件事由社区书记来说明，现在不在您这里。";
        return Err(Problem::refused("consultation_whistler", said));
    }
    needs(work, "words", words, "请写为什么不吹哨了，召集人和到会的人看得到。")?;
    let words = keep(work, &held, words)?;
    record(work, &held, Some(seen), &Event::Spared(Spared { words }))
}

/// A whistle about an appeal was drafted: consultations about it that wait for one wait no longer.
pub fn whistled(
    work: &mut Work<'_, '_>,
    appeal: DossierId,
    whistle: DossierId,
) -> Result<(), Problem> {
    for held in about::<Consultation>(work, appeal, MOST)? {
        if held.awaits.is_some() {
            record(work, &held, None, &Event::Whistled(Whistled { whistle }))?;
        }
    }
    Ok(())
}

/// So many of the newest consultations about one appeal are looked at.
const MOST: i64 = 50;
