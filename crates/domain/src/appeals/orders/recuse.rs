use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use super::given::given;
use crate::appeals::desk::{Bound, permitted, record, write};
use crate::appeals::nouns::event::Recused;
use crate::appeals::nouns::{Appeal, Event, Part, Seen};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// The unit complained of (回避).
#[derive(Clone, Debug)]
pub struct Recuse {
    /// The unit.
    pub unit: UnitId,
    /// Who leads instead; needed when it leads.
    pub lead: Option<UnitId>,
    /// Why.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// Names the unit complained of: it may help, never lead, nor see who complains.
pub fn recuse(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &Recuse,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Recuse)?;
    let accused = AtUnit::of(&unit(work.tx, form.unit)?);
    let leads = appeal.lead().is_some_and(|lead| lead.unit.unit == accused.unit);
    let (lead, overridden) = match (leads, form.lead.filter(|lead| *lead != accused.unit)) {
        (false, _) => (None, None),
        (true, None) => {
            let said = "它正在主办，要回避就要另选一个主办单位。";
            return Err(Problem::fault("lead", said));
        }
        (true, Some(lead)) => {
            let part = Part::Assist;
            let (lead, why) = given(work, &appeal, lead, part, &form.override_reason)?;
            (Some(lead), why)
        }
    };
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Recused(Recused { unit: accused, lead, words, overridden });
    record(work, appeal, Some(seen), &event)
}
