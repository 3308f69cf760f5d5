use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::slips::{Slip, SlipProgress};
use crate::appeals::nouns::event::{SlipChecked, SlipIssued};

impl Appeal {
    pub(crate) fn issue_slip(&mut self, now: Moment, event: &SlipIssued) -> Option<()> {
        let order = self.live_order(event.order)?.n;
        self.casework.slips.push(Slip {
            n: following(&self.casework.slips, self.casework.used.slips),
            order,
            to: event.to,
            person: event.person,
            goal: event.goal.vault,
            limit: event.limit,
            evidence: event.evidence,
            progress: SlipProgress::Sent,
            since: now,
            done_by: None,
        });
        Some(())
    }

    pub(crate) fn take_slip(&mut self, now: Moment, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n)?;
        let sent = slip.progress == SlipProgress::Sent;
        sent.then(|| (slip.progress, slip.since) = (SlipProgress::Taken, now))
    }

    pub(crate) fn finish_slip(&mut self, now: Moment, actor: &str, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n)?;
        if !matches!(slip.progress, SlipProgress::Sent | SlipProgress::Taken) {
            return None;
        }
        (slip.progress, slip.since) = (SlipProgress::Finished, now);
        slip.done_by = Some(actor.to_owned());
        Some(())
    }

    pub(crate) fn check_slip(
        &mut self,
        now: Moment,
        actor: &str,
        event: &SlipChecked,
    ) -> Option<()> {
        let slip = at(&mut self.casework.slips, event.slip)?;
        let own = slip.done_by.as_deref() == Some(actor);
        if slip.progress != SlipProgress::Finished || own || event.good == event.limit.is_some() {
            return None;
        }
        slip.progress = if event.good { SlipProgress::Good } else { SlipProgress::Taken };
        slip.since = now;
        slip.limit = event.limit.unwrap_or(slip.limit);
        Some(())
    }

    pub(crate) fn end_slip(&mut self, n: i64) -> Option<()> {
        let slip = at(&mut self.casework.slips, n).filter(|slip| slip.is_live())?;
        slip.progress = SlipProgress::Ended;
        Some(())
    }

    pub(crate) fn end_slips(&mut self, which: impl Fn(&Slip) -> bool) {
        for slip in self.casework.slips.iter_mut().filter(|slip| slip.is_live() && which(slip)) {
            slip.progress = SlipProgress::Ended;
        }
    }
}
