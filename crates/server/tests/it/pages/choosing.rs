//! Choosing what an appeal is about, out of some hundred matters.

use axum::http::StatusCode;
use xianban_testkit::visits::{House, Visitor};

use super::depth::{made, moves, unit};
use super::in_the_house;

/// A matter that waits for its assessment.
fn waiting(staff: &mut Visitor<'_>, text: &str) -> String {
    staff.get("/c/new");
    let filed = staff.send(
        "/c/new",
        &[
            ("kind", "livelihood"),
            ("category", "other"),
            ("text", text),
            ("channel", "phone"),
            ("place_words", "一期三号楼"),
        ],
    );
    let no = Visitor::filed(&filed);
    made(&moves(staff, &no, "accept", &[]));
    no
}

fn clerk(house: &House) -> Visitor<'_> {
    house.staff("sun.dispatch", &[("platform", "dispatcher")])
}

#[test]
fn the_applicant_s_own_words_propose_the_matter() {
    in_the_house(|house| {
        let mut clerk = clerk(house);
        let no = waiting(&mut clerk, "楼下那户在绿地上圈地种菜，还浇粪，气味很大。");
        let page = clerk.get(&format!("/c/appeals/{no}/assess"));
        let first = page.between("照诉求的内容，可能是\"><option value=\"", "\"");
        assert_eq!(first, "greening.occupied");
        page.holds(&["<optgroup label=\"绿化 · 绿地保护\">"]);
        page.hides(&[" selected>占绿种地"]);
    });
}

#[test]
fn without_scripts_one_looks_for_a_matter_and_keeps_what_was_written() {
    in_the_house(|house| {
        let mut clerk = clerk(house);
        let no = waiting(&mut clerk, "路中间的盖子没有了，孩子差点掉下去。");
        let typed = [("look", "1"), ("find", "井盖"), ("facts", "已经放了警示牌。")];
        let page = moves(&mut clerk, &no, "assess", &typed);
        assert_eq!(page.status, StatusCode::OK);
        page.says(&["井盖丢失松动（紧急）", "已经放了警示牌。"]).hides(&["养老与助残 · 助餐"]);
        page.holds(&["value=\"井盖\""]);
        let nothing = moves(&mut clerk, &no, "assess", &[("look", "1"), ("find", "飞碟")]);
        nothing.holds(&["没有找到“飞碟”", "养老与助残 · 助餐"]);
        let lead = unit(house, "city_management");
        let chosen = [("matter", "traffic.manholes"), ("lane", "usual"), ("unit", lead.as_str())];
        made(&moves(&mut clerk, &no, "assess", &chosen));
        clerk.get(&format!("/c/appeals/{no}")).says(&["交通出行 / 井盖丢失松动", "紧急"]);
    });
}

#[test]
fn a_program_gets_the_matters_under_their_headings() {
    in_the_house(|house| {
        let mut clerk = clerk(house);
        let no = waiting(&mut clerk, "电梯又困人了。");
        let form = clerk.json(&format!("/c/appeals/{no}/assess?find=电梯困人")).json();
        let field = &form["fields"][0];
        assert_eq!(field["control"], "search");
        assert_eq!(field["shelves"][0]["choices"][0]["code"], "building.lift_trapped");
    });
}
