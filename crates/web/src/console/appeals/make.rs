use xianban_domain::appeals::{self as domain, Appeal, Seen, Through};
use xianban_domain::office::Work;
use xianban_domain::rules::{Action, Lane};
use xianban_kernel::{PlaceId, Problem, UnitId};

use super::deep;
use super::moves::MoveForm;
use crate::resident::appeals::rate::contradiction;

/// Makes a move with what its form holds; faults stand at the fields of the form.
pub(super) fn make(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let made = made(work, action, no, form);
    made.map_err(|problem| problem.renamed(&["ask", "dispute", "order", "slip"], "item"))
}

fn made(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let words = form.words.as_str();
    match action {
        Action::Accept => {
            let place = form.place.parse().ok().map(PlaceId::new);
            domain::accept(work, no, seen, &domain::Accept { place })
        }
        Action::Decline => domain::decline(work, no, seen, &form.reason, words),
        Action::Answer => domain::answer(work, no, seen, &form.matter, words),
        Action::Assess => {
            let assess = domain::Assess {
                matter: form.matter.clone(),
                list: String::new(),
                lane: chosen_lane(work, no, form)?,
                facts: form.facts.clone(),
                lead: chosen_unit(form)?,
                override_reason: form.override_reason.clone(),
                more: deep::more(&form.deep),
            };
            domain::assess(work, no, seen, &assess)
        }
        Action::Dispatch => {
            let (words, override_reason) = (form.words.clone(), form.override_reason.clone());
            let dispatch = domain::Dispatch { unit: chosen_unit(form)?, words, override_reason };
            domain::dispatch(work, no, seen, &dispatch)
        }
        Action::Acknowledge => domain::acknowledge(work, no, seen),
        Action::Report if Through::from_code(&form.deep.through).is_some() => {
            let through = Through::from_code(&form.deep.through).ok_or(Problem::NotFound)?;
            domain::contact_through(work, no, through, words)
        }
        Action::Report => domain::contact(work, no, words).or_else(|problem| match problem {
            Problem::Refused { .. } => domain::report(work, no, words),
            other => Err(other),
        }),
        Action::Complete => domain::complete(work, no, seen, words),
        Action::Note => domain::note(work, no, words),
        Action::Release => domain::release(work, no, seen),
        Action::Publish => domain::publish(work, no, form.entry.parse().unwrap_or(0)),
        Action::Call => {
            let reached = told(&form.reached)
                .ok_or_else(|| Problem::fault("reached", "请选联系上了没有。"))?;
            domain::call(work, no, &domain::Call { reached, words: form.words.clone() })
        }
        Action::SendBack => domain::send_back(work, no, seen, words),
        Action::Verify => domain::verify(work, no, seen, form.solved == "yes", words),
        Action::FollowUp => {
            meant(form)?;
            let (solved, satisfied) = (told(&form.solved), told(&form.satisfied));
            let (method, words) = (form.method.clone(), form.words.clone());
            let (grade, witness) = (form.grade.parse().ok(), form.witness.clone());
            let heard = domain::FollowUp { method, solved, satisfied, grade, witness, words };
            domain::follow_up(work, no, &heard)
        }
        _ => deep::make(work, action, no, form),
    }
}

/// The lane that was chosen; else the one the matter usually takes.
fn chosen_lane(work: &mut Work<'_, '_>, no: &str, form: &MoveForm) -> Result<Lane, Problem> {
    if let Some(lane) = Lane::from_code(&form.lane) {
        return Ok(lane);
    }
    let appeal = domain::by_no(work, no)?;
    let set = work.office.rules_of(appeal.rules)?;
    Ok(set.rules.matter(&form.matter).map_or(Lane::General, |one| one.matter.lane))
}

/// Answers that speak against each other are asked back once before they are recorded.
fn meant(form: &MoveForm) -> Result<(), Problem> {
    match contradiction(&form.solved, &form.grade) {
        Some((solved, grade)) if form.sure.is_empty() => Err(Problem::fault(
            "sure",
            format!(
                "记的是“{solved}”，打的却是“{grade}”。诉求人就是这样说的，请勾选“就是这样说的”再登记；记错了，改过来就行。"
            ),
        )),
        _ => Ok(()),
    }
}

/// A question answered with yes or no, or left open.
fn told(answer: &str) -> Option<bool> {
    ["yes", "no"].contains(&answer).then_some(answer == "yes")
}

pub(super) fn chosen_unit(form: &MoveForm) -> Result<UnitId, Problem> {
    let row = form.unit.parse().map_err(|_| Problem::fault("unit", "请选一个单位。"))?;
    Ok(UnitId::new(row))
}
