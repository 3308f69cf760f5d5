//! An answer at once settles what the matter is about, as an assessment would.

use axum::http::StatusCode;
use serde_json::Value;
use xianban_domain::rules::{AppealKind, MatterCode};
use xianban_testkit::visits::{House, Visitor};

use super::depth::{PHONE, made, moves};
use super::in_the_house;

const LAMPS: &str = "traffic.lamps";
const WORDS: &str = "灯头已经换好，晚上会亮。";

fn filed(dispatcher: &mut Visitor<'_>) -> String {
    dispatcher.get("/c/new");
    let asked = [
        ("kind", "livelihood"),
        ("category", "property"),
        ("text", "小区门口的路灯三天不亮了。"),
        ("channel", "phone"),
        ("phone", PHONE),
        ("name", "于大爷"),
        ("place_words", "一期三号楼"),
    ];
    Visitor::filed(&dispatcher.send("/c/new", &asked))
}

fn fact(page: &Value, label: &str) -> Value {
    let facts = page["facts"].as_array().expect("facts");
    facts.iter().find(|one| one["text"] == label).map_or(Value::Null, |one| one["value"].clone())
}

/// The matters that a form shows as chosen.
fn chosen(form: &Value) -> Vec<Value> {
    let fields = form["fields"].as_array().expect("fields");
    let matter = fields.iter().find(|field| field["name"] == "matter").expect("a matter");
    let shelves = matter["shelves"].as_array().expect("shelves").iter();
    let choices = shelves.flat_map(|shelf| shelf["choices"].as_array().expect("choices"));
    choices.filter(|one| one["chosen"] == true).map(|one| one["code"].clone()).collect()
}

fn refused(dispatcher: &mut Visitor<'_>, no: &str, matter: &str) {
    let answer = moves(dispatcher, no, "answer", &[("matter", matter), ("words", WORDS)]);
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{matter}: {}", answer.text);
    answer.holds(&["请选一个类别", "id=\"e-matter\"", WORDS]);
}

#[test]
fn an_answer_at_once_says_what_it_is_about_and_keeps_it_when_it_comes_back() {
    in_the_house(|house: &House| {
        let mut dispatcher = house.staff("sun.dispatch", &[("platform", "dispatcher")]);
        let mut reviewer = house.staff("zhou.review", &[("platform", "reviewer")]);
        let no = filed(&mut dispatcher);
        let (page, form) = (format!("/c/appeals/{no}"), format!("/c/appeals/{no}/answer"));
        let proposed = dispatcher.get(&form);
        proposed.says(&["照诉求的内容，可能是", "交通出行 / 路灯"]);
        dispatcher.get(&format!("{form}?find=井盖")).says(&["交通出行 / 井盖丢失松动"]);
        // Nothing chosen, what there is not, and what another kind of appeal is about.
        for matter in ["", "traffic.moonlight", &other_kind(house)] {
            refused(&mut dispatcher, &no, matter);
        }
        let whole = [("matter", LAMPS), ("words", WORDS)];
        made(&moves(&mut dispatcher, &no, "answer", &whole));
        let settled = |visitor: &mut Visitor<'_>| {
            let page = visitor.json(&page).json();
            (fact(&page, "类别"), fact(&page, "五类清单"))
        };
        let (matter, list) = settled(&mut reviewer);
        assert_eq!(matter, "交通出行 / 路灯");
        assert!(list.as_str().is_some_and(|list| !list.is_empty()), "{list}");
        made(&moves(&mut reviewer, &no, "send_back", &[("words", "写明哪一盏。")]));
        assert_eq!(settled(&mut dispatcher), (matter, list.clone()));
        assert_eq!(chosen(&dispatcher.json(&form).json()), [LAMPS]);
        made(&moves(&mut dispatcher, &no, "answer", &whole));
        made(&moves(&mut reviewer, &no, "release", &[]));
        let asked = house.resident(PHONE).json(&format!("/appeals/{no}")).json();
        assert_eq!(asked["category"]["text"], list);
        assert!(house.verifies());
    });
}

/// A matter that only another kind of appeal can be about.
fn other_kind(house: &House) -> String {
    house.does(|work| {
        let rules = work.office.rules_at(work.cx.at).rules.clone();
        let own = |code: &str| rules.matters_of(AppealKind::Livelihood).any(|m| m.code() == code);
        let others = AppealKind::ALL.iter().flat_map(|kind| rules.matters_of(*kind));
        let mut codes = others.map(MatterCode::code);
        Ok(codes.find(|code| !own(code)).unwrap_or_default())
    })
}
