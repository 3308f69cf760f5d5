use xianban_domain::folded;
use xianban_domain::office::Work;
use xianban_domain::organisation::{UnitKind, units_of};
use xianban_domain::rules::ActionWord;
use xianban_kernel::Problem;

use crate::frame::Choice;

/// The units in use within the actor's reach for `action`, in as many statements as there are kinds of unit.
pub(super) fn units_read(
    work: &mut Work<'_, '_>,
    action: impl ActionWord,
    chosen: &str,
) -> Result<Vec<Choice>, Problem> {
    let marks = folded::marks(work, action)?;
    let mut choices = Vec::new();
    for kind in UnitKind::ALL {
        for unit in units_of(work.tx, work.office.district, *kind)? {
            let reached = marks.contains("all") || marks.contains(&format!("unit:{}", unit.id));
            if reached && unit.closed_at.is_none() {
                choices.push(Choice::new(unit.id.to_string(), unit.name).chosen_if(chosen));
            }
        }
    }
    Ok(choices)
}

/// The same behind the choice of all.
pub(super) fn all_or(units: Vec<Choice>) -> Vec<Choice> {
    [Choice::new("", "全部")].into_iter().chain(units).collect()
}
