//! Appeals in the states that the walk needs, made through the pages by the persons who make them.

use axum::http::StatusCode;
use xianban_domain::appeals::NoticeKind;
use xianban_domain::appeals::undelivered;
use xianban_domain::dossier::by_no;
use xianban_kernel::Problem;
use xianban_testkit::visits::{Cookies, House, Visitor};

use super::super::depth::{handled_as, made, moves, unit};

/// Those who work on the appeals of the walk.
pub(super) struct Cast<'a>(Vec<Visitor<'a>>);

pub(super) const DISPATCHER: usize = 0;
const CLERK: usize = 1;
const HANDLER: usize = 2;
const SECRETARY: usize = 3;
const GRID: usize = 4;
const REVIEWER: usize = 5;
const CALLER: usize = 6;
const STREET: usize = 7;

impl<'a> Cast<'a> {
    pub(super) fn of(house: &'a House) -> Self {
        let people = vec![
            house.staff("sun.dispatch", &[("platform", "dispatcher")]),
            house.staff("wang.clerk", &[("cgss", "clerk")]),
            house.staff("li.handler", &[("cgss", "handler")]),
            house.staff("zhao.secretary", &[("cgss", "secretary")]),
            house.staff("wang.grid", &[("cgss-g01", "grid_worker")]),
            house.staff("zhou.review", &[("platform", "reviewer")]),
            house.staff("qian.asks", &[("platform", "follow_up")]),
            house.staff("wu.street", &[("zhonghan", "head")]),
        ];
        let mut cast = Self(people);
        let handler = cast.person(HANDLER);
        handler.get("/c/experts");
        made(&handler.send("/c/experts", &[("name", "电气专家甲"), ("field", "电气")]));
        cast
    }

    pub(super) fn person(&mut self, who: usize) -> &mut Visitor<'a> {
        &mut self.0[who]
    }

    pub(super) fn cookies(&self) -> Vec<Cookies> {
        self.0.iter().map(Visitor::cookies).collect()
    }

    fn does(&mut self, who: usize, no: &str, step: &str, fields: &[(&str, &str)]) {
        let answer = moves(self.person(who), no, step, fields);
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{step}: {}", answer.text);
    }
}

