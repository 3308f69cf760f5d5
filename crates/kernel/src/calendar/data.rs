use std::collections::BTreeSet;

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

use crate::Day;

/// The longest stretch of days off one entry may name. The State Council has never given more than
/// nine; the bound keeps a slip of the pen from closing the office for a year.
const LONGEST_HOLIDAY: i32 = 31;

/// The working-day rules as they are written down: office hours, and for each year the days that
/// depart from Monday to Friday. Days and times are text, `2026-02-15` and `08:30`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarData {
    /// Which edition of the rules this is, such as `2026-1`; shown beside computed limits.
    pub version: String,
    /// When the office is open on a working day, in order, without overlap.
    pub office_hours: Vec<OfficeHours>,
    /// The years that a notice has settled, or that are known in part.
    pub years: Vec<CalendarYear>,
}

/// One stretch of an office day, `from` included, `to` not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfficeHours {
    /// The office opens.
    pub from: Time,
    /// The office closes.
    pub to: Time,
}

/// One year's notice of the State Council (节假日安排的通知).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CalendarYear {
    /// The year the notice is for.
    pub year: i16,
    /// Whether the notice is out. Until then every date computed in the year is provisional.
    pub published: bool,
    /// Where the notice was read.
    #[serde(default)]
    pub source: String,
    /// Days off beside the usual weekends; weekends inside a stretch may be named too.
    #[serde(default)]
    pub holidays: Vec<DaySpan>,
    /// Saturdays and Sundays worked in exchange (调休).
    #[serde(default)]
    pub workdays: Vec<Day>,
}

/// A single day, or a stretch of days with both ends in it: `"2026-04-04"` or
/// `{ from = "2026-02-15", to = "2026-02-23" }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum DaySpan {
    /// One day.
    Day(Day),
    /// From the first to the last.
    Stretch {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
}

/// Why a calendar cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarFault {
    /// There are no office hours, or they overlap or run backwards.
    #[error("办公时间至少一段，要按先后写，不能重叠")]
    OfficeHours,
    /// Two entries speak for the same year.
    #[error("{0} 年写了两次")]
    YearTwice(i16),
    /// A stretch runs backwards or is longer than a month.
    #[error("假期 {from} 至 {to} 先后颠倒，或者超过一个月")]
    Stretch {
        /// First day.
        from: Day,
        /// Last day.
        to: Day,
    },
    /// A notice speaks of its own year and at most of the December before it.
    #[error("{day} 不属于 {year} 年的放假通知")]
    Stray {
        /// The day.
        day: Day,
        /// The notice's year.
        year: i16,
    },
    /// A day is both off and worked.
    #[error("{0} 既写成放假、又写成上班")]
    Both(Day),
}

/// The days that depart from Monday to Friday, and the years that are settled.
#[derive(Clone, Debug, Default)]
pub(super) struct Days {
    pub off: BTreeSet<Day>,
    pub worked: BTreeSet<Day>,
    pub published: BTreeSet<i16>,
}

impl CalendarData {
    pub(super) fn check_office_hours(&self) -> Result<(), CalendarFault> {
        let forward = self.office_hours.iter().all(|hours| hours.from < hours.to);
        let in_order = self
            .office_hours
            .iter()
            .zip(self.office_hours.iter().skip(1))
            .all(|(a, b)| a.to <= b.from);
        if self.office_hours.is_empty() || !forward || !in_order {
            return Err(CalendarFault::OfficeHours);
        }
        Ok(())
    }

    pub(super) fn days(&self) -> Result<Days, CalendarFault> {
        let mut days = Days::default();
        let mut seen = BTreeSet::new();
        for year in &self.years {
            if !seen.insert(year.year) {
                return Err(CalendarFault::YearTwice(year.year));
            }
            if year.published {
                days.published.insert(year.year);
            }
            for span in &year.holidays {
                days.off.extend(span.days()?);
            }
            days.worked.extend(&year.workdays);
            year.check_own_days()?;
        }
        match days.off.intersection(&days.worked).next() {
            Some(&day) => Err(CalendarFault::Both(day)),
            None => Ok(days),
        }
    }
}

