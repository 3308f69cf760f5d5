use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::at;
use crate::frame::device::SessionLine;
use crate::frame::{Flash, Frame, Tone};
use crate::resident::account::{AccountPage, View};
use crate::resident::article::ArticlePage;
use crate::resident::elder::ElderPage;
use crate::resident::forgotten::ForgottenPage;
use crate::resident::login::LoginPage;
use crate::resident::lookup::LookupPage;
use crate::resident::me::MePage;
use crate::resident::notices::{Notice, NoticesPage};
use crate::resident::privacy::PrivacyPage;
use crate::resident::prove::ProvePage;

const PARTY: &str = "社区党委下设小区党支部，党员就在您身边。\n\n## 找党组织\n到社区党群服务中心，工作日 8:30 至 17:30 都有人接待。\n\n## 周六流动民主日\n每周六到一个小区，听大家说。";

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("login", |frame| login(frame, false)),
        Sample::new("login-code", |frame| login(frame, true)),
        Sample::new("login-carrying", |frame| LoginPage {
            carried: "5ea1".into(),
            ..login(frame, false)
        }),
        Sample::new("lookup", lookup),
        Sample::new("prove", |frame| prove(frame, false)),
        Sample::new("prove-code", |frame| prove(frame, true)),
        Sample::new("notices", notices),
        Sample::new("notices-empty", |frame| NoticesPage {
            notices: Vec::new(),
            next: None,
            ..notices(frame)
        }),
        Sample::new("me", |frame| me(frame, 2)),
        Sample::new("me-guest", |frame| me(Frame { who: None, ..frame }, 0)),
        Sample::new("account", account),
        Sample::new("account-faults", |frame| AccountPage {
            faults: vec![Fault {
                field: "sure", said: "请先勾选“我明白，请注销”。".into()
            }]
            .into(),
            views: Vec::new(),
            ..account(frame)
        }),
        Sample::new("forgotten", |frame| ForgottenPage { frame: Frame { who: None, ..frame } }),
        Sample::new("elder", |frame| ElderPage { step: frame.elder.step(), frame }),
        Sample::new("party", |frame| article(Frame { here: "party", ..frame }, PARTY)),
        Sample::new("window-empty", |frame| article(Frame { here: "window", ..frame }, "")),
        Sample::new("privacy", |frame| PrivacyPage { frame }),
    ]
}

fn account(frame: Frame) -> AccountPage {
    let line = |id: &str, device: &str, this| SessionLine {
        id: id.into(),
        device: device.into(),
        since: at("2026-11-22T08:31:00+08:00"),
        seen: at("2026-11-23T09:55:00+08:00"),
        this,
    };
    let view = |staff: &str, reason: &str| View {
        at: at("2026-11-22T08:31:00+08:00"),
        staff: staff.into(),
        reason: reason.into(),
    };
    AccountPage {
        frame,
        faults: Vec::new().into(),
        phone: "138****6621".into(),
        name: "王女士".into(),
        sessions: vec![line("1", "安卓手机上的微信", true), line("2", "苹果平板上的Safari", false)],
        views: vec![view("李承办", "电话打不通，核对号码"), view("王敏", "上门前联系")],
        next: Some("/me/account?after=1-1".into()),
        open: 1,
    }
}

fn login(frame: Frame, code_sent: bool) -> LoginPage {
    let faults = if code_sent {
        vec![Fault { field: "sms", said: "验证码不对，请再看一下短信".into() }]
    } else {
        Vec::new()
    };
    LoginPage {
        frame: Frame { who: None, ..frame },
        faults: faults.into(),
        phone: if code_sent { "13800138000".into() } else { String::new() },
        code_sent,
        code_said: if code_sent {
            "验证码已发到 138****8000，5 分钟内有效。".into()
        } else {
            String::new()
        },
        next: "/my/appeals".into(),
        carried: String::new(),
    }
}

fn lookup(frame: Frame) -> LookupPage {
    let faults = vec![Fault {
        field: "no", said: "没有找到这个编号，请核对编号和查询码".into()
    }];
    LookupPage {
        frame,
        faults: faults.into(),
        no: "LS20261118-042713651".into(),
        code: "7Q4M9K".into(),
    }
}

fn prove(frame: Frame, code_sent: bool) -> ProvePage {
    let wrong = Fault { field: "sms", said: "验证码不对，请再看一下短信".into() };
    ProvePage {
        frame: Frame { who: None, ..frame },
        faults: if code_sent { vec![wrong] } else { Vec::new() }.into(),
        no: "LS20261118-0427136505".into(),
        title: "楼前绿地被占种菜，希望恢复绿化".into(),
        phone: "138****6621".into(),
        code_sent,
        code_said: if code_sent {
            "验证码已发到 138****6621，5 分钟内有效。"
        } else {
            ""
        }
        .into(),
        next: "rate".into(),
    }
}

fn notices(frame: Frame) -> NoticesPage {
    let notice = |said: &str, when, fresh| Notice {
        said: said.into(),
        no: "LS20261118-042713650".into(),
        href: "/appeals/LS20261118-042713650".into(),
        at: at(when),
        fresh,
    };
    NoticesPage {
        frame: Frame { here: "me", ..frame },
        notices: vec![
            notice("您的诉求有答复了，请看看并打分。", "2026-11-22T17:30:00+08:00", true),
            notice("春光山色社区已经接单，会和您联系。", "2026-11-18T08:52:00+08:00", false),
        ],
        next: Some("/my/notices?after=x".into()),
    }
}

fn me(frame: Frame, count: u64) -> MePage {
    let flash = (count > 0).then(|| Flash { tone: Tone::Good, said: "登录成功".into() });
    MePage {
        frame: Frame { here: "me", flash, ..frame },
        open: count,
        fresh: count,
        to_rate: count,
    }
}

fn article(frame: Frame, text: &str) -> ArticlePage {
    ArticlePage {
        title: if frame.here == "party" {
            frame.brand.party.clone()
        } else {
            frame.brand.window.clone()
        },
        frame,
        html: crate::frame::markup::html(text),
        text: text.to_owned(),
        changed: Some(at("2026-11-19T14:02:00+08:00")),
        edit: None,
    }
}
