use xianban_kernel::{Fault, Problem};

use super::super::Sample;
use super::super::words::at;
use crate::console::account::AccountPage;
use crate::console::codes::{Code, CodesPage};
use crate::console::login::{DemoAccount, LoginPage};
use crate::console::problem::ProblemPage;
use crate::frame::device::SessionLine;
use crate::frame::{Desk, Frame, Link, NavGroup, NavLink, Who, qr};

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("c-login", |frame| login(frame, false)),
        Sample::new("c-login-faults", |frame| login(frame, true)),
        Sample::new("c-account", account),
        Sample::new("c-account-faults", |frame| AccountPage {
            faults: vec![Fault {
                field: "current", said: "现在的密码不对，没有修改。".into()
            }]
            .into(),
            must_change: true,
            ..account(frame)
        }),
        Sample::new("c-codes", codes),
        Sample::new("c-codes-empty", |frame| CodesPage { codes: Vec::new(), ..codes(frame) }),
        Sample::new("c-problem", |frame| {
            ProblemPage::new(
                &desk(frame, "handling"),
                &Problem::refused("separation", "这件事是您办理的，审核要由没有经手的人来做。"),
            )
        }),
    ]
}

/// The staff's frame around `frame`.
pub(super) fn desk(frame: Frame, here: &'static str) -> Frame {
    let queue = |code: &'static str, text, icon, count, alert| NavLink {
        code,
        text,
        href: format!("/c/inbox/{code}"),
        icon,
        count: Some(count),
        alert,
    };
    let link = |code, text, href: &str, icon| NavLink {
        code,
        text,
        href: href.into(),
        icon,
        count: None,
        alert: false,
    };
    let groups = vec![
        NavGroup {
            text: "我的工作",
            links: vec![
                link("day", "今天", "/c", "landmark"),
                queue("submitted", "待接单", "inbox", 3, true),
                queue("assessing", "待研判", "search", 8, false),
                queue("handling", "办理中", "file-text", 27, false),
                queue("reviewing", "待审核", "eye", 6, false),
                queue("following_up", "待评价", "star", 4, false),
                queue("rework", "再接单", "refresh-cw", 1, true),
            ],
        },
        NavGroup {
            text: "登记与查询",
            links: vec![
                link("new", "登记一件", "/c/new", "plus"),
                link("appeals", "全部诉求", "/c/appeals", "clipboard-list"),
                link("codes", "小区二维码", "/c/codes", "qr-code"),
                link("me", "我的账号", "/c/me", "key-round"),
            ],
        },
    ];
    Frame {
        who: Some(Who { name: "王敏".into(), role: "受理员".into() }),
        here,
        path: "/c".into(),
        desk: Some(Desk {
            above: "中韩街道".into(),
            unit: "春光山色社区".into(),
            groups,
            query: String::new(),
        }),
        ..frame
    }
}

fn login(frame: Frame, wrong: bool) -> LoginPage {
    let faults = vec![Fault {
        field: "account", said: "账号或密码不对，还可以再试 4 次".into()
    }];
    let one = |account: &str, role: &str| DemoAccount {
        account: account.into(),
        role: role.into(),
        password: "demo-2026".into(),
    };
    LoginPage {
        held_up: String::new(),
        frame: Frame { desk: None, who: None, ..frame },
        faults: if wrong { faults.into() } else { Vec::new().into() },
        account: if wrong { "wangmin".into() } else { String::new() },
        next: String::new(),
        carried: String::new(),
        demo: vec![
            one("shouli", "春光山色社区 · 受理员"),
            one("shenhe1", "区社会治理中心 · 审核员"),
        ],
    }
}

fn account(frame: Frame) -> AccountPage {
    let line = |id: &str, device: &str, this| SessionLine {
        id: id.into(),
        device: device.into(),
        since: at("2026-11-22T08:31:00+08:00"),
        seen: at("2026-11-23T09:55:00+08:00"),
        this,
    };
    AccountPage {
        away: crate::console::absence::Away::default(),
        frame: desk(frame, "me"),
        faults: Vec::new().into(),
        name: "王敏".into(),
        account: "wangmin".into(),
        posts: vec!["春光山色社区 · 受理员".into(), "第3网格 · 网格员".into()],
        sessions: vec![
            line("1", "Windows 电脑上的Chrome", true),
            line("2", "安卓手机上的微信", false),
        ],
        must_change: false,
    }
}

fn codes(frame: Frame) -> CodesPage {
    let code = |n: usize| Code {
        place: format!("{} 号楼 {} 单元", n / 3 + 1, n % 3 + 1),
        grid: "第 3 网格 王敏".into(),
        url: format!("https://xianban.example/q/LS{n:06}"),
        scans: 12,
        drawing: qr::draw(&format!("https://xianban.example/q/LS{n:06}")),
    };
    CodesPage {
        frame: desk(frame, "codes"),
        estate: "春光山色一期".into(),
        estates: vec![
            Link::new("春光山色一期", "/c/codes?estate=1"),
            Link::new("开泰锦城", "/c/codes?estate=2"),
        ],
        codes: (0..9).map(code).collect(),
    }
}
