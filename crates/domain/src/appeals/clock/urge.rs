use crate::appeals::nouns::Action;
use xianban_kernel::{Due, Problem};

use crate::appeals::desk::{permitted, record};
use crate::appeals::nouns::event::Urged;
use crate::appeals::nouns::{Appeal, Event, duties, next};
use crate::office::Work;
use crate::organisation::{AtUnit, unit};

/// The applicant urges whoever owes the next step (催办), once in the time the rules name.
pub fn urge(work: &mut Work<'_, '_>, no: &str) -> Result<Appeal, Problem> {
    let appeal = permitted(work, no, None, Action::Urge)?;
    if let Some(again) = urged_until(work, &appeal)? {
        let said = format!("您已经催办过，承办单位看得到。{} 以后可以再催一次。", again.said());
        return Err(Problem::refused("urged_already", said));
    }
    let owed = duties(&appeal, &work.office.rules_of(appeal.rules)?);
    let next = next(owed).ok_or_else(|| Problem::broken("an open appeal owed by nobody"))?;
    let to = AtUnit::of(&unit(work.tx, next.unit)?);
    record(work, appeal, None, &Event::Urged(Urged { to }))
}

/// Until when an appeal that was urged may not be urged again.
pub(crate) fn urged_until(work: &Work<'_, '_>, appeal: &Appeal) -> Result<Option<Due>, Problem> {
    let Some(last) = appeal.urges.last else { return Ok(None) };
    let set = work.office.rules_of(appeal.rules)?;
    let again = set.rules.limits.urge_again.due(last, &set.calendar);
    Ok((work.cx.at < again.at).then_some(again))
}
