use crate::appeals::nouns::words::DutyKind;
use xianban_kernel::{Due, Moment};

use super::{Duty, Owing};
use crate::appeals::nouns::casework::meetings::Why;
use crate::appeals::nouns::casework::pools::EmptyPool;
use crate::appeals::nouns::casework::registers::supervised_until;
use crate::appeals::nouns::casework::slips::SlipProgress;
use crate::appeals::nouns::casework::stops::StopFor;
use crate::appeals::nouns::casework::visits::Visit;
use crate::appeals::nouns::order::Part;
use crate::appeals::nouns::state::Standing;

/// What handling in depth makes people owe.
impl Owing<'_> {
    /// On top of what the state itself makes owed.
    pub(crate) fn casework(&self) -> Vec<Duty> {
        let mut owed = Vec::new();
        if !self.appeal.state.is_open() {
            return owed;
        }
        if matches!(self.appeal.state.standing(), Standing::Planning | Standing::Handling) {
            owed.extend(self.answers());
            owed.extend(self.slips());
            owed.extend(self.stop());
        }
        for ask in self.appeal.asked().filter(|ask| ask.what.is_identity()) {
            owed.extend(self.at(DutyKind::Approve, ask.n, ask.approver, ask.since));
        }
        if let Some(pool) = self.appeal.casework.empty_pool.filter(|pool| !pool.is_beside()) {
            owed.extend(self.at(DutyKind::FillPool, pool.number(), self.appeal.office, pool.since));
        }
        if let Some(special) = self.appeal.casework.special {
            let duty =
                self.by(DutyKind::ReviewSpecial, 0, special.at, (special.since, special.review_on));
            owed.extend(duty.map(|duty| duty.of(Some(special.person))));
        }
        let visits = self.appeal.casework.visits.iter().filter(|visit| Visit::is_owed(visit));
        owed.extend(visits.filter_map(|visit| {
            self.by(DutyKind::Visit, visit.n, visit.by, (visit.since, visit.at))
        }));
        for urge in self.appeal.unanswered() {
            let to = self.appeal.holder();
            owed.extend(self.at(DutyKind::AnswerSupervision, urge.n, to, urge.since));
        }
        owed.extend(self.supervised());
        let consults = self.appeal.casework.consults.iter().filter(|consult| !consult.ended);
        owed.extend(consults.filter_map(|consult| {
            self.by(DutyKind::Consult, consult.n, consult.by, (consult.since, consult.until))
        }));
        owed
    }

    /// The office rules on an objection to how it is counted, also when it is closed.
    pub(crate) fn counting(&self) -> Vec<Duty> {
        let Some(waits) = self.appeal.objection() else { return Vec::new() };
        let office = self.appeal.office;
        let mut owed = self.at(DutyKind::RuleCount, waits.n, office, waits.since);
        if let Some(pool) = self.appeal.casework.empty_pool.filter(EmptyPool::is_beside) {
            owed.extend(self.at(DutyKind::FillPool, pool.number(), office, pool.since));
        }
        owed
    }

    /// Whoever put it under supervision looks at it on its day: it is settled, or gets another day.
    fn supervised(&self) -> Option<Duty> {
        let listing = self.appeal.listing(Why::Supervised)?;
        let until = supervised_until(listing, self.set);
        let by = listing.by.unwrap_or(self.appeal.office);
        self.by(DutyKind::ReviewListing, 0, by, (listing.since, until))
    }

    /// Superiors answer asks and rule on disputes.
    fn answers(&self) -> Vec<Duty> {
        let mut owed: Vec<Duty> = Vec::new();
        let at_work = self.appeal.asked().filter(|ask| !ask.what.is_identity());
        for ask in at_work {
            owed.extend(self.at(DutyKind::Approve, ask.n, ask.approver, ask.since));
        }
        for dispute in &self.appeal.casework.disputes {
            if dispute.ruling.is_none() {
                owed.extend(self.at(DutyKind::Rule, dispute.n, dispute.ruler, dispute.since));
            }
        }
        owed
    }

    fn slips(&self) -> Vec<Duty> {
        let slips = self.appeal.casework.slips.iter();
        slips
            .filter_map(|slip| match slip.progress {
                SlipProgress::Sent | SlipProgress::Taken => self
                    .by(DutyKind::Slip, slip.n, slip.to, (slip.since, slip.limit))
                    .map(|duty| duty.of(slip.person)),
                SlipProgress::Finished => {
                    let order = self.appeal.orders.iter().find(|order| order.n == slip.order)?;
                    self.at(DutyKind::Check, slip.n, order.unit, slip.since).pop()
                }
                SlipProgress::Good | SlipProgress::Ended => None,
            })
            .collect()
    }

    /// Somebody has to look when a stop is over.
    fn stop(&self) -> Option<Duty> {
        let stop = self.appeal.stopped()?;
        let lead = self.appeal.orders.iter().find(|o| o.part == Part::Lead && o.is_live())?;
        let kind = match stop.what {
            StopFor::Pause => DutyKind::Resume,
            StopFor::Hold => DutyKind::ReviewHold,
        };
        self.by(kind, 0, lead.unit, (stop.from, stop.until))
    }

    /// Superiors look into what is overdue, as long as it is.
    pub(crate) fn escalations(&self, owed: &[Duty]) -> Vec<Duty> {
        let open = self.appeal.casework.escalations.iter().filter(|one| !one.attended);
        let still = open.filter(|one| owed.iter().any(|duty| duty.key() == one.duty));
        still.flat_map(|one| self.at(DutyKind::Attend, one.n, one.to, one.since)).collect()
    }

    /// When handling of an order is due: pauses left out, extensions added, and after a change of
    /// lane not sooner than that allows.
    pub(crate) fn handled_by(&self, order: i64, since: Moment) -> (Moment, Due) {
        let limit = self.limit(DutyKind::Handle);
        let (pauses, calendar) = (self.appeal.pauses(), &self.set.calendar);
        let mut due = limit.due_with_pauses(since, &pauses, calendar);
        let granted = &self.appeal.casework.extensions;
        for extension in granted.iter().filter(|extension| extension.order == order) {
            let longer = extension.add.due(due.at, calendar);
            due = Due { certainty: due.certainty & longer.certainty, ..longer };
        }
        let due = self.appeal.casework.not_before.map_or(due, |soonest| due.not_before(soonest));
        let due = self.appeal.not_too_soon(since, due);
        (limit.yellow(since, due.at, &pauses, calendar), due)
    }
}
