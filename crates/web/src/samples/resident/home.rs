use super::super::Sample;
use super::super::words::{at, livelihood, long, photos};
use super::appeals;
use super::filing::doors;
use super::praises;
use super::teams::helper;
use crate::frame::Frame;
use crate::resident::done::card::Card as DoneCard;
use crate::resident::done::list::DoneListPage;
use crate::resident::done::show::StoryPage;
use crate::resident::figures::Shown;
use crate::resident::home::{HomePage, Notices, Room, Turn};
use crate::resident::notices::Notice;

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("home", home),
        Sample::new("home-waiting", |frame| HomePage { turns: turns(), ..home(frame) }),
        Sample::new("home-guest", guest),
        Sample::new("home-empty", |frame| HomePage {
            done: Vec::new(),
            praises: Vec::new(),
            ..guest(frame)
        }),
        Sample::new("home-long", |frame| HomePage {
            done: vec![done(&long(60), None); 4],
            turns: turns().into_iter().map(|turn| Turn { title: long(60), ..turn }).collect(),
            ..home(frame)
        }),
        Sample::new("stories", |frame| DoneListPage {
            frame,
            done: stories(),
            next: Some("/done?after=1.1".into()),
        }),
        Sample::new("stories-empty", |frame| DoneListPage { frame, done: Vec::new(), next: None }),
        Sample::new("story", story),
        Sample::new("story-plain", |frame| StoryPage {
            before: Vec::new(),
            after: Vec::new(),
            grade: None,
            reply: long(500),
            ..story(frame)
        }),
    ]
}

fn done(title: &str, grade: Option<i64>) -> DoneCard {
    DoneCard {
        href: "/done/LS20261118-0042".into(),
        title: title.into(),
        place: "春光山色一期".into(),
        took: "用时 5 天".into(),
        grade,
        photo: photos(1).pop(),
    }
}

fn stories() -> Vec<DoneCard> {
    vec![
        done("绿地恢复，补种 46 株", Some(5)),
        done("三单元楼道灯修好了", Some(4)),
        DoneCard { photo: None, took: "当天办好".into(), ..done("井盖不响了", None) },
    ]
}

fn turns() -> Vec<Turn> {
    let turn = |code, title: &str, said: &str, act, href: &str| Turn {
        code,
        title: title.into(),
        said: said.into(),
        act,
        href: href.into(),
    };
    vec![
        turn(
            "rate",
            "三单元楼道灯坏了三天",
            "结果已经答复，请您在 11月27日 17:00 前评价。",
            "看答复，去评价",
            "/appeals/LS20261118-0042",
        ),
        turn(
            "come",
            "楼前绿地怎么恢复",
            "请您 11月28日 09:00 到社区二楼会议室参加协商。",
            "看安排",
            "/consultations/XS20261123-042713650",
        ),
    ]
}

fn home(frame: Frame) -> HomePage {
    let room = |code, text: &str, said: &str, href| Room {
        code,
        text: text.into(),
        said: said.into(),
        href,
    };
    let notice = |said: &str, fresh| Notice {
        said: said.into(),
        no: "LS20261118-0042".into(),
        href: "/appeals/LS20261118-0042".into(),
        at: at("2026-11-23T09:12:00+08:00"),
        fresh,
    };
    HomePage {
        frame,
        turns: Vec::new(),
        doors: doors(),
        cases: vec![appeals::card(), appeals::card()],
        open_count: 3,
        done: stories(),
        figures: figures(),
        helper: Some(helper()),
        praises: vec![praises::card()],
        notices: Some(Notices {
            unread: 2,
            newest: vec![
                notice("您的诉求已转给中韩街道城管中队，会在 11月25日 17:00 前联系您。", true),
                notice("您的诉求已收到。", false),
            ],
        }),
        rooms: vec![
            room("party", "党建引领", "社区党委、小区党支部和身边的党员", "/party"),
            room("window", "崂山之窗", "办事指南、通知公告和常用电话", "/window"),
            room("board", "挂牌解决", "社区公开承诺办的事，办到哪一步", "/board"),
        ],
    }
}

fn figures() -> Vec<Shown> {
    let rate = |name, value: &str, of| Shown {
        name,
        href: "/figures/satisfied".into(),
        value: value.into(),
        of,
        doubt: None,
    };
    let satisfied = rate("居民满意率", "99.87%", Some((779, 780)));
    vec![rate("受理", "1224", None), rate("办结", "1025", None), satisfied]
}

fn guest(frame: Frame) -> HomePage {
    HomePage {
        cases: Vec::new(),
        open_count: 0,
        helper: None,
        notices: None,
        ..home(Frame { who: None, ..frame })
    }
}

fn story(frame: Frame) -> StoryPage {
    StoryPage {
        frame,
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        kind: livelihood(),
        place: "春光山色一期".into(),
        unit: "中韩街道城管中队".into(),
        took: "用时 5 天".into(),
        day: "2026-11-23".into(),
        grade: Some(5),
        reply: "菜地已清理，补种绿植 46 株，网格员每周看一次。".into(),
        before: photos(1),
        after: photos(2),
        ask: "/ask/livelihood".into(),
    }
}
