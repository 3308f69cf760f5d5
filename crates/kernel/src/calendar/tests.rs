use jiff::civil::date;
use proptest::prelude::*;

use super::*;

/// The State Council's notice for 2026; the years around it are not listed.
const NOTICES: &str = r#"
    version = "2026-1"
    office_hours = [{ from = "08:30", to = "12:00" }, { from = "13:30", to = "17:30" }]

    [[years]]
    year = 2026
    published = true
    source = "国务院办公厅关于2026年部分节假日安排的通知"
    holidays = [
        { from = "2026-01-01", to = "2026-01-03" },
        { from = "2026-02-15", to = "2026-02-23" },
        { from = "2026-04-04", to = "2026-04-06" },
        { from = "2026-05-01", to = "2026-05-05" },
        { from = "2026-06-19", to = "2026-06-21" },
        { from = "2026-09-25", to = "2026-09-27" },
        { from = "2026-10-01", to = "2026-10-07" },
    ]
    workdays = [
        "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10",
    ]
"#;

pub(crate) fn calendar() -> WorkCalendar {
    WorkCalendar::new(toml::from_str(NOTICES).unwrap()).unwrap()
}

/// A moment as people write it: `2026-11-23 09:00`, in China.
pub(crate) fn at(text: &str) -> Moment {
    Moment::at_civil(text.parse().unwrap())
}

fn published(text: &str) -> Due {
    Due { at: at(text), certainty: Certainty::Published }
}

fn provisional(text: &str) -> Due {
    Due { at: at(text), certainty: Certainty::Provisional }
}

#[test]
fn the_notice_moves_days_off_and_days_worked() {
    let calendar = calendar();
    let worked = |month, day| calendar.is_workday(date(2026, month, day));
    assert!(worked(11, 23), "a plain Monday");
    assert!(!worked(11, 22), "a plain Sunday");
    assert!(!worked(2, 16), "a Monday in the spring festival");
    assert!(worked(2, 14) && worked(2, 28), "Saturdays worked for the spring festival");
    assert!(worked(1, 4) && !worked(1, 2), "New Year");
    assert!(!worked(10, 7) && worked(10, 8) && worked(10, 10), "national day");
}

#[test]
fn the_2026_notice_leaves_248_working_days() {
    let (days, certainty) =
        calendar().working_days_between(at("2025-12-31 12:00"), at("2026-12-31 12:00"));
    assert_eq!((days, certainty), (248, Certainty::Published));
}

#[test]
fn working_days_end_at_close_of_business_and_skip_the_start_day() {
    let calendar = calendar();
    let monday = at("2026-11-23 09:00");
    assert_eq!(calendar.add_working_days(monday, 5), published("2026-11-30 17:30"));
    assert_eq!(calendar.add_working_days(monday, 1), published("2026-11-24 17:30"));
    assert_eq!(calendar.add_working_days(at("2026-11-21 23:59"), 1), published("2026-11-23 17:30"));
}

#[test]
fn no_working_day_means_the_next_close_of_business() {
    let calendar = calendar();
    assert_eq!(calendar.add_working_days(at("2026-11-23 09:00"), 0), published("2026-11-23 17:30"));
    assert_eq!(calendar.add_working_days(at("2026-11-22 09:00"), 0), published("2026-11-23 17:30"));
    assert_eq!(calendar.add_working_days(at("2026-11-23 20:00"), 0), published("2026-11-24 17:30"));
}

#[test]
fn working_days_count_exchanged_saturdays() {
    let calendar = calendar();
    let before = at("2026-02-13 10:00");
    assert_eq!(calendar.add_working_days(before, 1), published("2026-02-14 17:30"), "a Saturday");
    assert_eq!(calendar.add_working_days(before, 2), published("2026-02-24 17:30"));
    assert_eq!(calendar.add_working_days(before, 6), published("2026-02-28 17:30"), "a Saturday");
    assert_eq!(calendar.add_working_days(before, 7), published("2026-03-02 17:30"));
}

#[test]
fn past_new_year_the_date_is_provisional() {
    let calendar = calendar();
    let late = at("2026-12-30 16:00");
    assert_eq!(calendar.add_working_days(late, 1), published("2026-12-31 17:30"));
    assert_eq!(
        calendar.add_working_days(late, 2),
        provisional("2027-01-04 17:30"),
        "not on New Year"
    );
    assert_eq!(calendar.add_working_hours(late, 2), published("2026-12-31 09:00"));
    assert_eq!(calendar.add_working_hours(late, 10), provisional("2027-01-04 09:30"));
    assert_eq!(calendar.add_hours(late, 72), published("2027-01-02 16:00"), "hours are hours");
}

#[test]
fn a_year_without_a_notice_keeps_the_holidays_of_the_law() {
    let calendar = calendar();
    let worked = |month, day| calendar.is_workday(date(2027, month, day));
    assert!(!worked(1, 1) && !worked(2, 5) && !worked(2, 8) && worked(2, 9), "new years");
    assert!(!worked(4, 5) && !worked(6, 9) && !worked(9, 15) && !worked(10, 1), "the others");
    assert!(worked(5, 3) && worked(10, 4), "days made up for are not guessed");
    let due = calendar.add_working_days(at("2026-12-28 10:00"), 5);
    assert_eq!(due, provisional("2027-01-05 17:30"));
}

#[test]
fn what_is_known_of_a_year_in_part_goes_before_the_law() {
    let part = r#"
        [[years]]
        year = 2027
        published = false
        holidays = ["2027-01-04"]
        workdays = ["2027-01-01"]
    "#;
    let calendar = WorkCalendar::new(toml::from_str(&format!("{NOTICES}{part}")).unwrap()).unwrap();
    assert!(calendar.is_workday(date(2027, 1, 1)) && !calendar.is_workday(date(2027, 1, 4)));
    assert!(!calendar.is_workday(date(2027, 2, 8)), "what it does not speak of is the law's");
}

