use xianban_kernel::Problem;
use xianban_kernel::words::length;

use super::event::{CarriedOut, Event};
use super::moves::{Step, standing};
use super::noun::Meeting;
use super::words::{Action, DutyKind};
use crate::dossier::Kept;
use crate::folded::{Held, by_no, keep, owes, record};
use crate::identity::require;
use crate::office::Work;

/// Says what came of a decision: whoever it stands with.
pub fn carry_out(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, words): (i64, &str),
) -> Result<Held<Meeting>, Problem> {
    let held = by_no::<Meeting>(work, no, Action::Read)?;
    require(work, Action::CarryOut)?;
    standing(&held, Step::CarryOut)?;
    open(&held, n)?;
    if !owes(work, held.id, DutyKind::CarryOut, n)? {
        let said = "这一项由别的单位落实，不用您报告。";
        return Err(Problem::refused("not_own_decision", said));
    }
    let words = kept(work, &held, words, "请写明落实的情况。")?;
    record(work, &held, Some(seen), &Event::CarriedOut(CarriedOut { n, words }))
}

/// Refuses what is settled already, or was never decided.
pub(super) fn open(held: &Held<Meeting>, n: i64) -> Result<(), Problem> {
    match held.decision(n) {
        None => Err(Problem::NotFound),
        Some(one) if one.is_open() => Ok(()),
        Some(_) => {
            let said = format!("第 {n} 项已经了结，不用再办。");
            Err(Problem::refused("decision_settled", said))
        }
    }
}

/// Keeps words that must be there.
pub(super) fn kept(
    work: &mut Work<'_, '_>,
    held: &Held<Meeting>,
    words: &str,
    missing: &str,
) -> Result<Kept, Problem> {
    let most = work.office.rules_at(work.cx.at).rules.forms.note_max;
    let written = length(words.trim());
    if written > most {
        let said = format!("写了 {written} 个字，最多 {most} 个字，请删掉一些。");
        return Err(Problem::fault("words", said));
    }
    keep(work, held, words)?.ok_or_else(|| Problem::fault("words", missing))
}
