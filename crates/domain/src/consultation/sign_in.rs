use xianban_kernel::Problem;

use super::agenda::SignedBy;
use super::entrance::{Entered, enter};
use super::event::{Event, SignedIn};
use super::noun::Consultation;
use super::permitted::{run, unless_misfit};
use super::rules::ConsultationRules;
use super::standing::Step;
use crate::folded::{Held, record};
use crate::office::Work;

/// Signs oneself in, by QR code or link; again, it does nothing.
pub fn sign_in(work: &mut Work<'_, '_>, no: &str, code: Option<&str>) -> Result<Entered, Problem> {
    let Entered { held, n } = enter(work, no, code)?;
    if held.participant(n).is_some_and(|one| one.present.is_some()) {
        return Ok(Entered { held, n });
    }
    unless_misfit(&held, None, Step::SignIn)?;
    unless_early(work, &held)?;
    let event = Event::SignedIn(SignedIn { n, how: SignedBy::Himself });
    Ok(Entered { held: record(work, &held, None, &event)?, n })
}

/// Writes down that somebody came; again, it does nothing.
pub fn sign_in_by_hand(
    work: &mut Work<'_, '_>,
    no: &str,
    n: i64,
) -> Result<Held<Consultation>, Problem> {
    let held = run(work, no, None, Step::SignIn)?;
    let one = held.participant(n).ok_or_else(|| Problem::fault("n", "请从请来的人里选。"))?;
    if one.present.is_some() {
        return Ok(held);
    }
    unless_early(work, &held)?;
    record(work, &held, None, &Event::SignedIn(SignedIn { n, how: SignedBy::Hand }))
}

/// Nobody has come long before the time.
pub(super) fn unless_early(work: &Work<'_, '_>, held: &Held<Consultation>) -> Result<(), Problem> {
    let minutes = ConsultationRules::of(&work.office.rules_at(work.cx.at).rules).sign_in_minutes;
    let from = held.meeting.time.plus_millis(-minutes * 60_000);
    if work.cx.at >= from {
        return Ok(());
    }
    let said = format!("还没到时间，{} 起可以签到。", from.said());
    Err(Problem::refused("consultation_early", said))
}