#[test]
fn a_sentence_says_that_a_notice_may_still_move_it() {
    assert_eq!(published("2026-11-24 09:00").said(), "11月24日 09:00");
    assert_eq!(provisional("2027-01-05 17:30").said(), "1月5日 17:30（放假安排公布前暂定）");
    let later = provisional("2027-01-05 17:30").not_before(at("2027-01-06 09:00"));
    assert_eq!(later, provisional("2027-01-06 09:00"));
    assert!(!Due::agreed(at("2027-01-05 17:30")).is_provisional(), "somebody chose it");
}

#[test]
fn working_hours_stop_for_lunch_night_and_weekend() {
    let calendar = calendar();
    let due = |start, hours| calendar.add_working_hours(at(start), hours);
    assert_eq!(due("2026-11-23 11:00", 2), published("2026-11-23 14:30"));
    assert_eq!(due("2026-11-23 12:30", 1), published("2026-11-23 14:30"));
    assert_eq!(due("2026-11-23 06:00", 1), published("2026-11-23 09:30"));
    assert_eq!(due("2026-11-23 17:00", 4), published("2026-11-24 12:00"), "lunch, not after it");
    assert_eq!(due("2026-11-27 17:00", 1), published("2026-11-30 09:00"));
    assert_eq!(due("2026-09-30 16:30", 2), published("2026-10-08 09:30"), "over national day");
}

#[test]
fn calendar_days_ending_on_a_day_off_end_on_the_next_working_day() {
    let calendar = calendar();
    let due = |start, days| calendar.add_calendar_days(at(start), days);
    assert_eq!(due("2026-11-23 09:00", 4), published("2026-11-27 17:30"));
    assert_eq!(due("2026-11-23 09:00", 5), published("2026-11-30 17:30"), "Saturday gives way");
    assert_eq!(due("2026-09-20 09:00", 15), published("2026-10-08 17:30"));
    assert_eq!(due("2026-12-20 09:00", 15), provisional("2027-01-04 17:30"));
}

#[test]
fn days_left_count_down_to_nothing_and_below() {
    let calendar = calendar();
    let left = |now, due| calendar.working_days_between(at(now), at(due)).0;
    assert_eq!(left("2026-11-23 09:00", "2026-11-26 17:30"), 3);
    assert_eq!(left("2026-11-26 09:00", "2026-11-26 17:30"), 0);
    assert_eq!(left("2026-11-30 09:00", "2026-11-26 17:30"), -2);
    assert_eq!(left("2026-02-13 09:00", "2026-02-24 17:30"), 2);
}

#[test]
fn one_working_day_before_skips_the_weekend() {
    let calendar = calendar();
    let before = |due| calendar.one_working_day_before(at(due));
    assert_eq!(before("2026-11-23 17:30"), published("2026-11-20 17:30"));
    assert_eq!(before("2026-02-24 10:00"), published("2026-02-14 10:00"));
    assert_eq!(before("2027-01-05 10:00"), provisional("2027-01-04 10:00"));
}

fn any_moment() -> impl Strategy<Value = Moment> {
    let (from, to) = (at("2025-12-01 00:00").millis(), at("2027-02-28 00:00").millis());
    (from..to).prop_map(Moment::from_millis)
}

proptest! {
    /// Without a notice; with one, a day of the law may be exchanged.
    #[test]
    fn no_limit_ends_on_a_holiday_of_the_law(days in 0_i32..8_000, count in 1_u16..40) {
        let start = date(2026, 12, 1).saturating_add(jiff::Span::new().days(days));
        let start = Moment::at_civil(start.at(10, 0, 0, 0));
        let calendar = calendar();
        for due in [
            calendar.add_working_days(start, count),
            calendar.add_working_hours(start, count),
            calendar.add_calendar_days(start, count),
        ] {
            prop_assert!(calendar.is_workday(due.at.day()));
            let settled = calendar.certainty(due.at.day()) == Certainty::Published;
            prop_assert!(settled || !is_statutory(due.at.day()));
            prop_assert!(settled || due.certainty == Certainty::Provisional);
        }
    }

    #[test]
    fn a_limit_in_working_days_always_ends_at_close_of_a_working_day(
        start in any_moment(), count in 0_u16..60,
    ) {
        let calendar = calendar();
        let due = calendar.add_working_days(start, count).at;
        prop_assert!(calendar.is_workday(due.day()));
        prop_assert_eq!(due.civil().time(), jiff::civil::time(17, 30, 0, 0));
        if count > 0 {
            prop_assert_eq!(calendar.working_days_between(start, due).0, i64::from(count));
        }
    }

    #[test]
    fn working_time_added_is_working_time_passed(start in any_moment(), millis in 1_i64..400_000_000) {
        let calendar = calendar();
        let due = calendar.add_working_millis(start, millis);
        prop_assert_eq!(calendar.working_millis_between(start, due.at).0, millis);
    }

    #[test]
    fn a_longer_limit_never_ends_earlier(start in any_moment(), a in 0_u16..60, b in 0_u16..60) {
        let calendar = calendar();
        let (less, more) = (a.min(b), a.max(b));
        prop_assert!(calendar.add_working_days(start, less).at <= calendar.add_working_days(start, more).at);
        prop_assert!(calendar.add_calendar_days(start, less).at <= calendar.add_calendar_days(start, more).at);
        prop_assert!(calendar.add_working_hours(start, less).at <= calendar.add_working_hours(start, more).at);
    }
}
