use xianban_domain::appeals::casework::{
    Jurisdiction, Level, Measure, Mode, Risk, StopFor, Visit, Why,
};
use xianban_domain::appeals::handling::{self as domain, Hold, Meeting, NewSlip, Pause, PlanForm};
use xianban_domain::appeals::{Appeal, More, Seen, by_no, note};
use xianban_domain::office::Work;
use xianban_domain::rules::{Action, Evidence, Lane};
use xianban_kernel::{Moment, Problem, StaffId, UnitId};

use super::super::make::chosen_unit;
use super::super::moves::MoveForm;
use super::DeepForm;
use super::fields::moment;

/// Makes a move of handling in depth.
pub(in super::super) fn make(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (words, deep) = (form.words.as_str(), &form.deep);
    match action {
        Action::Plan => domain::plan(work, no, seen, &plan(deep)?),
        Action::Approve if deep.choice == "grant" => {
            domain::answer_ask(work, no, seen, item(deep)?, words)
        }
        Action::Approve => {
            picked("choice", &deep.choice, "请选同意还是不同意。")?;
            domain::refuse_ask(work, no, seen, item(deep)?, words)
        }
        Action::Extend => domain::ask_extension(work, no, seen, words),
        Action::Pause | Action::Hold => clock(work, action, no, form),
        Action::Relane => {
            let lane = Lane::from_code(&form.lane);
            let lane = lane.ok_or_else(|| Problem::fault("lane", "请选一个通道。"))?;
            domain::relane(work, no, seen, lane, words)
        }
        Action::Terminate => domain::terminate(work, no, seen, &form.reason, words),
        Action::Transfer => domain::transfer(work, no, seen, words),
        Action::Conclude => domain::conclude(work, no, seen, words),
        Action::IssueSlip | Action::DoSlip | Action::CheckSlip => slips(work, action, no, form),
        Action::OfferVisit | Action::Consult | Action::Specialise | Action::FollowSpecial => {
            people(work, action, no, form)
        }
        Action::Meet | Action::List | Action::Share | Action::Split | Action::Attend => {
            lists(work, action, no, form)
        }
        Action::Undo => domain::undo(work, no),
        _ => orders(work, action, no, form),
    }
}

fn orders(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (deep, words) = (&form.deep, form.words.clone());
    let override_reason = form.override_reason.clone();
    match action {
        Action::ReturnOrder => {
            let (reason, suggested) = (form.reason.clone(), unit_if_any(&form.unit));
            domain::return_order(work, no, seen, &domain::Return { reason, words, suggested })
        }
        Action::Rule => {
            picked("choice", &deep.choice, "请选裁定的结果。")?;
            let dispute = item(deep)?;
            let to = if deep.choice == "moves" { Some(chosen_unit(form)?) } else { None };
            let ruling = domain::RuleOn { dispute, to, words, override_reason };
            domain::rule(work, no, seen, &ruling)
        }
        Action::Reassign => {
            let which = (item(deep)?, chosen_unit(form)?);
            domain::reassign(work, no, seen, which, (&words, &override_reason))
        }
        Action::Assign => domain::assign(work, no, seen, item(deep)?, person(deep)),
        Action::Refer => {
            let (liaison, body) = (chosen_unit(form)?, deep.body.clone());
            domain::refer(work, no, seen, &domain::Refer { liaison, body, words })
        }
        Action::Recuse => {
            let (unit, lead) = (chosen_unit(form)?, unit_if_any(&deep.lead));
            let recuse = domain::Recuse { unit, lead, words, override_reason };
            domain::recuse(work, no, seen, &recuse)
        }
        _ => Err(Problem::NotFound),
    }
}

fn clock(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (deep, words) = (&form.deep, form.words.as_str());
    let stopped = by_no(work, no)?.stopped().map(|stop| stop.what);
    match (action, stopped) {
        (Action::Pause, Some(StopFor::Pause)) => domain::resume(work, no, seen, words),
        (Action::Pause, _) => {
            let until = moment("at", &deep.at)?;
            let (reason, words) = (form.reason.clone(), form.words.clone());
            domain::pause(work, no, seen, &Pause { reason, until, words }).map_err(at_field)
        }
        (_, Some(StopFor::Hold)) if deep.choice == "keep" => {
            domain::keep_hold(work, no, seen, moment("at", &deep.at)?, words).map_err(at_field)
        }
        (_, Some(StopFor::Hold)) => {
            picked("choice", &deep.choice, "请选复查的结果。")?;
            domain::clear_hold(work, no, seen, words)
        }
        _ => {
            let (condition, review_on) = (deep.condition.clone(), moment("at", &deep.at)?);
            domain::ask_hold(work, no, seen, &Hold { condition, review_on }).map_err(at_field)
        }
    }
}

