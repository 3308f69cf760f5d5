use xianban_kernel::{Fault, Problem};

use super::super::Sample;
use super::super::words::{at, livelihood, photos};
use super::teams::helper;
use crate::frame::{Choice, Deadline, Frame};
use crate::resident::again::{AgainPage, Typed};
use crate::resident::ask::{AskPage, Contact, DonePage, FilePage, Picker, PlacePage, Rung};
use crate::resident::home::Door;
use crate::resident::problem::ProblemPage;

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("ask", |frame| ask(frame, None)),
        Sample::new("ask-scanned", |frame| ask(frame, Some("春光山色一期 5 号楼 1 单元"))),
        Sample::new("file", file),
        Sample::new("file-known", known),
        Sample::new("file-faults", faulty),
        Sample::part("place", |_| PlacePage { picker: picker(2) }),
        Sample::new("done", done),
        Sample::new("problem", |frame| ProblemPage::new(&frame, &Problem::NotFound)),
        Sample::new("again", |frame| again(&frame)),
        Sample::new("problem-busy", |frame| ProblemPage::new(&frame, &Problem::Busy)),
    ]
}

pub(super) fn doors() -> Vec<Door> {
    let door = |code, text: &str, lines: [&str; 2], href: &str| Door {
        code,
        text: text.into(),
        lines: lines.map(str::to_owned).into(),
        href: href.into(),
    };
    vec![
        door("livelihood", "民生诉求", ["环境、出行、城管", "物业、民政、安全"], "/ask/livelihood"),
        door("development", "发展诉求", ["商户企业营商政策", "营业执照办理咨询"], "/ask/business"),
    ]
}

fn ask(frame: Frame, place: Option<&str>) -> AskPage {
    let helper = place.map(|_| helper());
    let thanks = place.map(|_| "/praises/new?place=7".to_owned());
    AskPage { frame, doors: doors(), place: place.map(str::to_owned), helper, thanks }
}

fn categories(chosen: &str) -> Vec<Choice> {
    [
        ("sanitation", "环境卫生"),
        ("traffic", "交通出行"),
        ("city", "城市管理"),
        ("property", "物业管理"),
        ("civil_affairs", "民政养老"),
        ("safety", "安全生产"),
        ("party", "党建"),
        ("other", "其他"),
    ]
    .map(|(code, text)| Choice::new(code, text).chosen_if(chosen))
    .into()
}

fn picker(depth: usize) -> Picker {
    let names = [("1", "春光山色社区"), ("2", "春光山色一期"), ("3", "5 号楼"), ("4", "1 单元")];
    let next = ["社区", "小区", "楼栋", "单元", ""];
    let rung = |(id, text): &(&str, &str)| Rung { id: (*id).into(), text: (*text).into() };
    let choices = (1..=5).map(|n| Choice::new(format!("{depth}{n}"), format!("{n} 号")));
    Picker {
        place: names.get(depth.wrapping_sub(1)).map(|name| name.0.into()).unwrap_or_default(),
        path: names.iter().take(depth).map(rung).collect(),
        back: depth.checked_sub(1).map(|above| format!("{above}")),
        next_name: next.get(depth).map_or("", |name| *name).into(),
        next: if depth < 4 { choices.collect() } else { Vec::new() },
        ..Picker::default()
    }
}

fn file(frame: Frame) -> FilePage {
    FilePage {
        frame: Frame { who: None, ..frame },
        faults: Vec::new().into(),
        kind: livelihood(),
        action: "/ask/livelihood".into(),
        categories: categories(""),
        title: String::new(),
        text: String::new(),
        hint: "什么时候、什么事、希望怎么办。",
        photos: Vec::new(),
        documents: None,
        picker: picker(1),
        contact: Contact::default(),
        consent: false,
        minor: false,
        drafts: String::new(),
    }
}

fn known(frame: Frame) -> FilePage {
    FilePage {
        categories: categories("sanitation"),
        text: "楼前绿地被占种菜，浇粪有味道，希望恢复绿化。".into(),
        photos: photos(3),
        picker: Picker { scanned: true, grid_worker: "第 3 网格 王敏".into(), ..picker(4) },
        contact: Contact { known: Some("138****6621".into()), ..Contact::default() },
        ..file(frame)
    }
}

fn faulty(frame: Frame) -> FilePage {
    let fault = |field, said: &str| Fault { field, said: said.into() };
    FilePage {
        faults: vec![
            fault("category", "请选一个方面"),
            fault("text", "请写几句话说明是什么事"),
            fault("place", "请选地点，或勾选“说不清在哪里”"),
            fault("phone", "手机号应是 11 位数字"),
            fault("sms", "验证码不对，请再看一下短信"),
        ]
        .into(),
        photos: photos(1),
        picker: picker(0),
        contact: Contact { phone: "1380013".into(), code_sent: true, ..Contact::default() },
        ..file(frame)
    }
}

fn done(frame: Frame) -> DonePage {
    DonePage {
        frame,
        no: "LS20261123-042713650".into(),
        code: "7Q4M9K".into(),
        kind: livelihood(),
        unit: "春光山色社区".into(),
        due: Some(Deadline { at: at("2026-11-24T18:00:00+08:00"), provisional: false }),
        href: "/appeals/LS20261123-042713650".into(),
        photos_said: String::new(),
    }
}

/// A matter whose saving broke off.
fn again(frame: &Frame) -> AgainPage {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let fields = vec![
        pair("csrf", "0011223344"),
        pair("key", "5566778899"),
        pair("category", "property"),
        pair("text", "三号楼门禁坏了三天，老人出不去。\n晚上也没有灯，请尽快来人看看。"),
        pair("place_words", "3 号楼 1 单元"),
    ];
    let typed = Typed { action: "/ask/livelihood".to_owned(), fields, files: true };
    AgainPage::new(frame, &Problem::Unknown { logged: String::new() }, typed)
}
