use xianban_kernel::words::length;
use xianban_kernel::{Fault, Problem};

use super::noun::Consultation;
use super::standing::{MOVES, Move, Step, Who};
use super::words::{Action, DutyKind};
use crate::dossier::Kept;
use crate::folded::{self, Held, owes, units_with};
use crate::identity::require;
use crate::office::Work;

/// The consultation with this number, for staff who may read it: to everybody else it does not exist.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Consultation>, Problem> {
    require(work, Action::Read)?;
    folded::by_no(work, no, Action::Read)
}

/// The same, if the actor runs it and the step fits where it stands. A form opened at an older version is
/// let through: recording it tells what changed.
pub(super) fn run(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Option<i64>,
    step: Step,
) -> Result<Held<Consultation>, Problem> {
    let held = own(work, no)?;
    unless_misfit(&held, seen, step)?;
    Ok(held)
}

/// The same, wherever it stands.
pub(super) fn own(work: &mut Work<'_, '_>, no: &str) -> Result<Held<Consultation>, Problem> {
    let held = by_no(work, no)?;
    require(work, Action::Run)?;
    if !runs(work, &held)? {
        let said = "这次协商由召集的单位办理，请联系召集人。";
        return Err(Problem::refused("consultation_caller", said));
    }
    Ok(held)
}

/// The same for whom the review of its minutes stands with.
pub(super) fn review(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    step: Step,
) -> Result<Held<Consultation>, Problem> {
    let held = by_no(work, no)?;
    require(work, Action::Review)?;
    let own = work.cx.actor.staff().is_some_and(|staff| held.hands.contains(&staff.id));
    if own {
        let said = "召集和写纪要的人不能审核这份纪要，请另一个人来审核。";
        return Err(Problem::refused("separation", said));
    }
    unless_misfit(&held, Some(seen), step)?;
    if held.version == seen && !owes(work, held.id, DutyKind::Review, 0)? {
        let said = "这份纪要由上一级的审核人审核，现在不在您这里。";
        return Err(Problem::refused("consultation_reviewer", said));
    }
    Ok(held)
}

/// Refuses a step that does not fit where it stands, unless the form is old anyhow.
pub(super) fn unless_misfit(
    held: &Held<Consultation>,
    seen: Option<i64>,
    step: Step,
) -> Result<(), Problem> {
    if seen.is_some_and(|seen| seen != held.version) || step.fits(held.standing) {
        return Ok(());
    }
    let (name, does) = (held.standing.name(), step.line().map_or("", |line| line.name));
    let said = format!("这次协商现在是“{name}”，不能“{does}”。请看清现在的情况再办。");
    Err(Problem::refused("consultation_standing", said))
}

/// Whether the actor runs it: he sits at the unit that called it, or something on it stands with him.
fn runs(work: &mut Work<'_, '_>, held: &Held<Consultation>) -> Result<bool, Problem> {
    let units = units_with(work, Action::Run)?;
    if units.iter().any(|unit| unit.id == held.unit.unit) {
        return Ok(true);
    }
    for kind in DutyKind::ALL.iter().filter(|kind| kind.fulfilled_by() == Action::Run) {
        let agreements = held.minutes.iter().flat_map(|minutes| &minutes.agreements);
        for part in agreements.map(|one| one.n).chain([0]) {
            if owes(work, held.id, *kind, part)? {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// What the actor may do now, in the order of the table.
pub fn moves_now(
    work: &mut Work<'_, '_>,
    held: &Held<Consultation>,
) -> Result<Vec<&'static Move>, Problem> {
    let runs = require(work, Action::Run).is_ok() && runs(work, held)?;
    let reviews =
        require(work, Action::Review).is_ok() && owes(work, held.id, DutyKind::Review, 0)?;
    let drafts =
        require(work, Action::Review).is_ok() && owes(work, held.id, DutyKind::Whistle, 0)?;
    let may = |who| match who {
        // For those who came without a phone, the caller writes it down.
        Who::Caller | Who::Participant => runs,
        Who::Reviewer => reviews,
        Who::Secretary => drafts,
        Who::Clock => false,
    };
    let fits = MOVES.iter().filter(|line| line.from.contains(&held.standing) && may(line.who));
    Ok(fits.filter(|line| offered(held, line.step)).collect())
}

/// Whether there is something to take the step on.
fn offered(held: &Held<Consultation>, step: Step) -> bool {
    let settles = || {
        let mut agreements = held.minutes.iter().flat_map(|minutes| &minutes.agreements);
        agreements.any(|agreement| agreement.settled.is_none())
    };
    match step {
        Step::Choose => held.chooses(),
        Step::Settle => settles(),
        Step::Whistle | Step::Spare => held.awaits.is_some(),
        Step::Count => !held.proposals.is_empty(),
        Step::State | Step::Propose | Step::Write => held.came() > 0,
        Step::SignIn => held.participants.iter().any(|one| one.present.is_none()),
        _ => true,
    }
}

/// A fault where words are missing or too long.
pub(super) fn words_fault(
    field: &'static str,
    words: &str,
    most: usize,
    missing: &str,
) -> Option<Fault> {
    let n = length(words.trim());
    if n == 0 {
        return Some(Fault { field, said: missing.to_owned() });
    }
    let said = || format!("写了 {n} 个字，最多 {most} 个字，请删掉一些。");
    (n > most).then(|| Fault { field, said: said() })
}

/// Words that have to be there and fit the rules' length of a note.
pub(super) fn needs(
    work: &Work<'_, '_>,
    field: &'static str,
    words: &str,
    missing: &str,
) -> Result<(), Problem> {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let fault = words_fault(field, words, most, missing);
    Problem::unless_faultless(fault.into_iter().collect())
}

/// Keeps words that have to be there, for an event that is about to be recorded.
pub(super) fn keep(
    work: &mut Work<'_, '_>,
    held: &Held<Consultation>,
    words: &str,
) -> Result<Kept, Problem> {
    let kept = folded::keep(work, held, words)?;
    kept.ok_or_else(|| Problem::broken("words of a consultation are empty"))
}