/// A state of an appeal, which is made so many times that its forms need few copies.
pub(super) struct Scene {
    pub(super) name: &'static str,
    pub(super) times: usize,
    pub(super) make: fn(&House, &mut Cast<'_>) -> String,
}

const fn scene(
    name: &'static str,
    times: usize,
    make: fn(&House, &mut Cast<'_>) -> String,
) -> Scene {
    Scene { name, times, make }
}

pub(super) const SCENES: &[Scene] = &[
    scene("filed", 4, filed),
    scene("accepted", 6, accepted),
    scene("handled", 8, handled),
    scene("a plan waits", 1, planned),
    scene("more time asked", 1, extended),
    scene("a hold asked", 1, held),
    scene("held", 1, kept),
    scene("paused", 1, paused),
    scene("returned", 2, returned),
    scene("a slip", 1, |house, cast| slip(house, cast, "nothing")),
    scene(SHOWN, 1, |house, cast| slip(house, cast, "before_after")),
    scene("a slip done", 1, finished),
    scene("a visit", 1, visited),
    scene("experts asked", 1, consulted),
    scene("special", 1, special),
    scene("on a list", 1, listed),
    scene("a reply waits", 1, completed),
    scene("replied", 2, released),
    scene("a find of a patrol", 1, found),
    scene("closed", 4, closed),
    scene("an objection waits", 2, objected),
    scene("a call owed", 1, unheard),
];

/// The scene of a slip that cannot be finished without photos.
pub(super) const SHOWN: &str = "a slip with photos";

fn filed(_: &House, cast: &mut Cast<'_>) -> String {
    let dispatcher = cast.person(DISPATCHER);
    dispatcher.get("/c/new");
    let filed = dispatcher.send(
        "/c/new",
        &[
            ("kind", "livelihood"),
            ("category", "property"),
            ("text", "三单元楼道灯坏了三天，老人晚上上楼看不见。"),
            ("channel", "phone"),
            ("phone", "13800006621"),
            ("name", "于大爷"),
            ("place_words", "春光山色"),
            ("consent", "1"),
        ],
    );
    Visitor::filed(&filed)
}

fn accepted(house: &House, cast: &mut Cast<'_>) -> String {
    let no = filed(house, cast);
    cast.does(DISPATCHER, &no, "accept", &[]);
    no
}

fn handled(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled_as(house, cast.person(DISPATCHER), "other.advice");
    cast.does(HANDLER, &no, "note", &[("words", "到楼道看过，灯头坏了。")]);
    no
}

fn planned(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let words = "写清楚";
    let plan = [
        ("nature", words),
        ("responsibility", words),
        ("procedure", words),
        ("goal", words),
        ("at", "2026-11-24T17:00"),
    ];
    let person = dispatcher(cast, &no);
    cast.does(DISPATCHER, &no, "specialise", &[("words", words), ("person", &person)]);
    cast.does(HANDLER, &no, "plan", &plan);
    no
}

/// The number of somebody who can follow a hard matter.
fn dispatcher(cast: &mut Cast<'_>, no: &str) -> String {
    let page = cast.person(DISPATCHER).json(&format!("/c/appeals/{no}/specialise")).json();
    let people = page["fields"][0]["choices"].as_array().cloned().unwrap_or_default();
    let own = people.iter().find(|one| one["text"] == "演示-sun.dispatch");
    own.and_then(|one| one["code"].as_str()).expect("the dispatcher follows").to_owned()
}

fn extended(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    cast.does(HANDLER, &no, "extend", &[("words", "等配件")]);
    no
}

fn held(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let hold = [("condition", "等改造资金"), ("at", "2026-12-20T09:00")];
    cast.does(HANDLER, &no, "hold", &hold);
    no
}

fn kept(house: &House, cast: &mut Cast<'_>) -> String {
    let no = held(house, cast);
    let granted = [("item", "1"), ("choice", "grant")];
    for who in [SECRETARY, STREET, DISPATCHER] {
        let offered = cast.person(who).get(&format!("/c/appeals/{no}/approve"));
        if offered.status == StatusCode::OK {
            cast.does(who, &no, "approve", &granted);
            return no;
        }
    }
    panic!("nobody can agree to the hold of {no}");
}

fn paused(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let pause = [("reason", "weather"), ("at", "2026-11-30T09:00"), ("words", "等天晴")];
    cast.does(HANDLER, &no, "pause", &pause);
    no
}

fn returned(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    cast.does(HANDLER, &no, "return_order", &[("reason", "wrong_place"), ("words", "不在辖区")]);
    no
}

fn slip(house: &House, cast: &mut Cast<'_>, evidence: &str) -> String {
    let no = handled(house, cast);
    let team = unit(house, "cgss-g01");
    let slip = [("unit", team.as_str()), ("goal", "换灯头"), ("evidence", evidence)];
    cast.does(HANDLER, &no, "issue_slip", &slip);
    no
}

fn finished(house: &House, cast: &mut Cast<'_>) -> String {
    let no = slip(house, cast, "nothing");
    cast.does(GRID, &no, "do_slip", &[("item", "1"), ("choice", "done"), ("words", "换好了")]);
    no
}

fn visited(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let visit = [("at", "2026-11-24T14:30"), ("words", "上门看灯")];
    cast.does(HANDLER, &no, "offer_visit", &visit);
    no
}

fn consulted(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let page = cast.person(HANDLER).json(&format!("/c/appeals/{no}/consult")).json();
    let expert = page["fields"][0]["choices"][0]["code"].as_str().expect("an expert").to_owned();
    cast.does(HANDLER, &no, "consult", &[("experts", &expert), ("words", "能不能装声控灯？")]);
    no
}

fn special(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let person = dispatcher(cast, &no);
    cast.does(DISPATCHER, &no, "specialise", &[("person", &person), ("words", "来访多次")]);
    no
}

fn listed(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    let list = [("why", "hard"), ("choice", "on"), ("words", "推了两年")];
    cast.does(DISPATCHER, &no, "list", &list);
    no
}

fn completed(house: &House, cast: &mut Cast<'_>) -> String {
    let no = handled(house, cast);
    cast.does(HANDLER, &no, "acknowledge", &[]);
    cast.does(HANDLER, &no, "complete", &[("words", "灯换好了。")]);
    no
}

fn released(house: &House, cast: &mut Cast<'_>) -> String {
    let no = completed(house, cast);
    cast.does(REVIEWER, &no, "release", &[]);
    no
}

/// Rated by word of mouth, and closed with that.
fn closed(house: &House, cast: &mut Cast<'_>) -> String {
    let no = released(house, cast);
    let told = [
        ("method", "phone"),
        ("solved", "yes"),
        ("satisfied", "yes"),
        ("grade", "5"),
        ("words", "灯亮了，满意。"),
    ];
    cast.does(CALLER, &no, "follow_up", &told);
    no
}

fn objected(house: &House, cast: &mut Cast<'_>) -> String {
    let no = closed(house, cast);
    let objected = [("reason", "mistaken"), ("words", "诉求人说不是他打的分。")];
    cast.does(HANDLER, &no, "object_count", &objected);
    no
}

/// Found on a patrol, which nobody asked for: a person outside looks instead of a rating.
fn found(house: &House, cast: &mut Cast<'_>) -> String {
    let place = super::super::photos::community(house);
    let grid = cast.person(GRID);
    grid.get("/c/new");
    let filed = grid.send(
        "/c/new",
        &[
            ("kind", "livelihood"),
            ("category", "property"),
            ("text", "巡查看到三单元楼道灯坏了。"),
            ("channel", "patrol"),
            ("place", &place),
        ],
    );
    let no = Visitor::filed(&filed);
    cast.does(CLERK, &no, "accept", &[]);
    cast.does(CLERK, &no, "answer", &[("matter", "other.advice"), ("words", "已经换好。")]);
    no
}

/// A notice did not arrive: somebody has to ring the applicant up.
fn unheard(house: &House, cast: &mut Cast<'_>) -> String {
    let no = accepted(house, cast);
    let lost = no.clone();
    house.does(move |work| {
        let about = by_no(work.tx, &lost)?.ok_or(Problem::NotFound)?;
        undelivered(work, &about, NoticeKind::Accepted.code())
    });
    no
}
