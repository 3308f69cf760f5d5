//! The years of the shipped calendar, counted another way than the calendar counts.

use crate::rooms::vocabulary;
use xianban_kernel::{Certainty, Day, Moment, TimeLimit, WorkCalendar};

use super::{Rules, SHIPPED};

fn calendar() -> WorkCalendar {
    WorkCalendar::new(Rules::parse(SHIPPED, vocabulary()).unwrap().calendar).unwrap()
}

fn days_of(year: i16) -> impl Iterator<Item = Day> {
    Day::constant(year, 1, 1)
        .series(jiff::Span::new().days(1))
        .take_while(move |d| d.year() == year)
}

/// By hand: weekdays of the year, less the holidays that fall on them, and the weekends worked instead.
#[test]
fn each_year_has_as_many_working_days_as_its_notice_leaves() {
    let calendar = calendar();
    let by_hand = [
        // 元旦 1, 春节 5, 清明 2, 劳动节 3, 端午 1, 中秋 2, 国庆 5
        (2024, 262 - 19 + 8),
        // 元旦 1, 春节 6, 清明 1, 劳动节 3, 端午 1, 国庆和中秋 6
        (2025, 261 - 18 + 5),
        // 元旦 2, 春节 6, 清明 1, 劳动节 3, 端午 1, 中秋 1, 国庆 5
        (2026, 261 - 19 + 6),
    ];
    for (year, days) in by_hand {
        let worked = days_of(year).filter(|day| calendar.is_workday(*day)).count();
        assert_eq!(worked, days, "{year}");
    }
}

/// Days made up for aside, a notice gives at least the days that the law fixes: what the office took
/// to be off before the notice came was off.
#[test]
fn the_notices_give_the_days_that_were_off_before_they_came() {
    let published = calendar();
    let mut data = Rules::parse(SHIPPED, vocabulary()).unwrap().calendar;
    data.years.clear();
    let before = WorkCalendar::new(data).unwrap();
    let weekday = |day: &Day| day.weekday().to_monday_zero_offset() < 5;
    for year in [2024, 2025, 2026] {
        let law: Vec<Day> =
            days_of(year).filter(weekday).filter(|day| !before.is_workday(*day)).collect();
        assert!(law.len() >= 8, "{year}: {law:?}");
        for day in law {
            assert!(!published.is_workday(day), "{day}");
        }
    }
}

#[test]
fn what_no_notice_has_settled_is_marked() {
    let calendar = calendar();
    let certain = |year: i16| calendar.certainty(Day::constant(year, 3, 1));
    assert_eq!([2024, 2025, 2026].map(certain), [Certainty::Published; 3]);
    assert_eq!([2023, 2027].map(certain), [Certainty::Provisional; 2]);
}

/// Deadlines that another implementation counted, minute by minute, over three years with their
/// holidays and the weekends worked instead; how they were made stands beside them.
const DEADLINES: &str = include_str!("../../golden/deadlines.txt");

#[test]
fn deadlines_are_those_of_an_independent_calendar() {
    let calendar = calendar();
    let at = |text: &str| Moment::parse(&format!("{text}:00+08:00")).unwrap();
    let mut counted = 0;
    for line in DEADLINES.lines() {
        let [start, limit, due] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let limit: TimeLimit = limit.parse().unwrap();
        let ours = limit.due(at(start), &calendar);
        assert_eq!(ours.at, at(due), "{line}");
        counted += 1;
    }
    assert!(counted > 3000, "{counted} lines");
}

#[test]
fn a_deadline_that_reaches_into_a_year_without_a_notice_is_flagged() {
    let calendar = calendar();
    let start = Moment::parse("2026-12-30T10:00:00+08:00").unwrap();
    let due = |limit: &str| limit.parse::<TimeLimit>().unwrap().due(start, &calendar).certainty;
    assert_eq!(due("1wd"), Certainty::Published);
    assert_eq!(due("5wd"), Certainty::Provisional);
    assert_eq!(due("24h"), Certainty::Published, "hours on the wall need no notice");
}
