use crate::appeals::nouns::{Action, DutyKind};
use xianban_kernel::{Problem, UnitId};

use super::own::units_of;
use super::report::on_the_whistle;
use crate::appeals::desk::{Bound, above, permitted, record, shown, write};
use crate::appeals::nouns::event::Returned;
use crate::appeals::nouns::{Appeal, Event, Order, Part, Seen};
use crate::appeals::rows::note_return;
use crate::office::Work;
use crate::organisation::{AtUnit, Unit, unit};

/// Why an order is not a unit's duty (退单).
#[derive(Clone, Debug)]
pub struct Return {
    /// One of the rules' reasons.
    pub reason: String,
    /// Why, in words.
    pub words: String,
    /// Whose it is instead, when the unit knows.
    pub suggested: Option<UnitId>,
}

/// A unit returns its order, once in an appeal; the level above rules, and work goes on meanwhile.
pub fn return_order(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Return,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::ReturnOrder)?;
    let (order, here) = returnable(work, &appeal)?;
    let rules = &work.office.rules_of(appeal.rules)?.rules;
    if rules.casework.return_reason(&form.reason).is_none() {
        return Err(Problem::fault("reason", "请选一个退单的理由。"));
    }
    let suggested = form.suggested.map(|id| unit(work.tx, id)).transpose()?;
    if suggested.as_ref().is_some_and(|unit| unit.id == order.unit.unit) {
        return Err(Problem::fault("unit", "建议的单位不能是自己的单位。"));
    }
    let ruler = above(work, &appeal, &here, DutyKind::Rule)?;
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let (order, reason) = (order.n, form.reason.clone());
    let suggested = suggested.as_ref().map(AtUnit::of);
    let event = Event::Returned(Returned { order, reason, words, suggested, ruler });
    let appeal = record(work, appeal, Some(seen), &event)?;
    note_return(work, &appeal, here.id)?;
    Ok(appeal)
}

/// The order that the actor's unit may return now, with the unit; the lead's before others.
///
/// # Errors
/// A refusal that says why there is none.
pub(crate) fn returnable(
    work: &mut Work<'_, '_>,
    appeal: &Appeal,
) -> Result<(Order, Unit), Problem> {
    let units = units_of(work);
    let own = |one: &&Order| one.is_live() && units.contains(&one.unit.unit);
    let mut live: Vec<Order> = appeal.orders.iter().filter(own).cloned().collect();
    live.sort_by_key(|one| one.part != Part::Lead);
    let mut why = None;
    for order in live {
        match may_give_back(work, appeal, &order) {
            Ok(here) => return Ok((order, here)),
            Err(refused @ Problem::Refused { .. }) => why = why.or(Some(refused)),
            Err(other) => return Err(other),
        }
    }
    let none = "您的单位没有正在办的工单。请刷新看看。";
    Err(why.unwrap_or_else(|| Problem::refused("no_such_order", none)))
}

/// Whether an order may be returned: never by the unit that catches what nobody has, once in an
/// appeal, and in time.
fn may_give_back(work: &mut Work<'_, '_>, appeal: &Appeal, order: &Order) -> Result<Unit, Problem> {
    let set = work.office.rules_of(appeal.rules)?.clone();
    let here = unit(work.tx, order.unit.unit)?;
    if appeal.whistle_of(order.n).is_some() {
        return Err(on_the_whistle());
    }
    if here.code == set.rules.casework.backstop {
        let said = "本单位是兜底单位，不能退单。办不了的部分，请请求协办，或者申请挂账。";
        return Err(Problem::refused("backstop", said));
    }
    if !appeal.may_return(order.unit.unit) || appeal.dispute(order.n).is_some() {
        let said = "这件事您的单位已经退过，或者上级已经裁定，不能再退。有新的情况，请写进记录。";
        return Err(Problem::refused("returned_already", said));
    }
    let until = set.rules.casework.return_within.due(order.since, &set.calendar).at;
    if work.cx.at > until {
        let said = format!("退单要在 {} 前提出，已经过了。", shown(until));
        return Err(Problem::refused("too_late_to_return", said));
    }
    Ok(here)
}
