use xianban_kernel::words::length;
use xianban_kernel::{Problem, UnitId};

use super::noun::{By, MOVES, Move, Step, Whistle};
use super::words::Action;
use crate::folded;
use crate::identity::require;
use crate::office::Work;

/// A whistle with its row.
pub type Held = folded::Held<Whistle>;

/// The whistle with this number, for who may read it.
pub fn by_no(work: &mut Work<'_, '_>, no: &str) -> Result<Held, Problem> {
    folded::by_no(work, no, Action::Read)
}

/// The whistle, if the actor may make this step on it now; `n` is the receiver where it is about one.
///
/// # Errors
/// [`Problem::NotFound`] for a stranger; a refusal that says where it stands otherwise. A form opened at an
/// older version is let through: recording it tells what changed.
pub(super) fn permitted(
    work: &mut Work<'_, '_>,
    no: &str,
    (step, n): (Step, i64),
    seen: i64,
) -> Result<Held, Problem> {
    let held = by_no(work, no)?;
    let Some(line) = Move::of(step) else { return Err(Problem::NotFound) };
    require(work, line.action)?;
    if !is_by(work, &held, line, n)? {
        let said = "这一步由别的单位来办，您看得到，但不能替它办。";
        return Err(Problem::refused("not_yours", said));
    }
    if seen == held.version && !held.allows(step, n) {
        return Err(refusal(&held, n));
    }
    Ok(held)
}

fn refusal(held: &Held, n: i64) -> Problem {
    let stands = match held.receiver(n) {
        Some(one) => one.stage.name(),
        None => held.standing.name(),
    };
    let said = format!("现在是“{stands}”，这一步不用办了，或者已经有人办过。请看最新情况。");
    Problem::refused("not_now", said)
}

fn is_by(work: &mut Work<'_, '_>, held: &Held, line: &Move, n: i64) -> Result<bool, Problem> {
    let own = folded::units_with(work, line.action)?;
    let is = |unit: UnitId| own.iter().any(|one| one.id == unit);
    Ok(match line.by {
        By::Whistler => is(held.unit.unit),
        By::Above => is(held.above.unit),
        By::Closer => is(if held.passed_up { held.above.unit } else { held.unit.unit }),
        By::Receiver => held.receiver(n).is_some_and(|one| is(one.unit.unit)),
    })
}

/// What the actor may do on it now: each step, with the receiver it is about, 0 for the whole.
pub fn offered(work: &mut Work<'_, '_>, held: &Held) -> Result<Vec<(Step, i64)>, Problem> {
    let mut offered = Vec::new();
    for line in MOVES {
        let parts: Vec<i64> = if line.stages.is_empty() {
            vec![0]
        } else {
            held.receivers.iter().map(|one| one.n).collect()
        };
        for n in parts {
            let granted = require(work, line.action).is_ok();
            if granted && held.allows(line.step, n) && is_by(work, held, line, n)? {
                offered.push((line.step, n));
            }
        }
    }
    Ok(offered)
}

/// Words of at most the length of a note.
pub(super) fn note(work: &Work<'_, '_>, field: &'static str, words: &str) -> Result<(), Problem> {
    if words.trim().is_empty() {
        return Err(Problem::fault(field, "请写几句话说明。"));
    }
    short(work, field, words)
}

/// The same where they may be left out.
pub(super) fn short(work: &Work<'_, '_>, field: &'static str, words: &str) -> Result<(), Problem> {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let length = length(words.trim());
    if length > most {
        return Err(Problem::fault(field, format!("写了 {length} 个字，最多 {most} 个字。")));
    }
    Ok(())
}
