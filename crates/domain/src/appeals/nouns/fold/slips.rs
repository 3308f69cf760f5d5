use xianban_kernel::Moment;

use super::numbered::{at, following};
use crate::appeals::nouns::appeal::Appeal;
use crate::appeals::nouns::casework::slips::{Slip, SlipProgress};
use crate::appeals::nouns::event::{
    Folds, SlipChecked, SlipEnded, SlipFinished, SlipIssued, SlipTaken, While,
};

impl Appeal {
    pub(crate) fn end_slips(&mut self, which: impl Fn(&Slip) -> bool) {
        for slip in self.casework.slips.iter_mut().filter(|slip| slip.is_live() && which(slip)) {
            slip.progress = SlipProgress::Ended;
        }
    }
}

impl Folds for SlipIssued {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let order = appeal.live_order(self.order)?.n;
        appeal.casework.slips.push(Slip {
            n: following(&appeal.casework.slips, appeal.casework.used.slips),
            order,
            to: self.to,
            person: self.person,
            goal: self.goal.vault,
            limit: self.limit,
            evidence: self.evidence,
            progress: SlipProgress::Sent,
            since: now,
            done_by: None,
        });
        Some(())
    }
}

impl Folds for SlipTaken {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, _: &str) -> Option<()> {
        let slip = at(&mut appeal.casework.slips, self.slip)?;
        let sent = slip.progress == SlipProgress::Sent;
        sent.then(|| (slip.progress, slip.since) = (SlipProgress::Taken, now))
    }
}

impl Folds for SlipFinished {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let slip = at(&mut appeal.casework.slips, self.slip)?;
        if !matches!(slip.progress, SlipProgress::Sent | SlipProgress::Taken) {
            return None;
        }
        (slip.progress, slip.since) = (SlipProgress::Finished, now);
        slip.done_by = Some(by.to_owned());
        Some(())
    }
}

impl Folds for SlipChecked {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, now: Moment, by: &str) -> Option<()> {
        let slip = at(&mut appeal.casework.slips, self.slip)?;
        let own = slip.done_by.as_deref() == Some(by);
        if slip.progress != SlipProgress::Finished || own || self.good == self.limit.is_some() {
            return None;
        }
        slip.progress = if self.good { SlipProgress::Good } else { SlipProgress::Taken };
        slip.since = now;
        slip.limit = self.limit.unwrap_or(slip.limit);
        Some(())
    }
}

impl Folds for SlipEnded {
    const WHILE: While = While::Open;

    fn fold(&self, appeal: &mut Appeal, _: Moment, _: &str) -> Option<()> {
        let slip = at(&mut appeal.casework.slips, self.slip).filter(|slip| slip.is_live())?;
        slip.progress = SlipProgress::Ended;
        Some(())
    }
}
