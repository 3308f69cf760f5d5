use xianban_domain::office::Work;
use xianban_domain::organisation::{UnitNames, unit};
use xianban_domain::rules::Rules;
use xianban_domain::whistle::{self, Step, by_no};
use xianban_kernel::{Problem, UnitId};

use crate::console::act::Subject;
use crate::console::control::{Control, Field};
use crate::console::parts::{long, one};
use crate::frame::Choice;

/// Where a whistle's page is.
pub(super) fn href(no: &str) -> String {
    format!("/c/whistles/{no}")
}

/// A whistle, as the forms of its moves show it.
pub(super) fn subject(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
    let held = by_no(work, no)?;
    let version = held.version;
    let seen = whistle::seen(work, held)?;
    Ok(Subject::new(seen.line.title.clone(), href(no), version).tells("请他们做什么", seen.text))
}

/// Which receiver a step is about: those the actor may make it on now; chosen at once when there is one.
pub(super) fn receiver(
    work: &mut Work<'_, '_>,
    no: &str,
    (step, chosen): (Step, &str),
) -> Result<Field, Problem> {
    let held = by_no(work, no)?;
    let offered = whistle::offered(work, &held)?;
    let mut names = UnitNames::default();
    let mut choices = Vec::new();
    for (_, n) in offered.into_iter().filter(|(one, _)| *one == step) {
        let Some(one) = held.receiver(n) else { continue };
        let name = names.name(work.tx, one.unit.unit)?;
        choices.push(Choice::new(n.to_string(), name).chosen_if(chosen));
    }
    if choices.is_empty() {
        let unit = unit(work.tx, held.unit.unit)?.name;
        let said = format!("{unit}的这份吹哨单，这一步现在不用办，或者不由您的单位办。");
        return Err(Problem::refused("not_now", said));
    }
    Ok(one("n", "哪个单位", choices))
}

/// The number of the receiver that was chosen.
pub(super) fn number(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::fault("n", "请选单位。"))
}

/// Words of the length of a note.
pub(super) fn words(work: &Work<'_, '_>, label: &str, value: &str) -> Field {
    long("words", label, value, rules(work).forms.note_max)
}

pub(super) fn rules(work: &Work<'_, '_>) -> std::sync::Arc<Rules> {
    work.office.rules_at(work.cx.at).rules
}

/// One of the units that can be called.
pub(super) fn unit_field(
    work: &mut Work<'_, '_>,
    (name, label): (&'static str, &'static str),
    chosen: &str,
) -> Result<Field, Problem> {
    let units = whistle::receivers(work)?;
    let choice = |unit: xianban_domain::organisation::Unit| {
        Choice::new(unit.id.to_string(), unit.name).hint(unit.kind.name()).chosen_if(chosen)
    };
    let choices = units.into_iter().map(choice).collect();
    Ok(Field::new(name, label, Control::Pick { choices }))
}

/// A unit that was chosen, if any.
pub(super) fn unit_id(text: &str) -> Option<UnitId> {
    text.parse().ok().map(UnitId::new)
}
