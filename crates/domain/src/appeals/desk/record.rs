use crate::appeals::nouns::DutyKind;
use xianban_kernel::{Moment, Problem};

use crate::appeals::nouns::counted::{facts, under};
use crate::appeals::nouns::event::{FromSeat, PoolEmpty, Undone};
use crate::appeals::nouns::{Appeal, Event, Seen, barred, duties};
use crate::appeals::rows::{Face, store};
use crate::dossier::Chain;
use crate::duty;
use crate::figures;
use crate::office::Work;
use crate::seats::stands;

/// Carries an appeal over one event: trail, row and duties in this transaction.
///
/// # Errors
/// [`Problem::Stale`] when the event changes the state and `seen` is not the version it meets.
pub(crate) fn record(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    seen: Option<Seen>,
    event: &Event,
) -> Result<Appeal, Problem> {
    if !event.only_adds() && seen != Some(Seen(appeal.version)) {
        let said = "这件诉求刚刚有了变化，您的内容没有提交，但都还在。请看清现在的情况再办。";
        return Err(Problem::Stale { said: said.to_owned() });
    }
    let at = write_down(work, &appeal, event)?;
    let before = Before::of(&appeal);
    let actor = work.cx.actor.mark();
    let after =
        appeal.after(at, &actor, event).map_err(|misfit| Problem::broken(misfit.to_string()))?;
    settle(work, after, &before)
}

/// Takes the move at `seq` back, before which the appeal was `earlier`.
pub(crate) fn record_undone(
    work: &mut Work<'_, '_>,
    appeal: Appeal,
    earlier: Appeal,
    seq: i64,
) -> Result<Appeal, Problem> {
    write_down(work, &appeal, &Event::Undone(Undone { seq }))?;
    let before = Before::of(&appeal);
    let after = appeal.taken_back(earlier);
    store::forget_orders(work.tx, &after)?;
    settle(work, after, &before)
}

/// Appends an event to the trail; answers when it happened.
fn write_down(work: &mut Work<'_, '_>, appeal: &Appeal, event: &Event) -> Result<Moment, Problem> {
    let mut chain = Chain::load(work.tx, appeal.district, appeal.id)?;
    match &work.seat {
        Some(seat) => chain.append(work.tx, work.cx, event.kind(), &FromSeat { event, seat }),
        None => chain.append(work.tx, work.cx, event.kind(), event),
    }
}

/// What an appeal was before an event, as far as its rows ask.
pub(crate) struct Before {
    version: i64,
    face: Face,
}

impl Before {
    pub(crate) fn of(appeal: &Appeal) -> Self {
        Self { version: appeal.version, face: Face::of(appeal) }
    }

    /// Writes the rows as an event left them.
    pub(crate) fn becomes(&self, work: &mut Work<'_, '_>, after: &Appeal) -> Result<(), Problem> {
        store::update(work.tx, after, self.version)?;
        Face::of(after).refresh(work.tx, &self.face)
    }
}

/// Writes the rows as an event left them, and who owes what now.
fn settle(work: &mut Work<'_, '_>, after: Appeal, before: &Before) -> Result<Appeal, Problem> {
    before.becomes(work, &after)?;
    match owe(work, &after)? {
        Some(duty) if after.casework.empty_pool.is_none() && after.has_filler(work)? => {
            record(work, after, None, &Event::PoolEmpty(PoolEmpty { duty }))
        }
        _ => Ok(after),
    }
}

/// Writes the duties of an appeal as they are now, each where it stands, and what is counted of it;
/// answers one that nobody may do, if there is one.
pub(crate) fn owe(work: &mut Work<'_, '_>, appeal: &Appeal) -> Result<Option<DutyKind>, Problem> {
    let (mut owed, mut alone) = (Vec::new(), None);
    let set = work.office.rules_of(appeal.rules)?;
    figures::refresh(work, appeal.id, &under(appeal), &facts(appeal, &set))?;
    for duty in duties(appeal, &set) {
        let barred = barred(appeal, &duty);
        let place = stands(work, &duty.seat(), &barred)?;
        if place.nobody && alone.is_none() {
            alone = Some(duty.kind);
        }
        let wake = duty.next_card(&appeal.cards).map(|(at, _)| at);
        owed.push(duty::Place { duty, wake, barred, at: place.at, lifted: place.lifted });
    }
    duty::replace(work.tx, appeal.id, &owed)?;
    Ok(alone)
}

impl Appeal {
    /// Whether the rules know who finds another person where nobody is left.
    fn has_filler(&self, work: &Work<'_, '_>) -> Result<bool, Problem> {
        let rules = &work.office.rules_of(self.rules)?.rules;
        Ok(rules.owing_role(DutyKind::FillPool, self.round, self.office.kind).is_some())
    }
}
