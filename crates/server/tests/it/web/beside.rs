//! Urging, publishing, and looks at the applicant, on the pages.

use axum::http::StatusCode;

use super::in_the_house;

const PHONE: &str = "13812346621";

#[test]
fn a_resident_urges_with_one_press_and_staff_see_it() {
    in_the_house(|house| {
        let resident = house.resident(PHONE);
        let clerk = house.staff("wangmin", "cgss", &["clerk"]);
        let no = resident.files();
        let (page, urging) = (format!("/appeals/{no}"), format!("/appeals/{no}/urge"));
        let opened = resident.opens(&page);
        assert!(opened.says("催一下"));
        assert_eq!(resident.sends(&opened, &urging, &[]).status, StatusCode::SEE_OTHER);

        let after = resident.opens(&page);
        assert!(after.says("您催办了") && !after.says("催一下"), "{}", after.text);
        let again = resident.sends(&opened, &urging, &[]);
        assert!(again.says("11月24日 09:00"), "{}", again.text);
        assert!(clerk.opens("/c/inbox/accept").says("催办 1 次"));
        assert!(clerk.opens(&format!("/c/appeals/{no}")).says("诉求人催办"));
        assert!(clerk.reads(&format!("/c/appeals/{no}")).says("urged.1"));
    });
}

#[test]
fn a_note_is_published_by_a_second_person_from_its_place_in_the_trace() {
    in_the_house(|house| {
        let resident = house.resident(PHONE);
        let author = house.staff("wangmin", "cgss", &["clerk"]);
        let second = house.staff("liqiang", "cgss", &["secretary"]);
        let no = resident.files();
        let (mine, theirs) = (format!("/appeals/{no}"), format!("/c/appeals/{no}"));
        let noting = format!("{theirs}/note");
        author.sends(&author.opens(&noting), &noting, &[("words", "周五上门清理。")]);
        assert!(!resident.opens(&mine).says("周五上门清理。"));
        assert!(!author.opens(&theirs).says("公开这条"), "an author does not publish himself");

        let page = second.opens(&theirs);
        let publishing = format!("{theirs}/publish");
        assert!(page.says(&format!("{publishing}?entry=2")), "{}", page.text);
        let form = second.opens(&format!("{publishing}?entry=2"));
        assert!(form.says("value=\"2\" checked"), "{}", form.text);
        let done = second.sends(&form, &publishing, &[("entry", "2")]);
        assert_eq!(done.status, StatusCode::SEE_OTHER);
        assert!(resident.opens(&mine).says("周五上门清理。"));
        assert!(second.opens(&theirs).says("已公开给诉求人"));
    });
}

#[test]
fn the_applicant_is_shown_once_for_a_reason_that_he_reads() {
    in_the_house(|house| {
        let resident = house.resident(PHONE);
        let clerk = house.staff("wangmin", "cgss", &["clerk"]);
        let no = resident.files();
        let page = format!("/c/appeals/{no}");
        let looking = format!("{page}/read_identity");
        assert!(clerk.opens(&page).says(&looking) && !clerk.opens(&page).says(PHONE));

        let form = clerk.opens(&looking);
        let without = clerk.sends(&form, &looking, &[("reason", " ")]);
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!without.says(PHONE));
        let seen = clerk.sends(&form, &looking, &[("reason", "约时间上门")]);
        assert!(seen.says(&format!("tel:{PHONE}")), "{}", seen.text);
        let mark = "wangmin 春光山色社区 2026-11-23 09:";
        assert!(seen.says(mark) && seen.says("<svg class=\"wm\" aria-hidden=\"true\""));
        assert!(!clerk.opens(&looking).says(PHONE) && !clerk.opens(&page).says(PHONE));

        let mine = resident.opens(&format!("/appeals/{no}"));
        assert!(mine.says("春光山色社区 · 受理员") && mine.says("约时间上门"), "{}", mine.text);
        assert!(!mine.says("wangmin"));
    });
}

#[test]
fn a_stranger_finds_nothing_where_the_applicant_could_be_seen() {
    in_the_house(|house| {
        let no = house.resident(PHONE).files();
        let looking = format!("/c/appeals/{no}/read_identity");
        let stranger = house.staff("zhaolei", "zh_city", &["head"]);
        assert_eq!(stranger.opens(&looking).status, StatusCode::NOT_FOUND);
        let reviewer = house.staff("sunli", "platform", &["reviewer"]);
        assert_eq!(reviewer.opens(&looking).status, StatusCode::NOT_FOUND);
        assert!(!reviewer.opens(&format!("/c/appeals/{no}")).says("read_identity"));
    });
}
