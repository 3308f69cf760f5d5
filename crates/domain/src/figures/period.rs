use jiff::civil::{ISOWeekDate, Weekday};
use jiff::{Span as Length, ToSpan};
use xianban_kernel::Day;

use super::Span;
use crate::coded::coded;

coded! {
    /// How long a report looks back.
    Every {
        /// 日报.
        Day = "day",
        /// 周报: Monday to Sunday (ISO 8601).
        Week = "week",
        /// 月报.
        Month = "month",
        /// 年报.
        Year = "year",
    }
}

/// One day, week, month or year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// How long it is.
    pub every: Every,
    /// Its first day.
    first: Day,
}

/// What is told of lies within these years.
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2200;

impl Period {
    /// The one that holds a day.
    pub fn of(every: Every, day: Day) -> Self {
        let first = match every {
            Every::Day => day,
            Every::Week => {
                let back = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(Length::new().days(back))
            }
            Every::Month => day.first_of_month(),
            Every::Year => day.first_of_year(),
        };
        Self { every, first }
    }

    /// What [`Period::code`] wrote: `2026-11-23`, `2026-W48`, `2026-11`, `2026`; `None` for anything else.
    pub fn from_code(code: &str) -> Option<Self> {
        let found = match code.split_once("-W") {
            Some((year, week)) if week.len() == 2 => {
                let week =
                    ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday);
                Self::of(Every::Week, week.ok()?.date())
            }
            Some(_) => return None,
            None => {
                let (every, day) = match code.len() {
                    4 => (Every::Year, format!("{code}-01-01")),
                    7 => (Every::Month, format!("{code}-01")),
                    _ => (Every::Day, code.to_owned()),
                };
                Self::of(every, day.parse().ok()?)
            }
        };
        (YEARS.contains(&found.first.year()) && found.code() == code).then_some(found)
    }

    /// As addresses have it.
    pub fn code(self) -> String {
        let (year, month) = (self.first.year(), self.first.month());
        match self.every {
            Every::Day => self.first.to_string(),
            Every::Week => {
                let week = self.first.iso_week_date();
                format!("{}-W{:02}", week.year(), week.week())
            }
            Every::Month => format!("{year}-{month:02}"),
            Every::Year => year.to_string(),
        }
    }

    /// As people read it.
    pub fn said(self) -> String {
        let (year, month, day) = (self.first.year(), self.first.month(), self.first.day());
        match self.every {
            Every::Day => format!("{year}年{month}月{day}日"),
            Every::Week => {
                let (week, last) = (self.first.iso_week_date(), self.span().to);
                let days = format!("{month}月{day}日至{}月{}日", last.month(), last.day());
                format!("{}年第{}周（{days}）", week.year(), week.week())
            }
            Every::Month => format!("{year}年{month}月"),
            Every::Year => format!("{year}年"),
        }
    }

    /// First and last day.
    pub fn span(self) -> Span {
        let next = self.after().first;
        Span { from: self.first, to: next.yesterday().unwrap_or(next) }
    }

    /// The one before it.
    #[must_use]
    pub fn before(self) -> Self {
        self.moved(-1)
    }

    /// The one after it.
    #[must_use]
    pub fn after(self) -> Self {
        self.moved(1)
    }

    /// The same a year earlier (去年同期); `None` of a year, where that is the one before it.
    pub fn year_ago(self) -> Option<Self> {
        let first = match self.every {
            Every::Year => return None,
            Every::Week => {
                let week = self.first.iso_week_date();
                let of = |week| {
                    ISOWeekDate::new(self.first.iso_week_date().year() - 1, week, Weekday::Monday)
                };
                of(week.week()).or_else(|_| of(52)).ok()?.date()
            }
            Every::Day | Every::Month => self.first.saturating_sub(1.year()),
        };
        Some(Self { first, ..self })
    }

    fn moved(self, by: i64) -> Self {
        let step = match self.every {
            Every::Day => by.days(),
            Every::Week => by.weeks(),
            Every::Month => by.months(),
            Every::Year => by.years(),
        };
        Self { first: self.first.saturating_add(step), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_read_as_it_was_written() {
        for (code, said, from, to) in [
            ("2026-11-23", "2026年11月23日", "2026-11-23", "2026-11-23"),
            ("2026-W48", "2026年第48周（11月23日至11月29日）", "2026-11-23", "2026-11-29"),
            ("2027-W01", "2027年第1周（1月4日至1月10日）", "2027-01-04", "2027-01-10"),
            ("2026-02", "2026年2月", "2026-02-01", "2026-02-28"),
            ("2026", "2026年", "2026-01-01", "2026-12-31"),
        ] {
            let period = Period::from_code(code).unwrap();
            let span = period.span();
            assert_eq!((period.code(), period.said()), (code.to_owned(), said.to_owned()));
            assert_eq!((span.from.to_string(), span.to.to_string()), (from.into(), to.into()));
            assert_eq!(period.before().after(), period);
        }
        for wrong in
            ["", "2026-13", "2026-W54", "2026-W1", "2026-2", "26", "x", "2026-02-30", "9999"]
        {
            assert_eq!(Period::from_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_it_is_set_beside_is_as_long_as_it() {
        let of = |code: &str| Period::from_code(code).unwrap();
        let ago = |code: &str| of(code).year_ago().map(Period::code);
        assert_eq!(of("2026-W01").before().code(), "2025-W52");
        assert_eq!(of("2026-01").before().code(), "2025-12");
        assert_eq!(ago("2026-W53").as_deref(), Some("2025-W52"));
        assert_eq!(ago("2028-02-29").as_deref(), Some("2027-02-28"));
        assert_eq!(ago("2026-11").as_deref(), Some("2025-11"));
        assert_eq!(ago("2026"), None);
    }
}
