use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::{SOME_DOCUMENTS, at, document, long, photos, status};
use super::desk::desk;
use super::lists::due;
use crate::console::appeals::entry::Entry;
use crate::console::appeals::flow::{Move, Trail};
use crate::console::appeals::moves::MovePage;
use crate::console::appeals::owed::Duty;
use crate::console::appeals::registration::Fact;
use crate::console::appeals::reply::Reply;
use crate::console::appeals::see_applicant::{Applicant, ApplicantPage};
use crate::console::appeals::show::{AppealPage, Clock, Order};
use crate::console::appeals::work::CaseworkShown;
use crate::console::control::{Control, Field};
use crate::frame::{Choice, Coded, Faults, Frame, Link, Steps};
use crate::resident::appeals::rated::{Rating, Recorded};

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("c-appeal", appeal),
        Sample::new("c-appeal-closed", closed),
        Sample::new("c-appeal-long", |frame| AppealPage {
            title: long(100),
            text: long(4000),
            place: long(100),
            ..appeal(frame)
        }),
        Sample::new("c-assess", |frame| assess(frame, Vec::new().into())),
        Sample::new("c-assess-faults", |frame| {
            let fault = |field, said: &str| Fault { field, said: said.into() };
            assess(
                frame,
                vec![
                    fault("list", "请选一个清单"),
                    fault("lead", "这件事不在城管中队的职责清单里；物业管理科有这项职责"),
                    fault("facts", "请写明起因和经过"),
                ]
                .into(),
            )
        }),
        Sample::new("c-release-stale", release),
        Sample::new("c-applicant", |frame| applicant(frame, None)),
        Sample::new("c-applicant-seen", |frame| {
            let (name, phone) = ("李秀英".into(), "13800006621".into());
            let mark = "演示-受理员甲 春光山色社区 2026-11-23 09:00".into();
            applicant(frame, Some(Applicant { name, phone, mark }))
        }),
    ]
}

fn entry(
    code: &str,
    mark: &'static str,
    tone: &'static str,
    title: &str,
    said: &str,
    when: &str,
) -> Entry {
    Entry {
        code: code.into(),
        mark,
        tone,
        title: title.into(),
        by: "春光山色社区 · 王敏".into(),
        seen: None,
        said: said.into(),
        parts: Vec::new(),
        photos: Vec::new(),
        at: at(when),
        recorded: None,
        publish: None,
    }
}

fn timeline() -> Vec<Entry> {
    [progress(), course()].concat()
}

fn progress() -> Vec<Entry> {
    vec![
        Entry {
            seen: Some(Coded::new("public", "已审核公开")),
            photos: photos(2),
            by: "街道城管中队 · 张强".into(),
            ..entry(
                "noted",
                "城",
                "green",
                "现场整治",
                "清理种植土约 6 方，拆除围挡 2 处。11 月 24 日补种冬青 46 株。",
                "2026-11-23T09:12:00+08:00",
            )
        },
        Entry {
            seen: Some(Coded::new("waiting", "待公开")),
            publish: Some("/c/appeals/x/publish?note=3".into()),
            recorded: Some(at("2026-11-20T08:30:00+08:00")),
            ..entry(
                "noted",
                "记",
                "blue",
                "写了进展",
                "已约两户当面谈，对方同意三天内自清。",
                "2026-11-19T16:20:00+08:00",
            )
        },
    ]
}

fn course() -> Vec<Entry> {
    vec![
        entry(
            "ordered",
            "派",
            "gold",
            "派单 → 中韩街道城管中队（主办）",
            "社区无执法权，请街道组织恢复绿植与补种。",
            "2026-11-19T11:30:00+08:00",
        ),
        entry(
            "assessed",
            "研",
            "blue",
            "综合研判 · 街道级事项",
            "性质：公共绿地侵占；列入环境卫生清单。",
            "2026-11-18T15:20:00+08:00",
        ),
        entry(
            "accepted",
            "接",
            "blue",
            "社区接单",
            "11 分钟接单，已电话联系诉求人并现场核实。",
            "2026-11-18T08:52:00+08:00",
        ),
        Entry {
            by: "诉求人".into(),
            ..entry(
                "submitted",
                "诉",
                "grey",
                "居民提交诉求",
                "照片 3 张，扫单元二维码提交。",
                "2026-11-18T08:41:00+08:00",
            )
        },
    ]
}

