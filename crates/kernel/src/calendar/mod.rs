//! Working time: which days and hours count, and where a limit ends.
//!
//! Limits are counted as Civil Code articles 201 to 203 say: the day on which a limit starts does
//! not count, a limit in hours runs from its start, the last day ends at close of business, and a
//! last day that is a day off gives way to the next working day.

mod data;
mod office;
mod statutory;

use std::ops::BitAnd;

use serde::{Deserialize, Serialize};

pub use data::{CalendarData, CalendarFault, CalendarYear, DaySpan, OfficeHours};

use crate::{Day, Moment};
use data::Days;
use statutory::is_statutory;

/// Whether a date rests on published notices, or somewhere on the assumption that nothing is off but
/// weekends and the holidays that the law itself fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Every day looked at lies in a year whose notice is out.
    Published,
    /// Some day looked at lies in a year without a notice: compute again when it comes.
    Provisional,
}

/// Two findings together are as certain as the weaker one.
impl BitAnd for Certainty {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        self.max(other)
    }
}

/// When something is due, and how certain that is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Due {
    /// The last moment that is still in time.
    pub at: Moment,
    /// Whether a later notice may move it.
    pub certainty: Certainty,
}

impl Due {
    /// What a sentence says of a moment that a later notice may move.
    pub const PROVISIONAL: &str = "放假安排公布前暂定";

    /// A moment that somebody chose: no notice moves it.
    pub const fn agreed(at: Moment) -> Self {
        Self { at, certainty: Certainty::Published }
    }

    /// Whether a later notice may move it; whoever shows it says so.
    pub fn is_provisional(self) -> bool {
        self.certainty == Certainty::Provisional
    }

    /// The same, but not before `soonest`.
    #[must_use]
    pub fn not_before(self, soonest: Moment) -> Self {
        Self { at: self.at.max(soonest), ..self }
    }

    /// As sentences say it: `11月24日 09:00`, `1月5日 17:30（放假安排公布前暂定）`.
    pub fn said(self) -> String {
        let at = self.at.said();
        if self.is_provisional() { format!("{at}（{}）", Self::PROVISIONAL) } else { at }
    }
}

/// Answers every question about working days and office hours, from one edition of the rules.
#[derive(Clone, Debug)]
pub struct WorkCalendar {
    version: String,
    office_hours: Vec<OfficeHours>,
    days: Days,
}

impl WorkCalendar {
    /// A calendar from its rules, or what is wrong with them.
    pub fn new(data: CalendarData) -> Result<Self, CalendarFault> {
        data.check_office_hours()?;
        let days = data.days()?;
        Ok(Self { version: data.version, office_hours: data.office_hours, days })
    }

    /// Which edition of the rules this is.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// Whether the office is open on `day`: by the notice, else from Monday to Friday. As long as
    /// the notice of a year is not out, the holidays that the law fixes are off.
    pub fn is_workday(&self, day: Day) -> bool {
        if self.days.worked.contains(&day) {
            return true;
        }
        let weekend = day.weekday().to_monday_zero_offset() >= 5;
        let settled = self.certainty(day) == Certainty::Published;
        !weekend && !self.days.off.contains(&day) && (settled || !is_statutory(day))
    }

    /// How certain the answer for `day` is.
    pub fn certainty(&self, day: Day) -> Certainty {
        if self.days.published.contains(&day.year()) {
            Certainty::Published
        } else {
            Certainty::Provisional
        }
    }

    /// Close of business of the `count`-th working day after the day of `start`. With a count of 0
    /// that is the next close of business to come.
    pub fn add_working_days(&self, start: Moment, count: u16) -> Due {
        if count == 0 {
            return self.next_close(start);
        }
        let (day, certainty) = self.later_workday(start.day(), count);
        Due { at: self.close_of(day), certainty }
    }

    /// `count` hours of open office after `start`.
    pub fn add_working_hours(&self, start: Moment, count: u16) -> Due {
        self.add_working_millis(start, hours(count))
    }

    /// `count` hours by the clock on the wall, day and night; nothing can move that.
    pub fn add_hours(&self, start: Moment, count: u16) -> Due {
        Due { at: start.plus_millis(hours(count)), certainty: Certainty::Published }
    }

    /// Close of business of the `count`-th calendar day after the day of `start`, or of the next
    /// working day when that one is a day off.
    pub fn add_calendar_days(&self, start: Moment, count: u16) -> Due {
        self.next_close(self.close_after_days(start, count))
    }

    /// How many working days lie after the day of `from`, up to and with the day of `to`; negative
    /// when `to` is earlier. This is what "还剩 3 个工作日" counts.
    pub fn working_days_between(&self, from: Moment, to: Moment) -> (i64, Certainty) {
        let (first, last) = (from.day().min(to.day()), from.day().max(to.day()));
        let (mut count, mut certainty) = (0, Certainty::Published);
        let mut day = first;
        while day < last {
            day = next(day);
            certainty = certainty & self.certainty(day);
            count += i64::from(self.is_workday(day));
        }
        (if from <= to { count } else { -count }, certainty)
    }

    /// The same time of day one working day earlier.
    pub fn one_working_day_before(&self, at: Moment) -> Due {
        let civil = at.civil();
        let mut day = previous(civil.date());
        let mut certainty = self.certainty(day);
        while !self.is_workday(day) && day > Day::MIN {
            day = previous(day);
            certainty = certainty & self.certainty(day);
        }
        Due { at: Moment::at_civil(day.to_datetime(civil.time())), certainty }
    }

    /// Close of business of the `count`-th calendar day after the day of `start`, worked or not.
    pub(crate) fn close_after_days(&self, start: Moment, count: u16) -> Moment {
        let span = jiff::Span::new().days(i64::from(count));
        self.close_of(start.day().saturating_add(span))
    }

    /// The first close of business at or after `at`.
    pub(crate) fn next_close(&self, at: Moment) -> Due {
        let today = Due { at: self.close_of(at.day()), certainty: self.certainty(at.day()) };
        if self.is_workday(at.day()) && at <= today.at {
            return today;
        }
        let (day, certainty) = self.later_workday(at.day(), 1);
        Due { at: self.close_of(day), certainty: certainty & today.certainty }
    }

    fn later_workday(&self, from: Day, count: u16) -> (Day, Certainty) {
        let (mut day, mut certainty, mut left) = (from, Certainty::Published, count);
        while left > 0 && day < Day::MAX {
            day = next(day);
            certainty = certainty & self.certainty(day);
            left -= u16::from(self.is_workday(day));
        }
        (day, certainty)
    }
}

const fn hours(count: u16) -> i64 {
    count as i64 * 3_600_000
}

fn next(day: Day) -> Day {
    day.tomorrow().unwrap_or(Day::MAX)
}

fn previous(day: Day) -> Day {
    day.yesterday().unwrap_or(Day::MIN)
}

#[cfg(test)]
pub(crate) mod tests;
