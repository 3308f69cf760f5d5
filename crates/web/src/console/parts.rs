//! Fields of forms, and what was filled into them.

use xianban_kernel::{Moment, Problem, StaffId, UnitId};

use super::closed::YES_NO;
use crate::console::control::{Control, Field};
use crate::frame::Choice;

/// Several lines, of `most` characters at most.
pub(crate) fn long(name: &'static str, label: &str, value: &str, most: usize) -> Field {
    let limit = u32::try_from(most).unwrap_or(u32::MAX);
    Field::new(name, label, Control::Words { value: value.to_owned(), limit })
}

/// A day and time.
pub(crate) fn time(name: &'static str, label: &str, value: &str) -> Field {
    Field::new(name, label, Control::Time { value: value.to_owned() })
}

/// One of a few; chosen at once when there is only one.
pub(crate) fn one(name: &'static str, label: &str, mut choices: Vec<Choice>) -> Field {
    if let [only] = choices.as_mut_slice() {
        only.chosen = true;
    }
    Field::new(name, label, Control::One { choices })
}

/// One of a closed list of codes with their names.
pub(crate) fn coded(
    name: &'static str,
    label: &str,
    all: &[(&'static str, &'static str)],
    chosen: &str,
) -> Field {
    let choices = all.iter().map(|(code, text)| Choice::new(*code, *text).chosen_if(chosen));
    one(name, label, choices.collect())
}

/// A question with yes or no.
pub(crate) fn yes_no(name: &'static str, label: &str, chosen: &str) -> Field {
    coded(name, label, YES_NO, chosen)
}

/// A question answered with yes or no, or left open.
pub(crate) fn answered(answer: &str) -> Option<bool> {
    ["yes", "no"].contains(&answer).then_some(answer == "yes")
}

/// A time as the browser sends it, `2026-11-25T18:00`, China time.
pub(crate) fn moment(field: &'static str, text: &str) -> Result<Moment, Problem> {
    let whole = if text.len() == 16 { format!("{text}:00+08:00") } else { format!("{text}+08:00") };
    Moment::parse(&whole).ok_or_else(|| Problem::fault(field, "请选日期和时间。"))
}

/// The row of what was chosen under `item`.
pub(crate) fn item(text: &str) -> Result<i64, Problem> {
    text.parse().map_err(|_| Problem::fault("item", "请选一项。"))
}

/// The person that was chosen, if any.
pub(crate) fn person(text: &str) -> Option<StaffId> {
    text.parse().ok().map(StaffId::new)
}

/// The unit that was chosen under `unit`.
pub(crate) fn unit(text: &str) -> Result<UnitId, Problem> {
    unit_if_any(text).ok_or_else(|| Problem::fault("unit", "请选一个单位。"))
}

/// The unit that was chosen, if any.
pub(crate) fn unit_if_any(text: &str) -> Option<UnitId> {
    text.parse().ok().map(UnitId::new)
}

/// Refuses a choice that was left open.
pub(crate) fn picked(field: &'static str, given: &str, said: &str) -> Result<(), Problem> {
    if given.is_empty() { Err(Problem::fault(field, said)) } else { Ok(()) }
}
