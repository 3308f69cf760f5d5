use xianban_kernel::Problem;

use super::appeal::Appeal;
use super::duties::duties;
use super::event::Event;
use super::owed;
use super::state::Seen;
use super::store;
use crate::office::Work;
use crate::trail::Chain;

/// Carries an appeal over one event: trail, row and duties in this transaction.
///
/// # Errors
/// [`Problem::Stale`] when the event changes the state and `seen` is not the version it meets.
pub(super) fn record(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    seen: Option<Seen>,
    event: &Event,
) -> Result<Appeal, Problem> {
    if !event.only_adds() && seen != Some(Seen(appeal.version)) {
        let said = "这件诉求刚刚有了变化，您的内容没有提交，但都还在。请看清现在的情况再办。";
        return Err(Problem::Stale { said: said.to_owned() });
    }
    let mut chain = Chain::load(work.tx, appeal.district, appeal.id)?;
    let at = chain.append(work.tx, work.cx, event.kind(), event)?;
    let before = appeal.version;
    let actor = work.cx.actor.mark();
    let after =
        appeal.after(at, &actor, event).map_err(|misfit| Problem::broken(misfit.to_string()))?;
    store::update(work.tx, &after, before)?;
    owe(work, &after)?;
    Ok(after)
}

/// Writes the duties of an appeal as they are now.
pub(super) fn owe(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<(), Problem> {
    let owed = duties(appeal, &work.office.rules_of(appeal.rules)?);
    owed::replace_duties(work.tx, appeal, &owed)?;
    Ok(())
}
