use xianban_kernel::Moment;

use crate::frame::{Brand, Call, Coded, Documents, Elder, Frame, Most, Photo, Stamp, Status, Who};

/// A resident's frame.
pub fn frame() -> Frame {
    Frame {
        brand: Brand {
            platform: "崂先办".into(),
            slogan: "有诉求，先来办 · 一个门进，一个门出".into(),
            district: "崂山区".into(),
            community: "春光山色社区".into(),
            phone: "0532-00000000".into(),
            ask: "我有诉求".into(),
            party: "党建引领".into(),
            window: "崂山之窗".into(),
        },
        elder: Elder::Normal,
        csrf: "0011223344".into(),
        key: "5566778899".into(),
        who: Some(Who { name: "138****6621".into(), role: String::new() }),
        here: "ask",
        path: "/".into(),
        flash: None,
        request: "1f2e3d4c".into(),
        origin: "https://xianban.example".into(),
        most: Most { text: 10_000, note: 5_000 },
        call: Some(Call { who: "网格员王敏".into(), phone: "0532-00000001".into() }),
        making: None,
        desk: None,
    }
}

/// `text` (ISO 8601), read on 2026-11-23 at 10:00.
pub fn at(text: &str) -> Stamp {
    let moment = |text| Moment::parse(text).unwrap_or(Moment::EPOCH);
    Stamp::new(moment(text), moment("2026-11-23T10:00:00+08:00"))
}

/// A state by its code.
pub fn status(code: &str) -> Status {
    let text = match code {
        "submitted" => "待接单",
        "assessing" => "待研判",
        "planning" => "定方案",
        "handling" => "办理中",
        "reviewing" => "待审核",
        "following_up" => "待评价",
        "closed" => "办结",
        "declined" => "不予受理",
        _ => "已超期",
    };
    Status::new(code, text)
}

/// 民生诉求.
pub fn livelihood() -> Coded {
    Coded::new("livelihood", "民生诉求")
}

/// `count` photos.
pub fn photos(count: usize) -> Vec<Photo> {
    let photo = |n: usize| Photo {
        id: format!("p{n}"),
        href: format!("/files/p{n}"),
        thumb: format!("/files/p{n}/thumb"),
        document: String::new(),
        alt: format!("照片 {n}"),
    };
    (1..=count).map(photo).collect()
}

/// What a form that takes documents takes.
pub const SOME_DOCUMENTS: Documents = Documents { most: 5, megabytes: 20 };

/// A firm's PDF.
pub fn document() -> Photo {
    Photo {
        id: "90".into(),
        href: "/files/90".into(),
        thumb: String::new(),
        alt: "营业执照（副本）.pdf".into(),
        document: "PDF，1.2 MB".into(),
    }
}

/// Words that fill every line, offer no place to break, and try to be markup.
pub fn long(characters: usize) -> String {
    "<script>alert('1')</script>楼道堆物\"影响&通行abcdefghijklmnopqrstuvwxyz0123456789"
        .chars()
        .cycle()
        .take(characters)
        .collect()
}
