use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::{SOME_DOCUMENTS, at, document, livelihood, long, photos, status};
use super::teams::helper;
use crate::frame::{Choice, Coded, Frame, Steps};
use crate::resident::appeals::answer::Answer;
use crate::resident::appeals::disown::DisownPage;
use crate::resident::appeals::mine::MinePage;
use crate::resident::appeals::rate::RatePage;
use crate::resident::appeals::rated::{Rating, Recorded};
use crate::resident::appeals::rework::ReworkPage;
use crate::resident::appeals::show::{Act, AppealPage};
use crate::resident::appeals::supplement::SupplementPage;
use crate::resident::appeals::timeline::Entry;
use crate::resident::appeals::views::View;
use crate::resident::appeals::withdraw::WithdrawPage;
use crate::resident::appeals::{Card, Head};

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("appeal", |frame| appeal(frame, Steps::at(4))),
        Sample::new("appeal-answered", answered),
        Sample::new("appeal-refused", refused),
        Sample::new("appeal-long", endless),
        Sample::new("mine", mine),
        Sample::new("mine-empty", |frame| MinePage {
            cards: Vec::new(),
            next: None,
            ..mine(frame)
        }),
        Sample::new("rate", |frame| rate(frame, false)),
        Sample::new("rate-faults", |frame| rate(frame, true)),
        Sample::new("rate-doubt", |frame| RatePage {
            doubt: "您选了“没解决”，又给了“非常满意”，是这样吗？".into(),
            faults: vec![Fault {
                field: "sure",
                said: "您选了“没解决”，又给了“非常满意”，是这样吗？".into(),
            }]
            .into(),
            ..rate(frame, false)
        }),
        Sample::new("rework", |frame| rework(frame, false)),
        Sample::new("rework-refused", |frame| rework(frame, true)),
        Sample::new("supplement", supplement),
        Sample::new("withdraw", withdraw),
        Sample::new("disown", disown),
    ]
}

pub(super) fn card() -> Card {
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
        acts: vec![act("supplement", "补充说明", false), act("urge", "催一下", true), act("withdraw", "撤回", false)],
        acts_said: None,
        thanks: None,
        helper: None,
        views: vec![View { who: "春光山色社区 · 受理员".into(), why: "电话联系，约现场查看".into(), at: at("2026-11-18T08:50:00+08:00") }],
    }
}

fn answered(frame: Frame) -> AppealPage {
    let answer = Answer {
        refused: false,
        earlier: false,
        reviewed: true,
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
        rating: Some(taken_down()),
        thanks: Some("/praises/new?appeal=LS20261118-042713650".into()),
        helper: Some(helper()),
        acts: vec![act("rework", "还没解决，再办一次"), act("disown", "这不是我的评价")],
        ..appeal(frame, Steps::at(6))
    }
}

fn refused(frame: Frame) -> AppealPage {
    let page = answered(frame);
    let answer = page.answer.map(|answer| Answer {
        refused: true,
        earlier: false,
        reviewed: true,
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
        thanks: None,
        helper: None,
        ..page
    }
}

fn endless(frame: Frame) -> AppealPage {
    let page = appeal(frame, Steps::at(2));
    let timeline = page.timeline.iter().cycle().take(40).cloned().collect();
    let (title, text, place) = (long(80), long(3000), long(120));
    AppealPage { title, text, place, photos: photos(9), timeline, ..page }
}

fn mine(frame: Frame) -> MinePage {
    let states = [("", "全部"), ("open", "在办"), ("to_rate", "待评价"), ("ended", "已办结")];
    let waiting = Card {
        status: status("following_up"),
        steps: Steps::at(5),
        next: Some("答复已经给您，请打分。11-30 前没有打分，会自动归档，不算满意。".into()),
        ..card()
    };
    let new = Card { status: status("submitted"), steps: Steps::at(1), title: long(60), ..card() };
    MinePage {
        frame: Frame { here: "me", ..frame },
        states: states.map(|(code, text)| Choice::new(code, text).chosen_if("")).into(),
        cards: vec![card(), waiting, new],
        next: Some("/my/appeals?after=x".into()),
    }
}

fn head() -> Head {
    let card = card();
    Head { no: card.no, title: card.title, href: card.href }
}

fn rate(frame: Frame, wrong: bool) -> RatePage {
    let fault = |field, said: &str| Fault { field, said: said.into() };
    let faults = vec![fault("solved", "请选问题解决了没有"), fault("grade", "请选一个满意程度")];
    let answer = answered(frame.clone()).answer;
    RatePage {
        frame,
        faults: if wrong { faults.into() } else { Vec::new().into() },
        head: head(),
        action: "/appeals/x/rate".into(),
        answer: answer.unwrap_or_else(|| Answer {
            refused: false,
            earlier: false,
            reviewed: true,
            reason: None,
            channel: String::new(),
            text: String::new(),
            unit: String::new(),
            at: at("2026-11-22T17:30:00+08:00"),
            photos: Vec::new(),
        }),
        solved: [("yes", "解决了"), ("partly", "解决了一部分"), ("no", "没解决")]
            .map(|(code, text)| Choice::new(code, text))
            .into(),
        grades: RatePage::grades(""),
        said: String::new(),
        doubt: String::new(),
        sure: false,
        rework_by: "社区书记".into(),
    }
}

fn rework(frame: Frame, refused: bool) -> ReworkPage {
    ReworkPage {
        frame,
        faults: Vec::new().into(),
        head: head(),
        action: "/appeals/x/rework".into(),
        refused,
        round: 2,
        led_by: if refused { "中韩街道".into() } else { "社区书记".into() },
        until: at("2026-12-07T18:00:00+08:00"),
        missing: String::new(),
        photos: Vec::new(),
        documents: None,
    }
}

fn supplement(frame: Frame) -> SupplementPage {
    let faults = vec![Fault { field: "text", said: "请写几句说明".into() }];
    SupplementPage {
        frame,
        faults: faults.into(),
        head: head(),
        action: "/appeals/x/supplement".into(),
        text: String::new(),
        photos: [photos(2), vec![document()]].concat(),
        documents: Some(SOME_DOCUMENTS),
    }
}

fn withdraw(frame: Frame) -> WithdrawPage {
    WithdrawPage {
        frame,
        faults: Vec::new().into(),
        head: head(),
        action: "/appeals/x/withdraw".into(),
        goes_on: true,
        reason: String::new(),
    }
}

fn taken_down() -> Rating {
    Rating {
        grade: 4,
        text: "满意".into(),
        solved: Coded::new("yes", "问题解决了"),
        said: "补种很快。".into(),
        recorded: Some(Recorded {
            by: "崂山区社会治理中心 · 回访员".into(),
            how: Coded::new("visit", "上门回访"),
            witness: "楼长王阿姨".into(),
            at: at("2026-11-24T10:10:00+08:00"),
        }),
    }
}

fn disown(frame: Frame) -> DisownPage {
    DisownPage {
        frame,
        faults: Vec::new().into(),
        head: head(),
        action: "/appeals/x/disown".into(),
        rating: taken_down(),
        asks: true,
        words: String::new(),
    }
}
