use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::{SOME_DOCUMENTS, at, livelihood, long, status};
use super::desk::desk;
use crate::console::appeals::enter::NewPage;
use crate::console::appeals::queue::{Filter, QueuePage};
use crate::console::appeals::registered::RegisteredPage;
use crate::console::appeals::rows::{Due, Row};
use crate::console::day::{Count, DayPage};
use crate::frame::{Choice, Deadline, Frame, Link};
use crate::resident::ask::Picker;

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("c-day", day),
        Sample::new("c-day-empty", |frame| DayPage {
            urgent: Vec::new(),
            thanked: Vec::new(),
            ..day(frame)
        }),
        Sample::new("c-queue", queue),
        Sample::new("c-queue-empty", |frame| QueuePage {
            rows: Vec::new(),
            next: None,
            ..queue(frame)
        }),
        Sample::new("c-search", |frame| QueuePage {
            title: "搜索".into(),
            query: Some("占绿".into()),
            count: None,
            ..queue(frame)
        }),
        Sample::new("c-new", |frame| new(frame, false)),
        Sample::new("c-new-faults", |frame| new(frame, true)),
        Sample::new("c-registered", registered),
    ]
}

pub(super) fn due(left: &str, colour: &'static str) -> Due {
    Due { at: at("2026-11-25T18:00:00+08:00"), left: left.into(), colour, provisional: false }
}

fn row(n: usize) -> Row {
    let states = ["handling", "submitted", "assessing", "reviewing", "following_up", "closed"];
    let titles = [
        "楼前绿地被占种菜，希望恢复绿化",
        "3 单元电梯停运两天了",
        "小区东门路灯不亮",
        "充电棚顶漏雨",
        "失能老人助餐信息采集",
    ];
    let dues = [("超 3 小时", "red"), ("剩 5 小时", "yellow"), ("剩 2 天 2 小时", "none")];
    let (left, colour) = dues.get(n % 5).copied().unwrap_or(("剩 4 天", "none"));
    let state = states.get(n % 6).copied().unwrap_or("handling");
    Row {
        no: format!("LS20261118-04271365{}", n % 10),
        title: if n == 4 {
            long(90)
        } else {
            titles.get(n % 5).copied().unwrap_or("路面破损").into()
        },
        href: format!("/c/appeals/LS20261118-04271365{}", n % 10),
        kind: livelihood(),
        category: "环境卫生".into(),
        place: "春光山色一期 5 号楼".into(),
        unit: "街道城管中队".into(),
        status: status(state),
        filed: at("2026-11-18T08:41:00+08:00"),
        due: (state != "closed").then(|| Due { provisional: n % 4 == 3, ..due(left, colour) }),
        marks: if n.is_multiple_of(4) { vec!["再接单 第 2 轮".into()] } else { Vec::new() },
    }
}

fn day(frame: Frame) -> DayPage {
    let count = |code, text: &str, count, overdue| Count {
        code,
        text: text.into(),
        waiting: count,
        overdue,
        href: format!("/c/inbox/{code}"),
    };
    DayPage {
        frame: desk(frame, "day"),
        greeting: "王敏，11 月 23 日 星期一".into(),
        counts: vec![
            count("submitted", "待接单", 3, 1),
            count("assessing", "待研判", 8, 0),
            count("handling", "办理中", 27, 0),
            count("reviewing", "待审核", 0, 0),
            count("rework", "再接单", 1, 1),
        ],
        urgent: (0..6).map(row).collect(),
        thanked: super::praises::thanked(),
    }
}

fn queue(frame: Frame) -> QueuePage {
    let filter = |name, text, choices: &[(&str, &str)]| Filter {
        name,
        text,
        choices: choices
            .iter()
            .map(|(code, text)| Choice::new(*code, *text).chosen_if(""))
            .collect(),
    };
    QueuePage {
        frame: desk(frame, "handling"),
        title: "办理中".into(),
        of: "诉求",
        path: "/c/inbox/handling".into(),
        query: None,
        count: Some(127),
        filters: vec![
            filter(
                "kind",
                "类型",
                &[("", "全部类型"), ("livelihood", "民生诉求"), ("development", "发展诉求")],
            ),
            filter("colour", "时限", &[("", "全部时限"), ("yellow", "快到期"), ("red", "已超期")]),
            filter("estate", "小区", &[("", "全部小区"), ("1", "春光山色一期")]),
        ],
        rows: (0..50).map(row).collect(),
        next: Some("/c/inbox/handling?after=x".into()),
        reached: None,
        elsewhere: Vec::new(),
        empty: "没有办理中的诉求，做得好。".into(),
        onward: Some(Link::new("看待接单", "/c/inbox/submitted")),
        table: None,
    }
}

fn new(frame: Frame, wrong: bool) -> NewPage {
    let fault = |field, said: &str| Fault { field, said: said.into() };
    let faults = vec![fault("text", "请写明诉求内容"), fault("phone", "手机号应是 11 位数字")];
    let choices = |pairs: &[(&str, &str)]| {
        pairs.iter().map(|(code, text)| Choice::new(*code, *text)).collect::<Vec<_>>()
    };
    NewPage {
        frame: desk(frame, "new"),
        faults: if wrong { faults.into() } else { Vec::new().into() },
        kind: livelihood(),
        kinds: vec![
            Choice::new("livelihood", "民生诉求").hint("居民的事").chosen_if("livelihood"),
            Choice::new("development", "发展诉求").hint("商户、企业的事"),
            Choice::new("enforcement", "执法诉求").hint("社区自己提，请部门执法"),
        ],
        channels: choices(&[
            ("phone", "电话"),
            ("visit", "来访"),
            ("letter", "来信"),
            ("patrol", "网格巡查"),
        ]),
        categories: choices(&[("sanitation", "环境卫生"), ("property", "物业管理")]),
        text: String::new(),
        photos: Vec::new(),
        documents: Some(SOME_DOCUMENTS),
        name: String::new(),
        phone: if wrong { "138".into() } else { String::new() },
        picker: Picker {
            next_name: "小区".into(),
            next: choices(&[("2", "春光山色一期")]),
            ..Picker::default()
        },
        consent: false,
        minor: false,
    }
}

fn registered(frame: Frame) -> RegisteredPage {
    RegisteredPage {
        frame: desk(frame, "new"),
        no: "LS20261118-042713650".into(),
        code: "7K3M9Q".into(),
        kind: livelihood(),
        unit: "春光山色社区".into(),
        phone: "0532-88880001".into(),
        due: Some(Deadline { at: at("2026-11-23T18:00:00+08:00"), provisional: true }),
        filed: at("2026-11-23T09:40:00+08:00"),
        href: "/c/appeals/LS20261118-042713650".into(),
        own: true,
        photos_said: String::new(),
    }
}
