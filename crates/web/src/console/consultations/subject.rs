use std::sync::Arc;

use xianban_domain::consultation::{self, Person, by_no};
use xianban_domain::office::Work;
use xianban_domain::rules::Rules;
use xianban_kernel::Problem;

use crate::console::act::Subject;
use crate::console::control::{Control, Field};
use crate::console::parts::long;
use crate::frame::Choice;

/// Where a consultation's page is.
pub(super) fn href(no: &str) -> String {
    format!("/c/consultations/{no}")
}

/// A consultation, as the forms of its moves show it.
pub(super) fn subject(work: &mut Work<'_, '_>, no: &str) -> Result<Subject, Problem> {
    let held = by_no(work, no)?;
    let (version, when) = (held.version, held.meeting.time.said());
    let seen = consultation::seen(work, held)?;
    let when = format!("{when}，{}", seen.place);
    Ok(Subject::new(seen.title, href(no), version).tells("时间地点", when))
}

/// Those of a consultation who are wanted, by number and name.
pub(super) fn people(
    work: &mut Work<'_, '_>,
    no: &str,
    wanted: impl Fn(&Person) -> bool,
) -> Result<Vec<Choice>, Problem> {
    let held = by_no(work, no)?;
    let seen = consultation::seen(work, held)?;
    let wanted = seen.people.iter().filter(|one| wanted(one));
    Ok(wanted.map(|one| Choice::new(one.n.to_string(), &*one.name).hint(one.part.name())).collect())
}

/// One of those who came.
pub(super) fn who(
    work: &mut Work<'_, '_>,
    no: &str,
    (name, label): (&'static str, &'static str),
    chosen: &str,
) -> Result<Field, Problem> {
    let choices = people(work, no, |one| one.present.is_some())?;
    let choices = choices.into_iter().map(|one| one.chosen_if(chosen)).collect();
    Ok(Field::new(name, label, Control::Pick { choices }))
}

/// The number that was chosen in a field.
pub(super) fn number(field: &'static str, text: &str, said: &str) -> Result<i64, Problem> {
    text.trim().parse().map_err(|_| Problem::fault(field, said))
}

/// Words of the length of a note.
pub(super) fn words(
    work: &Work<'_, '_>,
    (name, label): (&'static str, &'static str),
    value: &str,
) -> Field {
    long(name, label, value, rules(work).forms.note_max)
}

pub(super) fn rules(work: &Work<'_, '_>) -> Arc<Rules> {
    work.office.rules_at(work.cx.at).rules
}
