use proptest::prelude::*;

use super::*;
use crate::Certainty;
use crate::calendar::tests::{at, calendar};

fn limit(text: &str) -> TimeLimit {
    text.parse().unwrap()
}

fn due(text: &str, start: &str) -> Moment {
    limit(text).due(at(start), &calendar()).at
}

fn paused(text: &str, start: &str, pauses: &[(&str, &str)]) -> Moment {
    let pauses: Vec<_> = pauses.iter().map(|(from, to)| (at(from), at(to))).collect();
    limit(text).due_with_pauses(at(start), &pauses, &calendar()).at
}

fn yellow(text: &str, start: &str) -> Moment {
    let due = due(text, start);
    limit(text).yellow(at(start), due, &[], &calendar())
}

#[test]
fn a_limit_reads_as_it_is_written() {
    for text in ["24h", "4wh", "5wd", "15cd"] {
        assert_eq!(limit(text).to_string(), text);
    }
    assert_eq!(serde_json::to_string(&limit("5wd")).unwrap(), r#""5wd""#);
    assert_eq!(serde_json::from_str::<TimeLimit>(r#""15cd""#).unwrap(), limit("15cd"));
    assert_eq!(limit("5wd").said(), "5 个工作日");
}

#[test]
fn what_is_no_limit_is_refused() {
    for text in ["", "5", "wd", "0wd", "5 wd", "-1h", "5d", "70000h", "5wdx", "５wd"] {
        assert_eq!(text.parse::<TimeLimit>(), Err(LimitFault(text.into())), "{text}");
    }
}

#[test]
fn each_kind_of_limit_ends_by_its_own_clock() {
    let friday = "2026-11-27 16:00";
    assert_eq!(due("24h", friday), at("2026-11-28 16:00"));
    assert_eq!(due("4wh", friday), at("2026-11-30 11:00"));
    assert_eq!(due("5wd", friday), at("2026-12-04 17:30"));
    assert_eq!(due("1cd", friday), at("2026-11-30 17:30"));
}

#[test]
fn a_limit_over_new_year_is_provisional() {
    let due = limit("5wd").due(at("2026-12-29 09:00"), &calendar());
    assert_eq!((due.at, due.certainty), (at("2027-01-06 17:30"), Certainty::Provisional));
}

#[test]
fn hours_win_back_the_time_they_were_paused() {
    let pauses = [("2026-11-23 12:00", "2026-11-23 15:00")];
    assert_eq!(paused("24h", "2026-11-23 09:00", &pauses), at("2026-11-24 12:00"));
}

#[test]
fn overlapping_pauses_count_once() {
    let pauses = [
        ("2026-11-23 13:00", "2026-11-23 14:00"),
        ("2026-11-23 12:00", "2026-11-23 15:00"),
        ("2026-11-23 14:30", "2026-11-23 16:00"),
        ("2026-11-23 16:00", "2026-11-23 16:00"),
    ];
    assert_eq!(paused("24h", "2026-11-23 09:00", &pauses), at("2026-11-24 13:00"));
}

#[test]
fn working_limits_win_back_working_time_only() {
    let lunch_to_three = [("2026-11-23 12:00", "2026-11-23 15:00")];
    assert_eq!(paused("8wh", "2026-11-23 09:00", &[]), at("2026-11-24 09:30"));
    assert_eq!(paused("8wh", "2026-11-23 09:00", &lunch_to_three), at("2026-11-24 11:00"));
    let weekend = [("2026-11-27 18:00", "2026-11-30 08:00")];
    assert_eq!(paused("3wd", "2026-11-26 09:00", &weekend), at("2026-12-01 17:30"));
}

#[test]
fn working_days_end_at_close_of_business_after_a_pause_too() {
    let lunch_to_three = [("2026-11-23 12:00", "2026-11-23 15:00")];
    assert_eq!(paused("2wd", "2026-11-23 09:00", &lunch_to_three), at("2026-11-26 17:30"));
    let a_minute = [("2026-11-24 10:00", "2026-11-24 10:01")];
    assert_eq!(paused("2wd", "2026-11-23 09:00", &a_minute), at("2026-11-26 17:30"));
    let a_night = [("2026-11-24 17:30", "2026-11-25 08:30")];
    assert_eq!(paused("2wd", "2026-11-23 09:00", &a_night), at("2026-11-25 17:30"));
    let until_friday = [("2026-11-24 10:00", "2026-11-27 10:00")];
    assert_eq!(paused("2wd", "2026-11-23 09:00", &until_friday), at("2026-11-30 17:30"));
}

#[test]
fn a_pause_that_leads_into_a_year_without_a_notice_makes_the_date_provisional() {
    let pause = [(at("2026-12-28 10:00"), at("2026-12-29 10:00"))];
    let due = limit("3wd").due_with_pauses(at("2026-12-28 09:00"), &pause, &calendar());
    assert_eq!((due.at, due.certainty), (at("2027-01-04 17:30"), Certainty::Provisional));
}

#[test]
fn a_pause_of_whole_days_moves_working_days_by_as_many() {
    let three_days = [("2026-11-24 08:30", "2026-11-26 17:30")];
    assert_eq!(paused("5wd", "2026-11-23 09:00", &three_days), at("2026-12-03 17:30"));
}

#[test]
fn calendar_days_run_on_to_close_of_business() {
    let two_days = [("2026-11-24 10:00", "2026-11-26 10:00")];
    assert_eq!(paused("7cd", "2026-11-23 09:00", &two_days), at("2026-12-02 17:30"));
    let one_hour = [("2026-11-24 10:00", "2026-11-24 11:00")];
    assert_eq!(paused("7cd", "2026-11-23 09:00", &one_hour), at("2026-12-01 17:30"));
}

#[test]
fn pauses_outside_the_run_change_nothing() {
    let outside =
        [("2026-11-20 09:00", "2026-11-23 09:00"), ("2026-11-30 17:30", "2026-12-09 09:00")];
    assert_eq!(paused("5wd", "2026-11-23 09:00", &outside), at("2026-11-30 17:30"));
}

#[test]
fn a_changed_limit_leaves_four_working_hours() {
    let (start, now) = (at("2026-11-23 09:00"), at("2026-11-26 16:30"));
    let anew = |text| limit(text).due_anew(start, now, &[], &calendar()).at;
    assert_eq!(anew("1wd"), at("2026-11-27 11:30"));
    assert_eq!(anew("15wd"), at("2026-12-14 17:30"));
}

#[test]
fn long_limits_turn_yellow_one_working_day_before() {
    assert_eq!(yellow("5wd", "2026-11-23 09:00"), at("2026-11-27 17:30"));
    assert_eq!(yellow("72h", "2026-11-20 10:00"), at("2026-11-20 10:00").plus_hours(54));
    assert_eq!(yellow("72h", "2026-11-24 10:00"), at("2026-11-26 10:00"));
    assert_eq!(yellow("15cd", "2026-11-23 09:00"), at("2026-12-07 17:30"));
}

#[test]
fn short_limits_turn_yellow_at_three_quarters() {
    assert_eq!(yellow("24h", "2026-11-23 09:00"), at("2026-11-24 03:00"));
    assert_eq!(yellow("4wh", "2026-11-23 08:30"), at("2026-11-23 11:30"));
    assert_eq!(yellow("8wh", "2026-11-23 09:00"), at("2026-11-23 16:30"));
    assert_eq!(yellow("1wd", "2026-11-27 16:00"), at("2026-11-30 15:15"));
    assert_eq!(yellow("1cd", "2026-11-27 16:00"), at("2026-11-30 15:15"));
}

#[test]
fn three_quarters_leave_out_the_pause() {
    let pauses = [(at("2026-11-23 10:00"), at("2026-11-23 14:00"))];
    let (start, calendar) = (at("2026-11-23 09:00"), calendar());
    let due = limit("24h").due_with_pauses(start, &pauses, &calendar).at;
    assert_eq!(limit("24h").yellow(start, due, &pauses, &calendar), at("2026-11-24 07:00"));
}

fn any_limit() -> impl Strategy<Value = TimeLimit> {
    prop_oneof![
        (1_u16..200).prop_map(TimeLimit::Hours),
        (1_u16..60).prop_map(TimeLimit::WorkingHours),
        (1_u16..30).prop_map(TimeLimit::WorkingDays),
        (1_u16..60).prop_map(TimeLimit::CalendarDays),
    ]
}

fn any_limit_in_days() -> impl Strategy<Value = TimeLimit> {
    any_limit().prop_filter("a limit in days", |limit| {
        matches!(limit, TimeLimit::WorkingDays(_) | TimeLimit::CalendarDays(_))
    })
}

fn any_moment() -> impl Strategy<Value = Moment> {
    let (from, to) = (at("2026-01-01 00:00").millis(), at("2026-12-31 00:00").millis());
    (from..to).prop_map(Moment::from_millis)
}

fn any_pauses() -> impl Strategy<Value = Vec<(Moment, Moment)>> {
    let pause = (any_moment(), 0_i64..400_000_000);
    prop::collection::vec(pause.prop_map(|(from, length)| (from, from.plus_millis(length))), 0..4)
}

proptest! {
    #[test]
    fn a_pause_never_shortens_and_yellow_lies_between(
        limit in any_limit(), start in any_moment(), pauses in any_pauses(),
    ) {
        let calendar = calendar();
        let due = limit.due_with_pauses(start, &pauses, &calendar).at;
        prop_assert!(due >= limit.due(start, &calendar).at);
        let yellow = limit.yellow(start, due, &pauses, &calendar);
        prop_assert!(start < yellow && yellow < due, "{start} {yellow} {due}");
    }

    #[test]
    fn a_working_limit_always_gives_its_full_working_time(
        count in 1_u16..60, start in any_moment(), pauses in any_pauses(),
    ) {
        let calendar = calendar();
        let limit = TimeLimit::WorkingHours(count);
        let due = limit.due_with_pauses(start, &pauses, &calendar).at;
        let run = Meter::Office(&calendar).run(start, due, &pauses);
        prop_assert_eq!(run, i64::from(count) * 3_600_000);
    }

    #[test]
    fn limits_in_days_end_at_close_of_business_of_a_working_day(
        limit in any_limit_in_days(), start in any_moment(), pauses in any_pauses(),
    ) {
        let calendar = calendar();
        let due = limit.due_with_pauses(start, &pauses, &calendar).at;
        prop_assert!(calendar.is_workday(due.day()));
        prop_assert_eq!(due.civil().time(), jiff::civil::time(17, 30, 0, 0));
    }

    #[test]
    fn a_longer_pause_never_brings_it_due_earlier(
        limit in any_limit(), start in any_moment(), pauses in any_pauses(), more in 0_i64..90_000_000,
    ) {
        let calendar = calendar();
        let longer: Vec<_> = pauses.iter().map(|&(from, to)| (from, to.plus_millis(more))).collect();
        let due = |pauses: &[_]| limit.due_with_pauses(start, pauses, &calendar).at;
        prop_assert!(due(&pauses) <= due(&longer));
        let none: Vec<_> = pauses.iter().map(|&(from, _)| (from, from)).collect();
        prop_assert_eq!(due(&none), limit.due(start, &calendar).at);
    }
}