fn steps() -> Steps {
    Steps::at(4)
        .noted(1, Some(at("2026-11-18T08:41:00+08:00")), "单元二维码")
        .noted(2, Some(at("2026-11-18T15:20:00+08:00")), "综合研判")
        .noted(3, Some(at("2026-11-19T10:05:00+08:00")), "快办")
        .noted(4, None, "剩 2 天 2 小时")
        .noted(5, None, "居民打分后归档")
}

fn moves() -> Vec<Move> {
    let step = |code, text: &str, grave| Move {
        code,
        text: text.into(),
        href: format!("/c/appeals/LS20261118-042713650/{code}"),
        grave,
        rare: false,
        main: code == "complete",
        key: if code == "complete" { "e" } else { "" },
    };
    vec![
        step("complete", "提交办理结果", false),
        step("dispatch", "派单", false),
        step("extend", "申请延期", false),
        step("terminate", "拟不予受理", true),
    ]
}

fn duties() -> Vec<Duty> {
    let duty = |code: &str, kind: &str, unit: &str, who: &str, left: &str, colour| Duty {
        kind: Coded::new(code, kind),
        unit: unit.into(),
        who: who.into(),
        instead: String::new(),
        due: due(left, colour),
    };
    vec![
        duty("handle", "办理", "中韩街道城管中队", "张强（承办人）", "剩 2 天 2 小时", "none"),
        duty("contact", "联系诉求人", "春光山色社区", "王敏（网格员）", "剩 3 小时", "yellow"),
        duty("lead", "督办", "春光山色社区", "书记", "超 1 小时", "red"),
    ]
}

fn appeal(frame: Frame) -> AppealPage {
    let fact = |text, value: &str| Fact { text, value: value.into() };
    let order = |unit: &str, code: &str, part: &str, state: &str, text: &str| Order {
        unit: unit.into(),
        part: Coded::new(code, part),
        status: crate::frame::Status::new(state, text),
        due: (state != "closed").then(|| due("剩 2 天 2 小时", "none")),
    };
    AppealPage {
        frame: desk(frame, "handling"),
        no: "LS20261118-042713650".into(),
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        version: 7,
        status: status("handling"),
        marks: vec![Coded::new("amber", "街道级"), Coded::new("red", "重难点"), Coded::new("red", "催办 1 次")],
        steps: steps(),
        trail: Trail { list: Some(Link::new("办理中", "/c/inbox/handling")), before: Some("/c/appeals/a".into()), after: Some("/c/appeals/b".into()) },
        moves: moves(),
        text: "我们楼前的公共绿地被两户圈起来种菜，浇粪有味道，夏天招蚊虫。已跟邻居说过没用，请社区帮忙恢复绿化。".into(),
        photos: [photos(3), vec![document()]].concat(),
        place: "春光山色一期 5 号楼东侧 · 第 3 网格".into(),
        facts: vec![
            fact("诉求人", "李** 138****6621"),
            fact("类型", "民生诉求 / 环境卫生 / 占绿"),
            fact("五类清单", "环境卫生"),
            fact("来源", "居民提交 · 单元二维码"),
            fact("时限", "一般事项 · 5 个工作日"),
            fact("公开", "诉求人不同意公开"),
        ],
        unmask: Some("/c/appeals/LS20261118-042713650/unmask".into()),
        reply: None,
        timeline: timeline(),
        clock: Some(Clock { from: at("2026-11-18T08:52:00+08:00"), due: due("2 天 2 小时", "none"), used: 60, limit: "5 个工作日".into(), paused: false, unsettled: None }),
        duties: duties(),
        orders: vec![
            order("中韩街道城管中队", "lead", "主办", "handling", "办理中"),
            order("某某物业公司", "assist", "协办", "closed", "已报结"),
        ],
        work: CaseworkShown::default(),
        undo: None,
        beside: Vec::new(),
        begin: Vec::new(),
    }
}

