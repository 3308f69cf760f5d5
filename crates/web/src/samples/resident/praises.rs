use xianban_domain::praise::Standing as Stands;
use xianban_kernel::Fault;

use super::super::Sample;
use super::super::words::{at, long, photos};
use crate::frame::{Choice, Frame, Link};
use crate::resident::praises::card::Card;
use crate::resident::praises::give::{GiveForm, GivePage, Group};
use crate::resident::praises::mine::{Given, MinePage};
use crate::resident::praises::show::{Own, PraisePage};
use crate::resident::praises::standing::Standing;
use crate::resident::praises::wall::WallPage;

const LAMP: &str =
    "三单元楼道灯坏了三天，网格员当天就来看，第二天换好，还帮我把门口的台阶扫了。谢谢您！";

pub(super) fn all() -> Vec<Sample> {
    vec![
        Sample::new("praises", wall),
        Sample::new("praises-empty", |frame| WallPage {
            q: String::new(),
            praises: Vec::new(),
            next: None,
            ..wall(frame)
        }),
        Sample::new("praises-none", |frame| WallPage {
            q: "修电梯".into(),
            praises: Vec::new(),
            next: None,
            ..wall(frame)
        }),
        Sample::new("praise", |frame| PraisePage { frame, card: card(), own: None }),
        Sample::new("praise-own", |frame| own(frame, Stands::Given)),
        Sample::new("praise-refused", |frame| own(frame, Stands::Refused)),
        Sample::new("praise-long", |frame| PraisePage {
            frame,
            card: Card { banner: long(24), text: long(500), unit: long(40), ..card() },
            own: None,
        }),
        Sample::new("praise-give", |frame| give(frame, few())),
        Sample::new("praise-give-faults", faults),
        Sample::new("praises-mine", mine),
        Sample::new("praises-mine-empty", |frame| MinePage {
            praises: Vec::new(),
            next: None,
            ..mine(frame)
        }),
    ]
}

pub(super) fn card() -> Card {
    Card {
        href: "/praises/JQ20261123-042713650".into(),
        banner: "心系居民 热情服务".into(),
        text: LAMP.into(),
        unit: "春光山色社区第3网格".into(),
        person: "王敏".into(),
        by: "一位居民".into(),
        day: "2026-11-23".into(),
        photos: photos(2),
    }
}

fn wall(frame: Frame) -> WallPage {
    let signed = Card {
        banner: "急百姓所急，解百姓所难，情系万家".into(),
        by: "于大爷".into(),
        unit: "春光山色社区".into(),
        photos: Vec::new(),
        ..card()
    };
    let plain = Card { banner: String::new(), person: String::new(), photos: photos(1), ..card() };
    WallPage {
        frame: Frame { here: "", ..frame },
        q: String::new(),
        praises: vec![card(), signed, plain],
        next: Some("/praises?after=1764000000000.1".into()),
    }
}

fn own(frame: Frame, stands: Stands) -> PraisePage {
    let refused = stands == Stands::Refused;
    let said = if refused {
        "没有通过审核：写了别人的隐私，请改一改再送。别人看不到。"
    } else {
        "平台会在 11-26 18:00 前审核，通过后转达给春光山色社区第3网格，再放到表扬墙上。"
    };
    let own = Own {
        no: "JQ20261123-042713650".into(),
        standing: Standing::of(stands),
        said: said.into(),
        words: if refused { "请把邻居家的门牌号去掉。".into() } else { String::new() },
        whom: "三号楼的网格员大姐".into(),
        public: true,
        given: at("2026-11-23T09:12:00+08:00"),
        about: Some(Link::new("诉求 LS20261118-042713650", "/appeals/LS20261118-042713650")),
        withdraws: !refused,
        erases: true,
    };
    PraisePage { frame: Frame { here: "me", ..frame }, card: card(), own: Some(own) }
}

fn few() -> Vec<Group> {
    let unit = |code: &str, name: &str, kind: &str| Choice::new(code, name).hint(kind);
    let units = vec![
        unit("1", "春光山色社区", "社区"),
        unit("2", "春光山色社区第3网格", "网格"),
        unit("3", "春光山色物业服务中心", "物业公司"),
    ];
    vec![Group { kind: String::new(), units }]
}

fn give(frame: Frame, units: Vec<Group>) -> GivePage {
    let ready = ["心系居民 热情服务", "尽职尽责 排忧解难", "邻里贴心 办事暖心"];
    GivePage {
        frame,
        faults: Vec::new().into(),
        units,
        ready: ready.map(|banner| Choice::new(banner, banner)).into(),
        banner_most: 24,
        text_most: 500,
        form: GiveForm { appeal: "LS20261118-042713650".into(), ..GiveForm::default() },
        photos: Vec::new(),
        drafts: String::new(),
    }
}

fn faults(frame: Frame) -> GivePage {
    let fault = |field, said: &str| Fault { field, said: said.into() };
    let units = few().remove(0).units;
    let group = |kind: &str, unit: &Choice| Group { kind: kind.into(), units: vec![unit.clone()] };
    let kinds = ["社区", "网格", "物业公司"];
    GivePage {
        faults: vec![
            fault("unit", "请选要感谢的单位或网格。"),
            fault("text", "请写几句感谢的话。"),
            fault("banner", "锦旗上写了 26 个字，最多 24 个字。"),
            fault("signed", "署名请写姓名或称呼，例如“王女士”。"),
        ]
        .into(),
        form: GiveForm {
            banner: long(26),
            signed: "110".into(),
            public: "1".into(),
            ..GiveForm::default()
        },
        photos: photos(2),
        ..give(frame, kinds.iter().zip(&units).map(|(kind, unit)| group(kind, unit)).collect())
    }
}

fn mine(frame: Frame) -> MinePage {
    let given = |title: &str, stands| Given {
        no: "JQ20261123-042713650".into(),
        title: title.into(),
        unit: "春光山色社区第3网格".into(),
        standing: Standing::of(stands),
        at: at("2026-11-23T09:12:00+08:00"),
        href: "/praises/JQ20261123-042713650".into(),
    };
    MinePage {
        frame: Frame { here: "me", ..frame },
        praises: vec![
            given("心系居民 热情服务", Stands::Given),
            given("谢谢物业的师傅", Stands::Published),
            given("内容已按您的要求删除", Stands::Withdrawn),
        ],
        next: Some("/my/praises?before=1".into()),
    }
}
