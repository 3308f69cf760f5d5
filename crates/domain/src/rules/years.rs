//! The years of the shipped calendar, counted another way than the calendar counts.

use xianban_kernel::{Certainty, Day, WorkCalendar};

use super::{Rules, SHIPPED};

fn calendar() -> WorkCalendar {
    WorkCalendar::new(Rules::parse(SHIPPED).unwrap().calendar).unwrap()
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

#[test]
fn what_no_notice_has_settled_is_marked() {
    let calendar = calendar();
    let certain = |year: i16| calendar.certainty(Day::constant(year, 3, 1));
    assert_eq!([2024, 2025, 2026].map(certain), [Certainty::Published; 3]);
    assert_eq!([2023, 2027].map(certain), [Certainty::Provisional; 2]);
}
