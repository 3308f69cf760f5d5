use jiff::civil::Weekday;
use serde::Serialize;
use xianban_kernel::{Day, Moment, WorkCalendar};

use super::cadence::Cadence;
use super::rules::Series;

/// A meeting that will be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Occurrence {
    /// Which.
    pub cadence: Cadence,
    /// On which day.
    pub on: Day,
    /// When it begins.
    pub at: Moment,
}

/// Whether a meeting of this cadence is held on a day: daily on every working day, weekly on the first
/// working day of the week, monthly on the first working day of the month.
pub fn falls_on(cadence: Cadence, day: Day, calendar: &WorkCalendar) -> bool {
    let first_since = |from: Day| {
        let before = from.series(jiff::Span::new().days(1)).take_while(|one| *one < day);
        before.into_iter().all(|one| !calendar.is_workday(one))
    };
    calendar.is_workday(day)
        && match cadence {
            Cadence::Daily => true,
            Cadence::Weekly => {
                let since = day.weekday().since(Weekday::Monday);
                first_since(day.saturating_sub(jiff::Span::new().days(since)))
            }
            Cadence::Monthly => first_since(day.first_of_month()),
        }
}

/// What is to be held within `days` days from `from` on, in order.
pub fn upcoming(
    series: &[&Series],
    from: Day,
    days: usize,
    calendar: &WorkCalendar,
) -> Vec<Occurrence> {
    let mut found = Vec::new();
    for day in from.series(jiff::Span::new().days(1)).take(days) {
        let held = series.iter().filter(|one| falls_on(one.cadence, day, calendar));
        let at = |one: &Series| Moment::at_civil(day.to_datetime(one.at));
        found.extend(held.map(|one| Occurrence { cadence: one.cadence, on: day, at: at(one) }));
    }
    found.sort_by_key(|one| (one.at, one.cadence));
    found
}

/// When the day is over on which a meeting was to be held.
pub(super) fn end_of(day: Day) -> Moment {
    Moment::at_civil(day.tomorrow().unwrap_or(Day::MAX).at(0, 0, 0, 0))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use xianban_kernel::WorkCalendar;

    use super::*;
    use crate::rooms::vocabulary;
    use crate::rules::{Rules, SHIPPED};

    fn calendar() -> WorkCalendar {
        let rules = Rules::parse(SHIPPED, vocabulary()).unwrap();
        WorkCalendar::new(rules.calendar).unwrap()
    }

    fn days(cadence: Cadence, (year, month): (i16, i8)) -> Vec<i8> {
        let first = date(year, month, 1);
        let all = first.series(jiff::Span::new().days(1)).take_while(|day| day.month() == month);
        all.filter(|day| falls_on(cadence, *day, &calendar())).map(Day::day).collect()
    }

    #[test]
    fn meetings_keep_to_working_days() {
        // The holiday of October 2026 ends on Wednesday the 7th; Saturday the 10th is worked for it.
        let first = days(Cadence::Daily, (2026, 10));
        assert_eq!(first.first_chunk(), Some(&[8, 9, 10, 12, 13]));
        assert_eq!(days(Cadence::Weekly, (2026, 10)), [8, 12, 19, 26]);
        assert_eq!(days(Cadence::Monthly, (2026, 10)), [8]);
        assert_eq!(days(Cadence::Monthly, (2026, 11)), [2], "the first is a Sunday");
    }

    #[test]
    fn a_week_has_one_weekly_meeting_and_a_month_one_monthly() {
        for month in 1..=12 {
            assert_eq!(days(Cadence::Monthly, (2026, month)).len(), 1, "in month {month}");
        }
        let all = date(2026, 1, 5).series(jiff::Span::new().days(1)).take(51 * 7);
        let all: Vec<Day> = all.collect();
        let calendar = calendar();
        for week in all.chunks(7) {
            let worked = week.iter().any(|day| calendar.is_workday(*day));
            let held = week.iter().filter(|day| falls_on(Cadence::Weekly, **day, &calendar));
            assert_eq!(held.count(), usize::from(worked), "in the week of {:?}", week.first());
        }
    }
}
