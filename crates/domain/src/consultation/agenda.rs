use serde::{Deserialize, Serialize};
use xianban_kernel::Moment;

use crate::coded::coded;

coded! {
    /// As what somebody is invited.
    Part {
        /// 居民代表.
        Resident = "resident",
        /// 小区党支部书记.
        EstateSecretary = "estate_secretary",
        /// 网格员.
        GridWorker = "grid_worker",
        /// 党员.
        PartyMember = "party_member",
        /// 物业企业.
        Property = "property",
        /// 业主委员会.
        Owners = "owners",
        /// 其他.
        Other = "other",
    }
}

impl Part {
    /// As people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Resident => "居民代表",
            Self::EstateSecretary => "小区党支部书记",
            Self::GridWorker => "网格员",
            Self::PartyMember => "党员",
            Self::Property => "物业企业",
            Self::Owners => "业委会",
            Self::Other => "其他",
        }
    }
}

coded! {
    /// How somebody signed in.
    SignedBy {
        /// Himself, by QR code or link.
        Himself = "himself",
        /// The caller wrote him down.
        Hand = "hand",
    }
}

/// That somebody came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Presence {
    /// When he signed in.
    pub at: Moment,
    /// How.
    pub how: SignedBy,
    /// Who did it, as the trail marks people.
    pub by: String,
}

/// Somebody who was invited.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Participant {
    /// His number, from 1.
    pub n: i64,
    /// As what.
    pub part: Part,
    /// His name in the vault.
    pub name: i64,
    /// His mark, where he works here or has a phone here.
    pub mark: Option<String>,
    /// Whether he came.
    pub present: Option<Presence>,
}

/// When, where and about what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meeting {
    /// Its title in the vault.
    pub title: i64,
    /// What is to be talked about, in the vault.
    pub agenda: i64,
    /// When.
    pub time: Moment,
    /// Where, in the vault.
    pub place: i64,
    /// How often it was moved; the calendar file counts it.
    pub moved: i64,
}