fn closed(frame: Frame) -> AppealPage {
    let reply = Reply {
        marks: Vec::new(),
        status: Coded::new("released", "已发给诉求人"),
        reason: String::new(),
        text: "占绿种菜已全部清理，11 月 24 日补种冬青 46 株，并由物业每日巡查。".into(),
        by: "街道城管中队 · 张强 拟稿，区社会治理中心审核".into(),
        at: at("2026-11-22T17:30:00+08:00"),
        photos: photos(2),
        rating: Some(Rating {
            grade: 5,
            text: "非常满意".into(),
            solved: Coded::new("yes", "问题解决了"),
            said: "补种很快。".into(),
            recorded: Some(Recorded {
                by: "崂山区社会治理中心 · 回访员".into(),
                how: Coded::new("phone", "电话回访"),
                witness: String::new(),
                at: at("2026-11-24T10:10:00+08:00"),
            }),
        }),
    };
    AppealPage {
        status: status("closed"),
        steps: Steps::at(6),
        moves: Vec::new(),
        reply: Some(reply),
        clock: None,
        duties: Vec::new(),
        trail: Trail::default(),
        unmask: None,
        ..appeal(frame)
    }
}

fn form(frame: Frame, code: &'static str, verb: &str) -> MovePage {
    MovePage {
        frame: desk(frame, "assessing"),
        faults: Vec::new().into(),
        no: "LS20261118-042713650".into(),
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        back: "/c/appeals/LS20261118-042713650".into(),
        action: format!("/c/appeals/LS20261118-042713650/{code}"),
        version: 3,
        code,
        verb: verb.into(),
        effect: String::new(),
        grave: false,
        stale: None,
        barred: None,
        fields: Vec::new(),
        phrases: Vec::new(),
    }
}

fn assess(frame: Frame, faults: Faults) -> MovePage {
    let choices =
        |texts: &[&str]| texts.iter().map(|text| Choice::new(*text, *text)).collect::<Vec<_>>();
    let fields = vec![
        Field::new(
            "list",
            "列入哪个清单",
            Control::One {
                choices: choices(&["党建工作", "民政工作", "安全生产", "环境卫生", "物业管理"]),
            },
        ),
        Field::new(
            "lead",
            "主办单位",
            Control::Pick { choices: choices(&["中韩街道城管中队", "某某物业公司"]) },
        )
        .hint("职责清单里有这件事的单位排在前面"),
        Field::new(
            "assist",
            "协办单位",
            Control::Any { choices: choices(&["第 3 网格", "某某物业公司"]) },
        )
        .optional(),
        Field::new(
            "facts",
            "背景、起因和经过",
            Control::Words { value: String::new(), limit: 5000 },
        ),
        Field::new("due", "另定时限", Control::Time { value: String::new() }).optional(),
        Field::line("note", "备注", "注意").optional(),
        Field::new("urgent", "走紧急通道", Control::Tick { ticked: false })
            .hint("关系到基本生活，不排队"),
        Field::new(
            "photos",
            "照片和文件",
            Control::Photos {
                photos: [photos(1), vec![document()]].concat(),
                documents: Some(SOME_DOCUMENTS),
            },
        )
        .optional(),
    ];
    MovePage {
        fields,
        faults,
        effect: "研判后派给主办单位，诉求人会收到“已研判”的通知。".into(),
        ..form(frame, "assess", "完成研判")
    }
}

fn release(frame: Frame) -> MovePage {
    let fields = vec![Field::new(
        "text",
        "答复全文",
        Control::Words { value: "占绿种菜已全部清理。".into(), limit: 20_000 },
    )];
    MovePage {
        fields,
        grave: true,
        effect: "把这份答复发给诉求人李**，并请他打分。发出后不能收回，只能更正。".into(),
        stale: Some("刚才 10:02 街道城管中队又报了一次办理情况。".into()),
        ..form(frame, "release", "审核通过，发给诉求人")
    }
}

fn applicant(frame: Frame, seen: Option<Applicant>) -> ApplicantPage {
    ApplicantPage {
        frame: desk(frame, ""),
        faults: Vec::new().into(),
        no: "LS20261118-042713650".into(),
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        back: "/c/appeals/LS20261118-042713650".into(),
        action: "/c/appeals/LS20261118-042713650/read_identity".into(),
        reason: "电话联系，约现场查看".into(),
        relay: Some("/c/appeals/LS20261118-042713650/report".into()),
        minor: None,
        seen,
    }
}
