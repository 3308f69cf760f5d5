use xianban_kernel::{Fault, Problem};

use super::Sample;
use super::words::{at, livelihood, long, photos, status};
use crate::frame::{Choice, Coded, Frame, Steps};
use crate::resident::appeals::Card;
use crate::resident::appeals::show::{Act, Answer, AppealPage, Entry, Rating, View};
use crate::resident::ask::{AskPage, Contact, DonePage, FilePage, Picker, Rung};
use crate::resident::home::{Door, HomePage, Room};
use crate::resident::problem::ProblemPage;

pub fn all() -> Vec<Sample> {
    vec![
        Sample::new("home", |frame| home(frame, Some(card()))),
        Sample::new("home-guest", |frame| HomePage {
            frame: Frame { who: None, call: None, ..frame.clone() },
            ..home(frame, None)
        }),
        Sample::new("ask", |frame| ask(frame, None)),
        Sample::new("ask-scanned", |frame| ask(frame, Some("春光山色一期 5 号楼 1 单元"))),
        Sample::new("file", file),
        Sample::new("file-known", known),
        Sample::new("file-faults", faulty),
        Sample::new("done", done),
        Sample::new("appeal", |frame| appeal(frame, Steps::at(4))),
        Sample::new("appeal-answered", answered),
        Sample::new("appeal-refused", refused),
        Sample::new("appeal-long", endless),
        Sample::new("problem", |frame| ProblemPage::new(&frame, &Problem::NotFound)),
        Sample::new("problem-busy", |frame| ProblemPage::new(&frame, &Problem::Busy)),
    ]
}

fn card() -> Card {
    Card {
        no: "LS20261118-042713650".into(),
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        kind: livelihood(),
        status: status("handling"),
        steps: Steps::at(4),
        filed: at("2026-11-18T08:41:00+08:00"),
        next: Some("街道城管正在办理，11 月 25 日 18:00 前给出结果。".into()),
        href: "/appeals/LS20261118-042713650".into(),
    }
}

fn doors() -> Vec<Door> {
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

fn home(frame: Frame, open: Option<Card>) -> HomePage {
    let room = |code, text: &str, said: &str, href| Room {
        code,
        text: text.into(),
        said: said.into(),
        href,
    };
    HomePage {
        frame,
        doors: doors(),
        call_is_grid: true,
        open,
        open_count: 3,
        rooms: vec![
            room("party", "党建引领", "社区党委、小区党支部和身边的党员", "/party"),
            room("window", "崂山之窗", "办事指南、通知公告和常用电话", "/window"),
        ],
    }
}

fn ask(frame: Frame, place: Option<&str>) -> AskPage {
    AskPage { frame, doors: doors(), place: place.map(str::to_owned) }
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
    let names = [
        ("1", "春光山色社区", ""),
        ("2", "春光山色一期", "1"),
        ("3", "5 号楼", "2"),
        ("4", "1 单元", "3"),
    ];
    let next = ["社区", "小区", "楼栋", "单元", ""];
    let rung = |(id, text, above): &(&str, &str, &str)| Rung {
        id: (*id).into(),
        text: (*text).into(),
        above: (*above).into(),
    };
    let choices = (1..=5).map(|n| Choice::new(format!("{depth}{n}"), format!("{n} 号")));
    Picker {
        place: names.get(depth.wrapping_sub(1)).map(|name| name.0.into()).unwrap_or_default(),
        path: names.iter().take(depth).map(rung).collect(),
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
        picker: picker(1),
        contact: Contact::default(),
        consent: false,
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
            fault("photos", "第 2 个文件不是照片，没有收下；其余照片都在"),
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
        due: at("2026-11-24T18:00:00+08:00"),
        href: "/appeals/LS20261123-042713650".into(),
        photos_said: String::new(),
    }
}

fn entry(mark: &'static str, tone: &'static str, title: &str, said: &str, when: &str) -> Entry {
    Entry { mark, tone, title: title.into(), said: said.into(), at: at(when), photos: Vec::new() }
}

fn appeal(frame: Frame, steps: Steps) -> AppealPage {
    let card = card();
    let act = |code, text, at_once| Act {
        code,
        text,
        href: format!("/appeals/LS20261118-042713650/{code}"),
        at_once,
    };
    AppealPage {
        frame,
        no: card.no,
        title: card.title,
        kind: card.kind,
        category: Some(Coded::new("sanitation", "环境卫生")),
        status: card.status,
        steps,
        filed: card.filed,
        next: card.next,
        round: 1,
        place: "春光山色一期 5 号楼东侧绿地".into(),
        text: "我们楼前的公共绿地被两户圈起来种菜，浇粪有味道，夏天招蚊虫。\n已跟邻居说过没用，请社区帮忙恢复绿化。".into(),
        photos: photos(3),
        consent: Coded::new("private", "不公开"),
        answer: None,
        rating: None,
        timeline: vec![
            Entry { photos: photos(2), ..entry("城", "green", "街道城管现场整治", "清理种植土约 6 方，拆除围挡 2 处。", "2026-11-23T09:12:00+08:00") },
            entry("研", "blue", "社区完成研判", "由街道城管中队主办。", "2026-11-18T15:20:00+08:00"),
            entry("接", "blue", "春光山色社区已接单", "", "2026-11-18T08:52:00+08:00"),
            entry("诉", "grey", "您提交了诉求", "", "2026-11-18T08:41:00+08:00"),
        ],
        acts: vec![act("supplement", "补充材料", false), act("urge", "催一下", true), act("withdraw", "撤回", false)],
        views: vec![View { who: "春光山色社区 · 受理员".into(), why: "电话联系，约现场查看".into(), at: at("2026-11-18T08:50:00+08:00") }],
    }
}

fn answered(frame: Frame) -> AppealPage {
    let answer = Answer {
        refused: false,
        reason: None,
        channel: String::new(),
        text: "占绿种菜已全部清理，11 月 24 日补种冬青 46 株，并由物业每日巡查。".into(),
        unit: "中韩街道城管中队".into(),
        at: at("2026-11-22T17:30:00+08:00"),
        photos: photos(2),
    };
    let act = |code, text| Act { code, text, href: format!("/appeals/x/{code}"), at_once: false };
    AppealPage {
        status: status("closed"),
        answer: Some(answer),
        next: None,
        round: 2,
        rating: Some(Rating {
            grade: 4,
            text: "满意".into(),
            solved: Coded::new("yes", "问题解决了"),
            said: "补种很快。".into(),
        }),
        acts: vec![act("rework", "还没解决，再办一次")],
        ..appeal(frame, Steps::at(6))
    }
}

fn refused(frame: Frame) -> AppealPage {
    let page = answered(frame);
    let answer = page.answer.map(|answer| Answer {
        refused: true,
        reason: Some(Coded::new("court", "已经进入法院诉讼程序")),
        channel: "请向受理案件的崂山区人民法院查询，或拨打 12368。".into(),
        photos: Vec::new(),
        ..answer
    });
    AppealPage {
        status: status("declined"),
        rating: None,
        round: 1,
        answer,
        acts: Vec::new(),
        ..page
    }
}

fn endless(frame: Frame) -> AppealPage {
    let page = appeal(frame, Steps::at(2));
    AppealPage { title: long(80), text: long(3000), place: long(120), photos: photos(9), ..page }
}
