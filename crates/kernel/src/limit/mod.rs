//! How long somebody has: a number of hours, working hours, working days or calendar days.

mod meter;

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::{Due, Moment, WorkCalendar};
use meter::Meter;

/// A new limit leaves at least this many working hours from the moment it is set.
const FAIR_NOTICE_HOURS: u16 = 4;

/// A time limit as the rules write it: `24h` by the clock on the wall, `4wh` of open office, `5wd`
/// working days, `15cd` calendar days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum TimeLimit {
    /// Hours, day and night.
    Hours(u16),
    /// Hours of open office.
    WorkingHours(u16),
    /// Working days, to close of business.
    WorkingDays(u16),
    /// Calendar days, to close of business of the last, or of the next working day.
    CalendarDays(u16),
}

/// A limit that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} 不是时限：写 24h（小时）、4wh（工作小时）、5wd（工作日）或 15cd（自然日）")]
pub struct LimitFault(String);

impl TimeLimit {
    /// When work that began at `start` is due.
    pub fn due(self, start: Moment, calendar: &WorkCalendar) -> Due {
        match self {
            Self::Hours(count) => calendar.add_hours(start, count),
            Self::WorkingHours(count) => calendar.add_working_hours(start, count),
            Self::WorkingDays(count) => calendar.add_working_days(start, count),
            Self::CalendarDays(count) => calendar.add_calendar_days(start, count),
        }
    }

    /// When it is due if the stretches of `pauses` (from, to) do not count. They may be in any
    /// order and overlap; one that still runs is given with now as its end.
    ///
    /// Hours win back the time on the wall that was lost, working hours the time of open office,
    /// both exactly. Limits in days end at close of business all the same: working days win back
    /// office time, calendar days time on the wall, and both run on to the close of the day on which
    /// the time won back ends, or of the next working day when that one is a day off. So an hour's
    /// pause gives one more day, a pause outside office hours none.
    pub fn due_with_pauses(
        self,
        start: Moment,
        pauses: &[(Moment, Moment)],
        calendar: &WorkCalendar,
    ) -> Due {
        let due = self.due(start, calendar);
        if !pauses.iter().any(|&(from, to)| from < due.at && to > start && from < to) {
            return due;
        }
        let meter = self.meter(calendar);
        let won_back = || {
            let (time, certainty) = meter.passed(start, due.at);
            let later = meter.spend(start, time, pauses);
            Due { at: later.at, certainty: later.certainty & certainty }
        };
        match self {
            Self::CalendarDays(count) => {
                let (time, _) = meter.passed(start, calendar.close_after_days(start, count));
                calendar.next_close(meter.spend(start, time, pauses).at)
            }
            Self::WorkingDays(_) => {
                let won = won_back();
                let close = calendar.next_close(won.at);
                Due { at: close.at, certainty: won.certainty & close.certainty }
            }
            Self::Hours(_) | Self::WorkingHours(_) => won_back(),
        }
    }

    /// When it is due once the limit has been changed at `now`: as if it had held from `start`, but
    /// never sooner than four working hours from now.
    pub fn due_anew(
        self,
        start: Moment,
        now: Moment,
        pauses: &[(Moment, Moment)],
        calendar: &WorkCalendar,
    ) -> Due {
        let due = self.due_with_pauses(start, pauses, calendar);
        let notice = calendar.add_working_hours(now, FAIR_NOTICE_HOURS);
        if due.at < notice.at { notice } else { due }
    }

    /// When the yellow card is due: one working day before `due`. Limits of one day and less, and
    /// longer ones that began within that day, show it when three quarters of the time have run:
    /// time on the wall for hours, office time for all others.
    pub fn yellow(
        self,
        start: Moment,
        due: Moment,
        pauses: &[(Moment, Moment)],
        calendar: &WorkCalendar,
    ) -> Moment {
        let day_before = calendar.one_working_day_before(due).at;
        if !self.within_a_day() && day_before > start {
            return day_before;
        }
        let meter = match self {
            Self::Hours(_) => Meter::Wall,
            _ => Meter::Office(calendar),
        };
        let run = meter.run(start, due, pauses);
        meter.spend(start, run / 4 * 3, pauses).at
    }

    /// How people read it, such as `5 个工作日`.
    pub fn said(self) -> String {
        match self {
            Self::Hours(count) => format!("{count} 小时"),
            Self::WorkingHours(count) => format!("{count} 个工作小时"),
            Self::WorkingDays(count) => format!("{count} 个工作日"),
            Self::CalendarDays(count) => format!("{count} 天"),
        }
    }

    const fn within_a_day(self) -> bool {
        match self {
            Self::Hours(count) => count <= 24,
            Self::WorkingHours(count) => count <= 8,
            Self::WorkingDays(count) | Self::CalendarDays(count) => count <= 1,
        }
    }

    const fn meter(self, calendar: &WorkCalendar) -> Meter<'_> {
        match self {
            Self::Hours(_) | Self::CalendarDays(_) => Meter::Wall,
            Self::WorkingHours(_) | Self::WorkingDays(_) => Meter::Office(calendar),
        }
    }
}

impl fmt::Display for TimeLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Hours(count) => write!(f, "{count}h"),
            Self::WorkingHours(count) => write!(f, "{count}wh"),
            Self::WorkingDays(count) => write!(f, "{count}wd"),
            Self::CalendarDays(count) => write!(f, "{count}cd"),
        }
    }
}

impl FromStr for TimeLimit {
    type Err = LimitFault;

    fn from_str(text: &str) -> Result<Self, LimitFault> {
        let fault = || LimitFault(text.to_owned());
        let split = text.find(|c: char| !c.is_ascii_digit()).ok_or_else(fault)?;
        let (count, unit) = text.split_at(split);
        let count = count.parse().ok().filter(|&count: &u16| count > 0).ok_or_else(fault)?;
        match unit {
            "h" => Ok(Self::Hours(count)),
            "wh" => Ok(Self::WorkingHours(count)),
            "wd" => Ok(Self::WorkingDays(count)),
            "cd" => Ok(Self::CalendarDays(count)),
            _ => Err(fault()),
        }
    }
}

impl TryFrom<String> for TimeLimit {
    type Error = LimitFault;

    fn try_from(text: String) -> Result<Self, LimitFault> {
        text.parse()
    }
}

impl From<TimeLimit> for String {
    fn from(limit: TimeLimit) -> Self {
        limit.to_string()
    }
}

#[cfg(test)]
mod tests;
