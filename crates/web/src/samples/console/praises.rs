use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::{at, long, photos};
use super::desk::desk;
use crate::console::control::{Control, Field};
use crate::console::praises::register::RegisterPage;
use crate::console::praises::row::Row;
use crate::console::praises::show::PraisePage;
use crate::frame::{Choice, Coded, Flash, Frame, Link, Tone};

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("c-praises", register),
        Sample::new("c-praises-empty", |frame| RegisterPage {
            rows: Vec::new(),
            next: None,
            standings: Vec::new(),
            ..register(frame)
        }),
        Sample::new("c-praise", waiting),
        Sample::new("c-praise-faults", |frame| PraisePage {
            faults: vec![Fault { field: "reason", said: "请选一条理由。".into() }].into(),
            ..waiting(frame)
        }),
        Sample::new("c-praise-long", |frame| PraisePage {
            banner: long(24),
            text: long(500),
            whom: long(40),
            ..waiting(frame)
        }),
        Sample::new("c-praise-published", published),
        Sample::new("c-praise-received", |frame| PraisePage {
            refusal: Vec::new(),
            ..published(frame)
        }),
        Sample::new("c-praise-refused", refused),
    ]
}

const NO: &str = "JQ20261122-042713659";

/// Three, as they stand on the day's page.
pub(super) fn thanked() -> Vec<Row> {
    (0..3).map(row).collect()
}

fn row(n: usize) -> Row {
    let titles = ["热心为民 邻里贴心人", "电梯当天就修好了，谢谢你们", "雪夜扫雪 温暖一楼"];
    let standings = [
        ("published", "已转达"),
        ("given", "待审核"),
        ("refused", "没有通过"),
        ("withdrawn", "已撤回"),
    ];
    let (code, text) = standings.get(n % 4).copied().unwrap_or(("given", "待审核"));
    Row {
        no: NO.into(),
        title: if n == 4 {
            long(24)
        } else {
            titles.get(n % 3).copied().unwrap_or_default().into()
        },
        href: format!("/c/praises/{NO}"),
        unit: "春光山色社区".into(),
        person: if n.is_multiple_of(2) { "王敏".into() } else { String::new() },
        from: if n.is_multiple_of(3) { "王女士".into() } else { "一位居民".into() },
        standing: Coded::new(code, text),
        given: at("2026-11-22T15:20:00+08:00"),
    }
}

fn register(frame: Frame) -> RegisterPage {
    let choices = [("", "全部"), ("given", "待审核"), ("published", "已转达")];
    RegisterPage {
        frame: desk(frame, "praises"),
        query: String::new(),
        standings: choices.map(|(code, text)| Choice::new(code, text).chosen_if("")).into(),
        rows: (0..12).map(row).collect(),
        next: Some("/c/praises?after=1.2".into()),
        empty: "还没有收到表扬。",
    }
}

fn waiting(frame: Frame) -> PraisePage {
    let people = [("", "不指定个人"), ("7", "李响"), ("8", "王敏")];
    let reasons = [
        ("not_praise", "内容不是表扬，请改提诉求"),
        ("privacy", "写了别人的隐私，请改一改再送"),
        ("untrue", "核实不到这件事"),
        ("advertising", "内容是广告"),
    ];
    let reasons = reasons.map(|(code, text)| Choice::new(code, text)).into();
    let words = Control::Words { value: String::new(), limit: 500 };
    PraisePage {
        frame: desk(frame, "praises"),
        faults: Vec::new().into(),
        back: Link::new("待审表扬", "/c/inbox/review_praise"),
        no: NO.into(),
        standing: Coded::new("given", "待审核"),
        unit: "春光山色社区".into(),
        whom: "三号楼的网格员小王".into(),
        person: String::new(),
        banner: "热心为民 邻里贴心人".into(),
        text: "老人半夜下楼看不见，小王当天就把声控灯换好了，还帮着扶上楼。谢谢！".into(),
        signed: "王女士".into(),
        public: true,
        given: at("2026-11-22T15:20:00+08:00"),
        about: Some(Link::new("LS20261118-042713650", "/c/appeals/LS20261118-042713650")),
        photos: photos(3),
        refused: String::new(),
        refused_words: String::new(),
        seen: "1".into(),
        people: people.map(|(code, text)| Choice::new(code, text).chosen_if("")).into(),
        refusal: vec![
            Field::new("reason", "为什么", Control::One { choices: reasons }),
            Field::new("words", "对送表扬的人说的话", words).optional(),
        ],
        left_over: String::new(),
    }
}

fn published(frame: Frame) -> PraisePage {
    let said = "已通过，转达给春光山色社区了，送表扬的人会收到通知。".to_owned();
    let page = waiting(frame);
    PraisePage {
        frame: Frame { flash: Some(Flash { tone: Tone::Good, said }), ..page.frame },
        standing: Coded::new("published", "已转达"),
        person: "王敏".into(),
        people: Vec::new(),
        seen: "2".into(),
        ..page
    }
}

fn refused(frame: Frame) -> PraisePage {
    PraisePage {
        standing: Coded::new("refused", "没有通过"),
        refused: "写了别人的隐私，请改一改再送".into(),
        refused_words: "门牌号请不要写出来。".into(),
        people: Vec::new(),
        refusal: Vec::new(),
        banner: String::new(),
        signed: String::new(),
        public: false,
        about: None,
        left_over: "门牌号去掉就可以。".into(),
        ..waiting(frame)
    }
}
