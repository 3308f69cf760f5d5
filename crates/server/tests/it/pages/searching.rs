use xianban_kernel::{DossierId, Moment, Seed};
use xianban_store::{Entry, LOOKED, index_text};
use xianban_testkit::visits::Visitor;

use super::in_the_house;

/// Enters what a visitor said; the number.
fn filed(clerk: &mut Visitor<'_>, words: &str) -> String {
    clerk.get("/c/new");
    let fields = [
        ("kind", "livelihood"),
        ("category", "property"),
        ("text", words),
        ("place_unknown", "1"),
        ("channel", "visit"),
    ];
    let slip = clerk.send("/c/new", &fields);
    Visitor::filed(&slip)
}

#[test]
fn staff_find_by_number_by_words_and_by_where_it_stands() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let no = filed(&mut clerk, "三单元楼道灯坏了三天。");
        let other = filed(&mut clerk, "广场舞太吵。");
        let mut office = house.staff("sun.office", &[("platform", "dispatcher")]);
        office.get("/c").says(&["查找诉求"]);
        office.get(&format!("/c/appeals?q={no}")).says(&[&no]).hides(&[&other]);
        office.get("/c/appeals?q=%E6%A5%BC%E9%81%93%E7%81%AF").says(&[&no]).hides(&[&other]);
        office.get("/c/appeals?standing=submitted").says(&[&no, &other]);
        office.get("/c/appeals?standing=closed").says(&["没有找到"]).hides(&[&no]);
        office.get("/c/appeals?overdue=yes").hides(&[&no]);
    });
}

#[test]
fn what_somebody_may_not_open_he_does_not_find() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let no = filed(&mut clerk, "三单元楼道灯坏了三天。");
        let mut stranger = house.staff("zhao.lei", &[("zh_city", "handler")]);
        for query in [no.as_str(), "%E6%A5%BC%E9%81%93%E7%81%AF", ""] {
            let found = stranger.get(&format!("/c/appeals?q={query}"));
            found.says(&["没有找到"]).hides(&[&format!("/c/appeals/{no}")]);
        }
    });
}

#[test]
fn what_is_searched_for_is_shown_as_text() {
    in_the_house(|house| {
        let mut office = house.staff("sun.office", &[("platform", "dispatcher")]);
        let found = office.get("/c/appeals?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        found.says(&["没有找到"]).hides(&["<script>alert(1)"]);
    });
}

/// Every way in which somebody may write what he looks for.
#[test]
fn width_case_traditional_signs_and_parts_of_the_number_find_it() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let no = filed(&mut clerk, "Ａ２區樓道的LED燈壞了，請來看看。");
        let other = filed(&mut clerk, "广场舞太吵。");
        let mut office = house.staff("sun.office", &[("platform", "dispatcher")]);
        let digits = no.trim_start_matches("LS");
        let (day, tail) = digits.split_once('-').unwrap();
        let ways = [
            "a2区",
            "Ａ２区",
            "楼道",
            "樓道",
            "ｌｅｄ灯",
            "燈",
            digits,
            tail,
            &tail[6..],
            &tail[2..7],
        ];
        let small = no.to_lowercase();
        for way in ways.into_iter().chain([small.as_str()]) {
            let found = office.get(&format!("/c/appeals?q={}", escaped(way)));
            found.says(&[&no]).hides(&[&other]);
        }
        office.get(&format!("/c/appeals?q={day}")).says(&[&no, &other]);
    });
}

#[test]
fn a_phone_finds_what_its_owner_filed_for_staff_who_may_know_it() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        clerk.get("/c/new");
        let fields = [
            ("kind", "livelihood"),
            ("category", "property"),
            ("text", "三单元门禁坏了。"),
            ("place_unknown", "1"),
            ("channel", "visit"),
            ("phone", "13812346621"),
        ];
        let no = Visitor::filed(&clerk.send("/c/new", &fields));
        let mut other = house.staff("li.city", &[("zh_city", "handler")]);
        for way in ["13812346621", "+86 138-1234-6621", "１３８１２３４６６２１"] {
            let way = escaped(way);
            clerk.get(&format!("/c/appeals?q={way}")).says(&[&no]);
            other.get(&format!("/c/appeals?q={way}")).says(&["没有找到"]).hides(&[&no]);
        }
        clerk.get("/c/appeals?q=13812346622").says(&["没有找到"]).hides(&[&no]);
    });
}

fn escaped(text: &str) -> String {
    let bytes: Vec<_> = text.bytes().map(|byte| format!("%{byte:02X}")).collect();
    bytes.concat()
}

#[test]
fn whoever_seeks_among_very_many_reads_how_far_back_was_looked_and_goes_on() {
    in_the_house(|house| {
        let mut clerk = house.staff("wang.clerk", &[("cgss", "clerk")]);
        let no = filed(&mut clerk, "三单元楼道灯坏了三天。");
        let later = house.now().plus_millis(86_400_000);
        let flooded = house.office.db.write_blocking(Seed::fixed(3), move |tx| {
            floods(tx, later);
            Ok::<_, xianban_store::Error>(())
        });
        flooded.unwrap();
        let first = clerk.get("/c/appeals?q=%E6%A5%BC%E9%81%93%E7%81%AF");
        first
            .says(&["较近的诉求里没有找到。", "已经找到", "更早的还没有找。", "往更早找"])
            .hides(&[&no]);
        let next = first.between("<p class=\"more\">\n    <a class=\"btn o\" href=\"", "\"");
        clerk.get(&next.replace("&#38;", "&")).says(&[&no]).hides(&["往更早找"]);
    });
}

/// So many newer texts with these words that the clerk may not read.
fn floods(tx: &mut xianban_store::Tx<'_>, at: Moment) {
    let first = DossierId::first_at(at).value();
    for n in 0..i64::try_from(LOOKED).unwrap() + 10 {
        let entry = Entry { id: first + n, kind: "appeal", scope: "37/3702/370212", at };
        index_text(tx, entry, "楼道灯坏了").unwrap();
    }
}
