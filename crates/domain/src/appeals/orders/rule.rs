use crate::appeals::nouns::Action;
use xianban_kernel::{Problem, UnitId};

use super::given::{given, part_of, tell_lead};
use crate::appeals::desk::{Bound, permitted, record, units_here, write};
use crate::appeals::nouns::event::Ruled;
use crate::appeals::nouns::{Appeal, Dispute, Event, Seen};
use crate::office::Work;

/// A ruling on a returned order (裁定).
#[derive(Clone, Debug)]
pub struct RuleOn {
    /// The dispute.
    pub dispute: i64,
    /// Who has it from now on; `None` when it stays.
    pub to: Option<UnitId>,
    /// Why.
    pub words: String,
    /// Why the duty list is overridden, when it is.
    pub override_reason: String,
}

/// The level above decides: the order stays, or goes to a unit that has the matter on its duty list.
pub fn rule(
    work: &mut Work<'_, '_>,
    no: &str,
    seen: Seen,
    form: &RuleOn,
) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, Some(seen), Action::Rule)?;
    let (units, mark) = (units_here(work, &appeal)?, work.cx.actor.mark());
    let own = |one: &&Dispute| {
        let waits = one.n == form.dispute && one.ruling.is_none();
        waits && units.contains(&one.ruler.unit) && one.by.as_deref() != Some(&mark)
    };
    let dispute = appeal.casework.disputes.iter().find(own).cloned();
    let dispute = dispute.ok_or_else(|| Problem::fault("dispute", "请选一项等裁定的退单。"))?;
    let (to, overridden) = match form.to.filter(|to| *to != dispute.unit) {
        None => (None, None),
        Some(to) => {
            let part = part_of(&appeal, dispute.order);
            let (to, overridden) = given(work, &appeal, to, part, &form.override_reason)?;
            (Some(to), overridden)
        }
    };
    let words = write(work, &appeal, "words", &form.words, Bound::Note)?;
    let event = Event::Ruled(Ruled { dispute: dispute.n, to, words, overridden });
    let appeal = record(work, appeal, Some(seen), &event)?;
    tell_lead(work, &appeal, dispute.order)?;
    Ok(appeal)
}
