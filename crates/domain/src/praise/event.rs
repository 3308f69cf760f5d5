use serde::{Deserialize, Serialize};
use xianban_kernel::{DossierId, FileId, Problem, StaffId};

use crate::dossier::{Kept, Record};
use crate::files::KeptFile;
use crate::organisation::AtUnit;

/// Somebody gave thanks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Its number.
    pub no: String,
    /// Who gave it.
    pub giver: String,
    /// The appeal it came of.
    pub about: Option<DossierId>,
    /// Whom it thanks.
    pub unit: AtUnit,
    /// The office that reviews.
    pub office: AtUnit,
    /// The text of the banner.
    pub banner: Option<Kept>,
    /// What it is for.
    pub text: Kept,
    /// Who is meant, in the giver's words.
    pub whom: Option<Kept>,
    /// How the giver signs.
    pub signed: Option<Kept>,
    /// Whether everybody may see it.
    pub public: bool,
}

/// Photos came with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Which.
    pub files: Vec<KeptFile>,
}

/// Review passed it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// The person meant, if the reviewer found him.
    pub person: Option<StaffId>,
}

/// Review refused it, or took it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// The reason's code.
    pub reason: String,
    /// More words for the giver.
    pub words: Option<Kept>,
}

/// The giver took it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {}

/// Words and photos were destroyed on the giver's request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// Values of the vault.
    pub values: Vec<i64>,
    /// Files.
    pub files: Vec<FileId>,
}

/// Everything that can happen to praise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Event {
    /// 送出.
    Given(Box<Given>),
    /// 附照片.
    Attached(Attached),
    /// 通过.
    Published(Published),
    /// 不通过、撤下.
    Refused(Refused),
    /// 撤回.
    Withdrawn(Withdrawn),
    /// 删除内容.
    Erased(Erased),
}

impl Event {
    /// Kind with the version of the payload, as the trail stores it.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Given(_) => "praise_given.1",
            Self::Attached(_) => "praise_attached.1",
            Self::Published(_) => "praise_published.1",
            Self::Refused(_) => "praise_refused.1",
            Self::Withdrawn(_) => "praise_withdrawn.1",
            Self::Erased(_) => "praise_erased.1",
        }
    }

    /// Reads what the trail stored.
    pub(super) fn decode(record: &Record) -> Result<Self, Problem> {
        fn of<T: serde::de::DeserializeOwned>(payload: &str) -> Result<T, Problem> {
            serde_json::from_str(payload).map_err(|error| Problem::broken(error.to_string()))
        }
        let payload = record.payload.as_str();
        match record.kind.as_str() {
            "praise_given.1" => of(payload).map(Self::Given),
            "praise_attached.1" => of(payload).map(Self::Attached),
            "praise_published.1" => of(payload).map(Self::Published),
            "praise_refused.1" => of(payload).map(Self::Refused),
            "praise_withdrawn.1" => of(payload).map(Self::Withdrawn),
            "praise_erased.1" => of(payload).map(Self::Erased),
            other => Err(Problem::broken(format!("praise has no event {other}"))),
        }
    }

    /// As staff and giver read it.
    pub const fn said(&self) -> &'static str {
        match self {
            Self::Given(_) => "送出表扬",
            Self::Attached(_) => "附上照片",
            Self::Published(_) => "审核通过，转达给被表扬的人",
            Self::Refused(_) => "没有通过审核",
            Self::Withdrawn(_) => "本人撤回",
            Self::Erased(_) => "按本人要求删除了内容",
        }
    }
}
