//! Two people at the same appeal at the same time.

use axum::http::StatusCode;

use super::{House, in_the_house};

fn two_clerks_open_a_form(
    house: &House,
    then: impl Fn(&str, &super::Guest<'_>, &super::Guest<'_>),
) {
    let no = house.resident("13812346621").files();
    let first = house.staff("wangmin", "cgss", &["clerk"]);
    let second = house.staff("liqiang", "cgss", &["clerk"]);
    then(&format!("/c/appeals/{no}"), &first, &second);
}

#[test]
fn the_second_is_told_what_changed_and_keeps_what_he_typed() {
    in_the_house(|house| {
        two_clerks_open_a_form(house, |appeal, first, second| {
            let (accepting, answering) = (format!("{appeal}/accept"), format!("{appeal}/answer"));
            let opened = second.opens(&answering);
            let fields = [("matter", "greening.occupied"), ("words", "周五前清理完毕。")];
            let accepted = first.sends(&first.opens(&accepting), &accepting, &[]);
            assert_eq!(accepted.status, StatusCode::SEE_OTHER);

            let late = second.sends(&opened, &answering, &fields);
            assert_eq!(late.status, StatusCode::CONFLICT);
            assert!(late.says("周五前清理完毕。"), "{}", late.text);
            assert!(late.says("刚刚的变化：春光山色社区已接单。"), "{}", late.text);

            let again = second.sends(&late, &answering, &fields);
            assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.text);
            assert!(first.opens(appeal).says("待审核"));
        });
    });
}

#[test]
fn words_that_only_add_never_come_too_late() {
    in_the_house(|house| {
        two_clerks_open_a_form(house, |appeal, first, second| {
            let (accepting, noting) = (format!("{appeal}/accept"), format!("{appeal}/note"));
            let opened = second.opens(&noting);
            first.sends(&first.opens(&accepting), &accepting, &[]);
            let noted = second.sends(&opened, &noting, &[("words", "已电话核实。")]);
            assert_eq!(noted.status, StatusCode::SEE_OTHER);
            assert!(first.opens(appeal).says("已电话核实。"));
        });
    });
}
