use xianban_kernel::{Problem, UnitId};

use super::event::{Event, Of, Refused};
use super::noun::Step;
use super::open::{Held, note, permitted, short};
use super::orders;
use crate::folded;
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// A called unit comes: from now on its time to be on site runs.
pub fn respond(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    (n, words): (i64, &str),
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Respond, n), seen)?;
    short(work, "words", words)?;
    let words = folded::keep(work, &held, words)?;
    folded::record(work, &held, Some(seen), &Event::Responded(Of { n, words }))
}

/// Why a called unit need not come.
#[derive(Clone, Debug, Default)]
pub struct Refusal {
    /// The receiver's number.
    pub n: i64,
    /// One of the rules' reasons to return an order.
    pub reason: String,
    /// Why, in words.
    pub words: String,
    /// Whose it is instead, when the unit knows.
    pub suggested: Option<UnitId>,
}

/// A called unit holds that it need not come; the level above rules, once for all.
pub fn refuse(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: i64,
    form: &Refusal,
) -> Result<Held, Problem> {
    let held = permitted(work, no, (Step::Refuse, form.n), seen)?;
    let rules = work.office.rules_at(work.cx.at).rules.clone();
    if rules.casework.return_reason(&form.reason).is_none() {
        return Err(Problem::fault("reason", "请选一个理由。"));
    }
    note(work, "words", &form.words)?;
    let one = held.receiver(form.n).cloned().ok_or(Problem::NotFound)?;
    orders::may_refuse(work, &held, &one)?;
    let suggested = form.suggested.map(|id| unit(work.tx, id)).transpose()?;
    if suggested.as_ref().is_some_and(|unit| unit.id == one.unit.unit) {
        return Err(Problem::fault("suggested", "建议的单位不能是自己的单位。"));
    }
    let Some(words) = folded::keep(work, &held, &form.words)? else { return Ok(held) };
    let (n, reason) = (form.n, form.reason.clone());
    let suggested = suggested.as_ref().map(AtUnit::of);
    let event = Event::Refused(Refused { n, reason, words, suggested });
    folded::record(work, &held, Some(seen), &event)
}