fn slips(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (deep, words) = (&form.deep, form.words.as_str());
    match action {
        Action::IssueSlip if deep.choice == "end" => {
            domain::cancel_slip(work, no, seen, item(deep)?, words)
        }
        Action::IssueSlip => {
            let limit = time_if_any(&deep.at)?;
            let evidence = Evidence::from_code(&deep.evidence);
            let evidence =
                evidence.ok_or_else(|| Problem::fault("evidence", "请选要交的照片。"))?;
            let (to, person, goal) = (chosen_unit(form)?, person(deep), deep.goal.clone());
            let slip = NewSlip { to, person, goal, limit, evidence };
            domain::issue_slip(work, no, seen, &slip).map_err(at_field)
        }
        Action::DoSlip if deep.choice == "take" => {
            let taken = domain::take_slip(work, no, item(deep)?)?;
            // What was written with it is not lost: it stands as a note.
            if words.trim().is_empty() { Ok(taken) } else { note(work, no, words) }
        }
        Action::DoSlip => domain::finish_slip(work, no, item(deep)?, words, form.brought_count()),
        _ => {
            picked("choice", &deep.choice, "请选检查结果。")?;
            let which = (item(deep)?, deep.choice == "good");
            domain::check_slip(work, no, seen, which, words)
        }
    }
}

fn people(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (deep, words) = (&form.deep, form.words.as_str());
    match action {
        Action::OfferVisit => {
            if by_no(work, no)?.casework.visits.iter().any(Visit::is_owed) {
                return domain::make_visit(work, no, seen, words);
            }
            domain::offer_visit(work, no, seen, moment("at", &deep.at)?, words)
        }
        Action::Consult => {
            if by_no(work, no)?.casework.consults.iter().any(|consult| !consult.ended) {
                return domain::end_consult(work, no, seen, words);
            }
            let all = format!("{},{},{}", deep.experts, deep.expert2, deep.expert3);
            let asked: Vec<i64> = all.split(',').filter_map(|id| id.trim().parse().ok()).collect();
            domain::open_consult(work, no, seen, &asked, words)
        }
        Action::Specialise => {
            let person = person(deep);
            let person = person.ok_or_else(|| Problem::fault("person", "请选跟踪办理的人。"))?;
            let appeal = by_no(work, no)?;
            let able = domain::able(work, &appeal, Action::FollowSpecial)?;
            let unit = able.iter().find(|(id, ..)| *id == person).map(|(.., unit)| *unit);
            let unit = unit.ok_or_else(|| Problem::fault("person", "请选能跟踪办理的人。"))?;
            domain::specialise(work, no, seen, (unit, person), words)
        }
        _ => domain::follow_special(work, no, moment("at", &deep.at)?, words).map_err(at_field),
    }
}

fn lists(
    work: &mut Work<'_, '_>,
    action: Action,
    no: &str,
    form: &MoveForm,
) -> Result<Appeal, Problem> {
    let seen = Seen(form.version.parse().unwrap_or(0));
    let (deep, words) = (&form.deep, form.words.as_str());
    match action {
        Action::Meet => {
            let what = Measure::from_code(&deep.why);
            let what = what.ok_or_else(|| Problem::fault("why", "请选形式。"))?;
            let (held_at, who) = (moment("at", &deep.at)?, deep.who.clone());
            domain::meet(work, no, &Meeting { what, held_at, who, words: words.to_owned() })
        }
        Action::List => {
            let why = Why::from_code(&deep.why);
            let why = why.ok_or_else(|| Problem::fault("why", "请选一个清单。"))?;
            if deep.choice == "off" {
                return domain::unlist(work, no, seen, why, words);
            }
            domain::list(work, no, seen, why, words)
        }
        Action::Share => domain::share(work, no, chosen_unit(form)?, words),
        Action::Split => {
            domain::split(work, no, seen, &deep.title, words).map(|(appeal, _)| appeal)
        }
        _ => domain::attend(work, no, words),
    }
}

/// What an assessment settles in depth.
pub(in super::super) fn more(deep: &DeepForm) -> More {
    More {
        jurisdiction: Jurisdiction::from_code(&deep.jurisdiction),
        level: Level::from_code(&deep.level),
        mode: Mode::from_code(&deep.mode),
        risk: Risk::from_code(&deep.risk),
        against: unit_if_any(&deep.against),
        cause: deep.cause.clone(),
        course: deep.course.clone(),
    }
}

fn plan(deep: &DeepForm) -> Result<PlanForm, Problem> {
    Ok(PlanForm {
        nature: deep.nature.clone(),
        responsibility: deep.responsibility.clone(),
        limit: moment("at", &deep.at)?,
        procedure: deep.procedure.clone(),
        goal: deep.goal.clone(),
    })
}

fn item(deep: &DeepForm) -> Result<i64, Problem> {
    deep.item.parse().map_err(|_| Problem::fault("item", "请选一项。"))
}

fn person(deep: &DeepForm) -> Option<StaffId> {
    deep.person.parse().ok().map(StaffId::new)
}

fn unit_if_any(text: &str) -> Option<UnitId> {
    text.parse().ok().map(UnitId::new)
}

fn time_if_any(text: &str) -> Result<Option<Moment>, Problem> {
    if text.is_empty() { Ok(None) } else { moment("at", text).map(Some) }
}

fn picked(field: &'static str, given: &str, said: &str) -> Result<(), Problem> {
    if given.is_empty() { Err(Problem::fault(field, said)) } else { Ok(()) }
}

/// Times are named differently in the rooms; on every form the field is `at`.
fn at_field(problem: Problem) -> Problem {
    problem.renamed(&["until", "review_on", "limit"], "at")
}
