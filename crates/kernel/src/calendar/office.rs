use super::{Certainty, Due, WorkCalendar, next};
use crate::{Day, Moment};

/// Time by the office clock, which stands still at lunch, at night and on days off.
impl WorkCalendar {
    /// The moment by which the office has been open for `millis` after `start`. It is the end of a
    /// stretch rather than the beginning of the next one: three and a half hours from opening end
    /// at lunch, not after it.
    pub fn add_working_millis(&self, start: Moment, millis: i64) -> Due {
        if millis <= 0 {
            return Due { at: start, certainty: Certainty::Published };
        }
        let (mut left, mut day, mut certainty) = (millis, start.day(), Certainty::Published);
        loop {
            certainty = certainty & self.certainty(day);
            for (opens, closes) in self.open_on(day) {
                let from = opens.max(start);
                let open = closes.millis().saturating_sub(from.millis()).max(0);
                if left <= open {
                    return Due { at: from.plus_millis(left), certainty };
                }
                left -= open;
            }
            if day == Day::MAX {
                return Due { at: self.close_of(day), certainty };
            }
            day = next(day);
        }
    }

    /// For how many milliseconds the office is open between two moments; 0 when `to` is earlier.
    pub fn working_millis_between(&self, from: Moment, to: Moment) -> (i64, Certainty) {
        let (mut sum, mut day, mut certainty) = (0, from.day(), Certainty::Published);
        while day <= to.day() {
            certainty = certainty & self.certainty(day);
            sum += self
                .open_on(day)
                .map(|(opens, closes)| (closes.min(to).millis() - opens.max(from).millis()).max(0))
                .sum::<i64>();
            if day == Day::MAX {
                break;
            }
            day = next(day);
        }
        (sum, certainty)
    }

    /// When business closes on `day`, whether or not it is worked.
    pub(super) fn close_of(&self, day: Day) -> Moment {
        let closes = self.office_hours.last().map_or(jiff::civil::Time::MAX, |hours| hours.to);
        Moment::at_civil(day.to_datetime(closes))
    }

    fn open_on(&self, day: Day) -> impl Iterator<Item = (Moment, Moment)> + '_ {
        let hours = if self.is_workday(day) { self.office_hours.as_slice() } else { &[] };
        hours.iter().map(move |hours| {
            let at = |time| Moment::at_civil(day.to_datetime(time));
            (at(hours.from), at(hours.to))
        })
    }
}