impl CalendarYear {
    fn check_own_days(&self) -> Result<(), CalendarFault> {
        let ends = self.holidays.iter().flat_map(|span| <[Day; 2]>::from(span.ends()));
        let stray = ends.chain(self.workdays.iter().copied()).find(|day| {
            let december_before = day.year() == self.year - 1 && day.month() == 12;
            day.year() != self.year && !december_before
        });
        stray.map_or(Ok(()), |day| Err(CalendarFault::Stray { day, year: self.year }))
    }
}

impl DaySpan {
    const fn ends(&self) -> (Day, Day) {
        match *self {
            Self::Day(day) => (day, day),
            Self::Stretch { from, to } => (from, to),
        }
    }

    fn days(&self) -> Result<impl Iterator<Item = Day> + use<>, CalendarFault> {
        let (from, to) = self.ends();
        let length = from.until(to).map_or(-1, |span| span.get_days());
        if (0..LONGEST_HOLIDAY).contains(&length) {
            Ok(from.series(jiff::Span::new().days(1)).take_while(move |day| *day <= to))
        } else {
            Err(CalendarFault::Stretch { from, to })
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const SMALL: &str = r#"
        version = "test"
        office_hours = [{ from = "08:30", to = "12:00" }, { from = "13:30", to = "17:30" }]
        [[years]]
        year = 2026
        published = true
        holidays = ["2026-04-04", { from = "2026-05-01", to = "2026-05-05" }]
        workdays = ["2026-05-09"]
    "#;

    fn small() -> CalendarData {
        toml::from_str(SMALL).unwrap()
    }

    #[test]
    fn a_calendar_is_read_from_plain_text() {
        let days = small().days().unwrap();
        assert!(days.off.contains(&date(2026, 4, 4)));
        assert_eq!(days.off.len(), 6);
        assert!(days.worked.contains(&date(2026, 5, 9)));
        assert!(days.published.contains(&2026));
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let text = toml::to_string(&small()).unwrap();
        assert_eq!(toml::from_str::<CalendarData>(&text).unwrap(), small());
    }

    #[test]
    fn a_misspelt_word_is_refused() {
        assert!(toml::from_str::<CalendarData>(&SMALL.replace("workdays", "workday")).is_err());
    }

    #[test]
    fn office_hours_must_run_forward_without_overlap() {
        let hours = |from, to| OfficeHours { from, to };
        let time = |hour| jiff::civil::time(hour, 0, 0, 0);
        for office_hours in [
            vec![],
            vec![hours(time(12), time(9))],
            vec![hours(time(9), time(12)), hours(time(11), time(17))],
        ] {
            let data = CalendarData { office_hours, ..small() };
            assert_eq!(data.check_office_hours(), Err(CalendarFault::OfficeHours));
        }
        assert_eq!(small().check_office_hours(), Ok(()));
    }

    fn with_year(change: impl FnOnce(&mut CalendarYear)) -> Result<Days, CalendarFault> {
        let mut data = small();
        change(&mut data.years[0]);
        data.days()
    }

    #[test]
    fn a_holiday_cannot_run_backwards_or_swallow_the_year() {
        let (from, to) = (date(2026, 10, 7), date(2026, 10, 1));
        let backwards = DaySpan::Stretch { from, to };
        let fault = with_year(|year| year.holidays.push(backwards)).unwrap_err();
        assert_eq!(fault, CalendarFault::Stretch { from, to });
        let endless = DaySpan::Stretch { from: to, to: date(2026, 12, 31) };
        assert!(with_year(|year| year.holidays.push(endless)).is_err());
    }

    #[test]
    fn a_notice_may_reach_back_into_december_but_no_further() {
        assert!(with_year(|year| year.workdays.push(date(2025, 12, 28))).is_ok());
        let day = date(2025, 11, 30);
        let fault = with_year(|year| year.workdays.push(day)).unwrap_err();
        assert_eq!(fault, CalendarFault::Stray { day, year: 2026 });
    }

    #[test]
    fn a_day_cannot_be_both_off_and_worked() {
        let day = date(2026, 4, 4);
        let fault = with_year(|year| year.workdays.push(day)).unwrap_err();
        assert_eq!(fault, CalendarFault::Both(day));
    }

    #[test]
    fn a_year_is_listed_once() {
        let mut data = small();
        data.years.push(data.years[0].clone());
        assert_eq!(data.days().unwrap_err(), CalendarFault::YearTwice(2026));
    }
}
